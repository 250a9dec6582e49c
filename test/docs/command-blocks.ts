import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/runtime.mjs';

export interface CommandBlock {
  /** Its file, from the repository's root. */
  file: string;
  /** Why the block is not run; null for one that is. */
  noTest: string | null;
  commands: readonly string[];
}

/** README, CONTRIBUTING and every page of docs/. */
export function pages(): { file: string; text: string }[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join('docs', name));
  return ['README.md', 'CONTRIBUTING.md', ...inDocs].map((file) => ({
    file,
    text: readFileSync(join(root, file), 'utf8'),
  }));
}

/** Blocks that begin with ```sh, with `no-test=reason` after it if a test cannot run them. */
export function commandBlocks(): CommandBlock[] {
  return pages().flatMap(({ file, text }) =>
    [...text.matchAll(/^ *```(?:sh|bash|shell|console)([^\n]*)\n(.*?)^ *```/gms)].map(
      ([, info = '', body = '']) => ({
        file,
        noTest: /(?:^|\s)no-test=(\S+)/.exec(info)?.[1] ?? null,
        commands: body
          .split('\n')
          .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
          .filter((line) => line !== ''),
      }),
    ),
  );
}

/** The words of a command as a shell splits them; `[…]` marks optional ones. */
export function wordsOf(command: string): string[] {
  const plain = command.replace(/[[\]]/g, '');
  return [...plain.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/**
 * The npm script's name and the words after `npm run NAME --`; null if the command is no npm
 * script.
 */
export function npmWords(command: string): { script: string; words: string[] } | null {
  const [npm, run, script = '', dashes, ...words] = wordsOf(command);
  if (npm !== 'npm') return null;
  if (run !== 'run') return { script: run ?? '', words: [] };
  return { script, words: dashes === '--' ? words : [] };
}
