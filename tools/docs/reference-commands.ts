import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usage } from '../../hub/cli/command-line.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { root } from '../runtime.mjs';
import { appOptions, scriptWords } from './command-words.ts';
import { fenced, pageOf, tableOf } from './markdown.ts';
import { referenceWords as words } from './reference-words.ts';

type Script = keyof typeof packageFile.scripts;

/** Generates docs/reference/commands.md: npm scripts, options of the app, commands of the hub. */
export function commandsPage(): string {
  const scripts = Object.keys(packageFile.scripts) as Script[];
  return pageOf([
    words.commands,
    '## npm scripts',
    tableOf(
      ['command', 'what it does'],
      scripts.map((name) => [`\`${commandOf(name)}\``, scriptWords[name].does]),
    ),
    '## Options of the app',
    words.appOptions,
    tableOf(
      ['option', 'meaning'],
      optionsOfApp().map((name) => [`\`--${name}\``, appOptions[name] ?? missing(name)]),
    ),
    '## The hub',
    words.hubCommands,
    fenced('text', usage),
  ]);
}

function commandOf(name: Script): string {
  const { options } = scriptWords[name];
  const command = ['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`;
  return options === '' ? command : `${command} -- ${options}`;
}

function optionsOfApp(): string[] {
  const source = readFileSync(join(root, 'main/base/config/command-line.ts'), 'utf8');
  const names = source.matchAll(/^ {6}'?([\w-]+)'?: \{ type: '(?:string|boolean)' \}/gm);
  return [...names].map(([, name = '']) => name);
}

function missing(name: string): never {
  throw new Error(`tools/docs/command-words.ts does not describe --${name}`);
}
