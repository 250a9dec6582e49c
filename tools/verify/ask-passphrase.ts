import { createInterface } from 'node:readline/promises';

/** The first line of the standard input. Never an argument: other programs can list those. */
export async function askPassphrase(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question('Passphrase: ');
  } finally {
    lines.close();
  }
}
