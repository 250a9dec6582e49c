import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { namesArchive, verifyArchiveCommand } from './archive-command.ts';
import { askPassphrase } from './ask-passphrase.ts';
import { verifyCommand } from './verify-command.ts';

// npm run verify -- report.json [--previous earlier.json] [--key BASE64], or an archive
const words = process.argv.slice(2);
// npm changes to the repository's root and gives the caller's folder in INIT_CWD.
const place = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
process.exitCode = namesArchive(words)
  ? await verifyArchiveCommand({ words, place, askPassphrase, print })
  : verifyCommand({ words, read: (path) => readFileSync(place(path)), print });
