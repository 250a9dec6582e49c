import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCommandLine } from '../../hub/cli/command-line.ts';
import { root } from '../../tools/runtime.mjs';
import { commandBlocks, npmWords, pages } from './command-blocks.ts';

const { scripts: lines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const scripts = Object.keys(lines);
const blocks = commandBlocks();

test('every npm script that a page names is there', () => {
  const named = pages().flatMap(({ file, text }) =>
    [...text.matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, name = '']) => `${file}: ${name}`),
  );
  const missing = named.filter((line) => !scripts.includes(line.split(': ')[1] ?? ''));
  expect([...new Set(missing)]).toEqual([]);
  expect(named.length).toBeGreaterThan(20);
});

test('every block that is not run says why', () => {
  const reasons = blocks.flatMap(({ noTest }) => (noTest === null ? [] : [noTest]));
  for (const reason of reasons) expect(reason).toMatch(/^[a-zA-Z-]{6,}$/);
});

test('every option of every command is known, also where the command is not run', () => {
  for (const { file, commands } of blocks) {
    for (const command of commands) {
      const npm = npmWords(command);
      if (npm === null || npm.script === 'hub') continue;
      const options = npm.words.filter((word) => word.startsWith('--'));
      const source = sourceOf(npm.script);
      for (const option of options) {
        expect(source.includes(option.slice(2)), `${file}: ${command}`).toBe(true);
      }
    }
  }
  const hubCommands = blocks.flatMap(({ commands }) => commands).map(npmWords);
  for (const npm of hubCommands) {
    if (npm?.script === 'hub') expect(() => readCommandLine(npm.words, {}, root)).not.toThrow();
  }
});

/** The text of all files of a script. */
function sourceOf(script: string): string {
  const [, name = script] = /tools\/([\w-]+)\/run\.ts/.exec(lines[script] ?? '') ?? [];
  const folder = join(root, 'tools', name);
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
    : [];
  return [...files, join(root, 'tools', `${script}.mjs`)]
    .filter((path) => /\.(ts|mjs)$/.test(path) && existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}
