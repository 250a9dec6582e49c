import { createInterface } from 'node:readline';

/** The first line of the standard input. Never an argument: other programs can list those. */
export async function askPassphrase(): Promise<string> {
  process.stderr.write('Passphrase: ');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // A question would wait for ever where the input ends without a line.
  for await (const line of lines) return line;
  return '';
}
