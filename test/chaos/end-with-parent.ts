import { createInterface } from 'node:readline';

/**
 * Reads commands from standard input, and ends this process at once when it closes: whoever started it
 * is gone, perhaps killed, and nobody else would end it.
 */
export function obeyParent(obey: (line: string) => void): void {
  createInterface({ input: process.stdin })
    .on('line', obey)
    .on('close', () => process.exit(1));
}
