import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

// From the repository's root, where tests run: golden-badges.all.e2e.ts bundles this file to another place.
const picture = Uint8Array.from(readFileSync('test/printing/golden/portrait.jpg'));

/** A drawn face of nobody, 120 × 160 dots. */
export const portrait = { sha256: createHash('sha256').update(picture).digest('hex'), picture };
