import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/runtime.mjs';
import { docPictures } from '../../tools/shots/doc-pictures.ts';
import { pages } from './command-blocks.ts';
import {
  afterOneClick,
  type DocPage,
  deadLinks,
  handledKeys,
  missingFiles,
  unknownHubCommands,
  unknownKeys,
  unknownSteps,
} from './named.ts';

const all = [...pages(), ...['CHANGELOG.md', 'SECURITY.md'].map(pageAt)];
/** Decisions may name files of their time. */
const current = all.filter(({ file }) => !file.startsWith('docs/decisions/'));
/** Pages about the app; evidence may name earlier screens. */
const guides = current.filter(({ file }) => !file.startsWith('docs/evidence/'));
const handled = handledKeys();

function pageAt(file: string): DocPage {
  return { file, text: readFileSync(join(root, file), 'utf8') };
}

/** The faults of the pages, each with its page. */
function wrong(found: (page: DocPage) => string[], on: readonly DocPage[] = guides): string[] {
  return on.flatMap((page) => found(page).map((what) => `${page.file}: ${what}`));
}

describe('the pages name', () => {
  test('links, headings and pictures that are there', () => {
    expect(wrong(deadLinks, all)).toEqual([]);
  });

  test('files of the code that are there', () => {
    expect(wrong(missingFiles, current)).toEqual([]);
  });

  test('commands that the hub has', () => {
    expect(wrong(unknownHubCommands)).toEqual([]);
  });

  test('keys that something handles', () => {
    expect(wrong((page) => unknownKeys(page, handled))).toEqual([]);
  });

  test('ways through the screens by their labels', () => {
    expect(wrong(unknownSteps)).toEqual([]);
  });

  test('French with a narrow space before its signs', () => {
    const french = all.filter(({ file }) => file.endsWith('.fr.md'));
    expect(wrong(({ text }) => text.match(/\S+ [;:!?»](?!-)/g) ?? [], french)).toEqual([]);
    expect(french.length).toBeGreaterThan(3);
  });

  test('every picture, and the command makes each', () => {
    const shown = all.flatMap(({ text }) =>
      [...text.matchAll(/\((?:\.\.\/|docs\/)*pictures\/([\w.-]+)\)/g)].map(([, name = '']) => name),
    );
    const made = docPictures.map(({ file }) => file);
    expect(readdirSync(join(root, 'docs/pictures')).sort()).toEqual(made.toSorted());
    expect([...new Set(shown)].sort()).toEqual(made.toSorted());
  });
});

describe('a page is refused that names', () => {
  const planted = (text: string): DocPage => ({ file: 'docs/planted.md', text });

  test.each([
    ['a file that is not there', '[hub](hubs.md)'],
    ['a heading that is not there', '[hub](hub.md#begin)'],
    ['a picture that is not there', '![desk](pictures/nothing.png)'],
  ])('%s', (_what, text) => {
    expect(deadLinks(planted(text))).toHaveLength(1);
  });

  test('a file of the code that is not there', () => {
    expect(missingFiles(planted('`domain/event/nothing.ts`'))).toHaveLength(1);
  });

  test('a command that the hub lacks', () => {
    expect(unknownHubCommands(planted('`npm run hub -- invitation`'))).toEqual(['invitation']);
    expect(unknownHubCommands(planted('`npm run hub -- invite --mode desk`'))).toEqual([]);
  });

  test.each(['Ctrl+Q', 'Ctrl+Shift+R', 'F7', 'X'])('the key %s, which nothing handles', (key) => {
    expect(unknownKeys(planted(`Press \`${key}\`.`), handled)).toEqual([key]);
  });

  test('a way with a step that is no label', () => {
    expect(unknownSteps(planted('_Settings › Printer park_'))).toContain(
      'Settings › Printer park: Printer park',
    );
  });
});

describe('the README', () => {
  test('has at most 90 lines, and its picture', () => {
    const { text } = pageAt('README.md');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(90);
    expect(existsSync(join(root, 'docs/pictures/desk.png'))).toBe(true);
  });

  test.each([
    ['paper is out', 'docs/troubleshooting.md#badges-and-printers', 'load paper'],
    ['a PIN is forgotten', 'docs/troubleshooting.md#people-and-machines', 'New PIN'],
    [
      'and it was the only supervisor’s',
      'docs/operations.md#the-only-supervisors-pin-is-forgotten',
      'Make two supervisors',
    ],
    ['tickets', 'docs/tickets.md', 'Send by e-mail'],
    ['the hub on a server', 'docs/packaging.md#debian-and-ubuntu', 'systemctl enable'],
    ['a kiosk is stolen', 'docs/privacy/README.md#a-station-is-lost', 'revoke'],
    ['another field of a person', 'docs/reference/event.md#an-extra-field', 'receivedBy'],
    ['hardware and cost', 'docs/requirements.md', 'MIT licence'],
    ['where personal data is', 'docs/privacy/README.md', 'Where it is'],
    ['the ports', 'docs/quick-start/administrator.md#what-you-need', 'TCP 7443'],
    ['what was never tested', 'docs/evidence/tested.md', 'No real printer'],
  ])('answers one click away: %s', (_question, target, answer) => {
    expect(afterOneClick(target)).toContain(answer);
  });
});
