import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatSerial, parseBadgeCode } from '../../domain/tickets/opaque-code.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { decodeToPbm, type VirtualPrinter } from './virtual-printer/virtual-printer.ts';

/**
 * What zbarimg, an independent reader, reads from the paper that these bytes of a print job
 * produce.
 */
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

/** The code of a badge after it is printed: from then on only the paper has it. */
export async function printedBadgeCode(
  { jobs }: Pick<VirtualPrinter, 'jobs'>,
  serialText: string,
): Promise<string> {
  const read = new Map<unknown, string>();
  return waitFor(`badge ${serialText} on paper`, 60, () => {
    for (const job of jobs) {
      if (!job.cut) continue;
      const code = read.get(job) ?? readWithZbar(job.bytes);
      read.set(job, code);
      const serial = parseBadgeCode(code)?.serial;
      if (serial !== undefined && formatSerial(serial) === serialText) return code;
    }
    return null;
  });
}
