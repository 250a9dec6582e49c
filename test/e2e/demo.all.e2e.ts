import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { projectNode, root } from '../../tools/runtime.mjs';
import { decodeToPbm } from '../support/virtual-printer/virtual-printer.ts';

/** The black-box contract of `npm run demo`; more keys are allowed. */
const summarySchema = z.object({
  electron: z.string(),
  scans: z.array(
    z.object({
      ticket: z.enum(['valid', 'duplicate', 'cancelled', 'forged']),
      outcome: z.string(),
      frame_to_decision_ms: z.number().positive(),
      decision_to_first_byte_ms: z.number().positive().nullable(),
    }),
  ),
  prints: z.array(
    z.object({ bytes: z.string(), badge: z.string(), outcome: z.string(), qr_text: z.string() }),
  ),
});

it('npm run demo does what its contract says, and zbarimg reads the badge', {
  timeout: 300_000,
}, () => {
  const run = spawnSync(projectNode, [join(root, 'tools/demo/run.ts')], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  });
  expect(run.status, run.stdout + run.stderr).toBe(0);
  const out = join(root, 'demo-out');
  const summary = summarySchema.parse(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')));
  expect(summary.scans.map(({ ticket, outcome }) => [ticket, outcome])).toEqual([
    ['valid', 'admitted'],
    ['duplicate', 'already-in'],
    ['cancelled', 'cancelled'],
    ['forged', 'forged'],
  ]);
  expect(summary.prints).toHaveLength(1);
  for (const print of summary.prints) {
    expect(print.outcome).toBe('confirmed');
    const pbm = decodeToPbm(readFileSync(join(out, print.bytes)));
    const path = join(mkdtempSync(join(tmpdir(), 'lanyard-pbm-')), 'badge.pbm');
    writeFileSync(path, pbm ?? new Uint8Array());
    // An independent reader reads both pictures: what was sent, and the screen's preview.
    for (const picture of [path, join(out, print.badge)]) {
      const read = execFileSync('zbarimg', ['--quiet', '--raw', picture], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(read.trim()).toBe(print.qr_text);
    }
  }
});
