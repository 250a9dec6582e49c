import { createInterface } from 'node:readline';

/** Reads the first line of standard input. Never an argument: other programs can list those. */
export async function askPassphrase(): Promise<string> {
  process.stderr.write('Passphrase: ');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // `readline`'s question would wait for ever if the input ends without a line.
  for await (const line of lines) return line;
  return '';
}
