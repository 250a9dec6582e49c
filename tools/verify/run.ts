import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { verifyCommand } from './verify-command.ts';

/** `npm run verify -- report.json [--previous earlier.json] [--key BASE64]` */
process.exitCode = verifyCommand({
  words: process.argv.slice(2),
  // npm changes to the repository's root and tells in INIT_CWD where it was called.
  read: (path) => readFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), path)),
  print: (line) => process.stdout.write(`${line}\n`),
});
