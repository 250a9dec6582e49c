/** `node tools/kiosk-states/run.ts`: writes docs/kiosk-states.md from the machine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../runtime.mjs';
import { statesPage } from './page.ts';

writeFileSync(join(root, 'docs/kiosk-states.md'), statesPage());
