import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { usage } from '../../hub/cli/command-line.ts';
import { root } from '../../tools/runtime.mjs';
import english from '../../ui/words/en.json' with { type: 'json' };
import french from '../../ui/words/fr.json' with { type: 'json' };
import kioskEnglish from '../../ui/words/kiosk/en.json' with { type: 'json' };
import organiserEnglish from '../../web/organiser/words/en.json' with { type: 'json' };
import organiserFrench from '../../web/organiser/words/fr.json' with { type: 'json' };

/** A page, from the repository's root. */
export interface DocPage {
  file: string;
  text: string;
}

const code = /^ *```.*?^ *```$|`[^`\n]*`/gms;
const withoutCode = (text: string): string =>
  text.replace(code, (found) => found.replace(/\S/g, '~'));
/** The texts in single backticks, outside of blocks. */
function spans(text: string): string[] {
  const outside = text.replace(/^ *```.*?^ *```$/gms, '');
  return [...outside.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchors(text: string): Set<string> {
  const seen = new Map<string, number>();
  const plain = text.replace(/^ *```.*?^ *```$/gms, '');
  return new Set(
    [...plain.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) => {
      const name = heading
        .replace(/\]\([^)]*\)/g, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-');
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      return before === 0 ? name : `${name}-${before}`;
    }),
  );
}

/** Links and pictures of a page that lead to no file, or to no heading of it. */
export function deadLinks({ file, text }: DocPage): string[] {
  const links = withoutCode(text).matchAll(/\]\(\s*([^)\s]+)\s*\)/g);
  return [...links]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const place = path === '' ? file : normalize(join(dirname(file), path));
      if (!existsSync(join(root, place))) return true;
      if (anchor === undefined || !place.endsWith('.md')) return false;
      const there = place === file ? text : readFileSync(join(root, place), 'utf8');
      return !anchors(there).has(decodeURIComponent(anchor));
    });
}

/**
 * What a reader of the README sees after a click on `target` (`docs/hub.md#start`): from its
 * heading to the next, or the whole page. Empty if the README has no such link.
 */
export function afterOneClick(target: string): string {
  if (!readFileSync(join(root, 'README.md'), 'utf8').includes(`](${target})`)) return '';
  const [path = '', anchor] = target.split('#');
  const text = readFileSync(join(root, path), 'utf8');
  if (anchor === undefined) return text;
  return text.split(/^(?=#{1,6} )/m).find((part) => anchors(part).has(anchor)) ?? '';
}

const inCode = /^(?:domain|crypto|db|main|renderer|preload|hub|test|tools|docs)\/[\w./*-]+$/;

/** Files of the code that a page names and that do not exist; for `a/*.ts` checks the folder. */
export function missingFiles({ text }: DocPage): string[] {
  return spans(text)
    .filter((span) => inCode.test(span))
    .filter((span) => !existsSync(join(root, span.replace(/[^/]*\*.*$/, ''))));
}

const subcommands = new Set([
  'help',
  'serve',
  ...[...usage.matchAll(/^(?: {4}|npm run hub -- )(.*?)(?: {2,}|$)/gm)].flatMap(([, line = '']) =>
    [...line.matchAll(/(?:^|[|;,] *(?:then )?)([a-z][a-z-]+)/g)].map(([, name = '']) => name),
  ),
]);

/** Commands in running text that the hub does not have. */
export function unknownHubCommands({ text }: DocPage): string[] {
  return spans(text)
    .map((span) => /^(?:npm run hub --|lanyard --hub|lanyard-hub) ([a-z][a-z-]+)/.exec(span)?.[1])
    .filter((name): name is string => name !== undefined && !subcommands.has(name));
}

const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};
/** Keys that fields, lists and the browser handle, by their English and French names. */
const common = [
  'Enter',
  'Tab',
  'Shift+Tab',
  'Esc',
  'Space',
  'Backspace',
  'Delete',
  '↑',
  '↓',
  '←',
  '→',
  french.keys.enter,
  french.keys.escape,
  french.keys.space,
];
const modifiers = ['Ctrl', 'Shift', 'Alt'];

/** All keys that the app's pages handle: `Ctrl+Z`, `H`, `F9`. */
export function handledKeys(): Set<string> {
  const keys = new Set([...common, ...modifiers]);
  const files = ['renderer', 'ui'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(root, folder, name),
    ),
  );
  for (const file of files.filter((name) => /\.tsx?$/.test(name))) {
    const source = readFileSync(file, 'utf8');
    for (const [, key = '', more = ''] of source.matchAll(/\bkey: '([^']+)',?([^}]*?)\brun\b/g)) {
      keys.add(combined(key, /\bctrl: true/.test(more), /\bshift: true/.test(more)));
    }
    for (const [, key = ''] of source.matchAll(/\bkey === '([^']+)'/g)) keys.add(combined(key));
    for (const [, list = ''] of source.matchAll(/\bkeys: \[([^[\]{]+)\]/g)) {
      for (const key of mapped(list)) keys.add(key);
    }
    if (/\bkey: String\(/.test(source)) for (const digit of '123456789') keys.add(digit);
  }
  const exit = readFileSync(join(root, 'renderer/station/locked-station.tsx'), 'utf8');
  if (exit.includes('Ctrl+Shift+Q')) keys.add('Ctrl+Shift+Q');
  return keys;
}

function combined(key: string, ctrl = false, shift = false): string {
  const name = named[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...(ctrl ? ['Ctrl'] : []), ...(shift ? ['Shift'] : []), name].join('+');
}

/** A list in the key map, such as `ctrl, 'Z'`: a combination, or alternative keys. */
function mapped(list: string): string[] {
  const keys: Readonly<Record<string, string>> = english.keys;
  const parts = list
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      const word = /^t\('keys\.(\w+)'\)$/.exec(part)?.[1];
      return part === 'ctrl' ? 'Ctrl' : word === undefined ? part.replaceAll("'", '') : keys[word];
    })
    .filter((part): part is string => part !== undefined && part !== '');
  return modifiers.includes(parts[0] ?? '') ? [parts.join('+')] : parts;
}

const isKey = (span: string): boolean =>
  common.includes(span) ||
  /^(?:(?:Ctrl|Shift|Alt)\+)*(?:Ctrl|Shift|Alt|Enter|Tab|Esc|Space|F\d{1,2}|[A-Z/?]|\d)$/.test(
    span,
  );

/** Keys that a page names and that nothing handles. */
export function unknownKeys({ text }: DocPage, handled: ReadonlySet<string>): string[] {
  return spans(text)
    .filter(isKey)
    .filter((span) => !handled.has(span));
}

const labelsIn = (words: unknown): string[] =>
  typeof words === 'string' ? [plain(words)] : Object.values(Object(words)).flatMap(labelsIn);
const plain = (label: string): string => label.replace(/\s+/g, ' ').replace(/…$/, '').trim();
const labels = {
  en: new Set([english, organiserEnglish, kioskEnglish].flatMap(labelsIn)),
  fr: new Set([french, organiserFrench].flatMap(labelsIn)),
};

/** Steps of paths through the screens, `_Settings › Printers_`, that are not labels of the app. */
export function unknownSteps({ file, text }: DocPage): string[] {
  const known = labels[file.endsWith('.fr.md') ? 'fr' : 'en'];
  const ways = withoutCode(text).matchAll(/(?<![\w*])_([^_]*?›[^_]*?)_(?!\w)/g);
  return [...ways].flatMap(([, way = '']) =>
    way
      .split('›')
      .map(plain)
      .filter((step) => !known.has(step))
      .map((step) => `${plain(way)}: ${step}`),
  );
}
