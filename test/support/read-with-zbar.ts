import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeToPbm } from './virtual-printer/decode.ts';

/** What zbarimg (another reader than ours) sees on the paper that these bytes of a print job make. */
export function readWithZbar(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-print-'));
  const path = join(folder, 'print.pbm');
  const pbm = decodeToPbm(bytes);
  if (pbm === null) throw new Error('the bytes hold no picture');
  try {
    writeFileSync(path, pbm);
    return execFileSync('zbarimg', ['--quiet', '--raw', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
