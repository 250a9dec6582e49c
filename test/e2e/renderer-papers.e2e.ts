import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportIds } from '../../domain/reports.ts';
import { packContent } from '../../main/emergency/emergency-pack.ts';
import { evacuationList } from '../../main/emergency/evacuation.ts';
import { fontFiles } from '../../platform/fonts/font-files.ts';
import { scriptSamples } from '../../platform/fonts/scripts.ts';
import { buildReport } from '../../reports/build-report.ts';
import {
  type EmergencyPaper,
  paperPdf,
  setEmergencyPaper,
} from '../../reports/emergency/emergency-paper.ts';
import { printablePage, printableStyle } from '../../reports/write/print/printable-page.ts';
import { writeReport } from '../../reports/write/write-report.ts';
import { root } from '../../tools/runtime.mjs';
import { openBrowser } from '../renderer/harness/browser.ts';
import { at, FactWriter, inputOf } from '../reports/sample-input.ts';
import { checkedIn } from '../support/badge-desk.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { readsOf } from '../support/long-reads.ts';
import { glyphsOf } from '../support/pdf-glyphs.ts';
import { fullBuilding } from '../support/people-inside.ts';

// Every paper with a name in each script: no letter is a box, and every font is embedded in the
// file.

let desk: DeskContext;
let people: ReturnType<DeskContext['addDelegate']>[];
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'lanyard-papers-'));
beforeAll(async () => {
  browser = await openBrowser();
  desk = makeDeskContext();
  people = scriptSamples.map(({ name }, index) =>
    desk.addDelegate(index + 1, {
      printedName: name,
      nativeName: name,
      jobTitle: name,
      administration: name,
      familyName: name,
      givenName: '',
      title: '',
    }),
  );
  for (const { id } of people) checkedIn(desk.context, desk.caller, id);
});
afterAll(async () => {
  await browser?.close();
  desk?.close();
  rmSync(folder, { recursive: true });
});

const place = () => ({
  event: desk.context.event.file,
  language: 'en' as const,
  stationName: 'Desk 1',
  training: false,
});

const evacuation = (): EmergencyPaper => ({
  kind: 'evacuation',
  content: evacuationList(desk.context, 'en'),
  place: place(),
});
const pack = (): EmergencyPaper => ({
  kind: 'pack',
  content: packContent(desk.context, 24, 'en'),
  place: { ...place(), hasHub: false },
});
const full = (): EmergencyPaper => ({
  kind: 'evacuation',
  content: fullBuilding(evacuationList(desk.context, 'en')),
  place: place(),
});

const saved = (paper: EmergencyPaper): Uint8Array => paperPdf(setEmergencyPaper(paper)).bytes;

/** Prints a paper as the app does on a printer of the system: through Chromium. */
const printed = (paper: EmergencyPaper): Promise<Uint8Array> =>
  onPaper(paper, (page) => page.pdf({ preferCSSPageSize: true, printBackground: true }));

/** Opens a paper as the app does before printing. */
async function onPaper<T>(paper: EmergencyPaper, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage();
  try {
    await page.route('**/*', (route) => {
      const path = new URL(route.request().url()).pathname;
      const font = fontFiles.find(({ name }) => path === `/fonts/${name}`);
      if (font !== undefined) return route.fulfill({ path: join(root, 'node_modules', font.path) });
      if (path === '/paper.css') {
        const body = printableStyle((name) => `/fonts/${name}`);
        return route.fulfill({ body, contentType: 'text/css' });
      }
      const body = printablePage(setEmergencyPaper(paper), '/paper.css');
      return route.fulfill({ body, contentType: 'text/html' });
    });
    await page.goto('http://paper.test/paper.html');
    await page.evaluate(async () => {
      document.body.getBoundingClientRect();
      await document.fonts.ready;
    });
    return await use(page);
  } finally {
    await page.close();
  }
}

/** Everyone came on the first day, and nobody on the second. */
function report(id: (typeof reportIds)[number], day: string): Promise<Uint8Array> {
  const book = new FactWriter();
  for (const { id: person } of people) book.admit('2018-10-02', at('2018-10-02', 9), person);
  const { file: event } = desk.context.event;
  const input = inputOf({ event, delegates: people, facts: book.facts, day });
  return writeReport(buildReport(id, input, 'en'), 'pdf');
}

const tickets = async (format: 'pdf' | 'pdf-four'): Promise<Uint8Array> =>
  (await readsOf(desk.context, '').tickets({ format, language: 'en' })).bytes;

/** The papers that name people. */
const papers: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'the evacuation list': async () => saved(evacuation()),
  'the evacuation list, printed': () => printed(evacuation()),
  'the emergency pack': async () => saved(pack()),
  'the emergency pack, printed': () => printed(pack()),
  'the provisional list of participants': () => report('participants-provisional', '2018-10-02'),
  'the list of participants': () => report('participants-final', '2018-10-02'),
  'the attendance by person': () => report('attendance', '2018-10-02'),
  'the list of who did not arrive': () => report('no-shows', '2018-10-03'),
  certificates: () => report('certificates', '2018-10-02'),
  'tickets, one a page': () => tickets('pdf'),
  'tickets, four a page': () => tickets('pdf-four'),
};

const families = [
  ...new Set(
    fontFiles
      .filter(({ typeface }) => scriptSamples.some((one) => one.typeface === typeface))
      .map(({ name }) => name.split('_')[0] ?? ''),
  ),
];

describe('an evacuation list of 650 people', () => {
  it.each([
    ['saved', async () => saved(full())],
    ['printed', () => printed(full())],
  ])('is a file of 17 pages, to be read column by column, where %s', async (_way, write) => {
    const file = join(folder, 'evacuation.pdf');
    writeFileSync(file, await write());
    const run = (program: string, ...args: string[]): string =>
      execFileSync(program, args, { encoding: 'utf8' });
    expect(run('pdfinfo', file)).toMatch(/^Pages:\s+17$/m);
    expect(run('pdfinfo', file)).toMatch(/^Page size:\s+59[45](\.\d+)? x 84[12]/m);
    const names = run('pdftotext', '-raw', file, '-').matchAll(/Person (\d+) EXAMPLE/g);
    expect(Array.from(names, ([, number]) => Number(number))).toEqual(
      Array.from({ length: 650 }, (_, index) => index + 1),
    );
  });
});

it.each([
  ['the evacuation list of 650 people', full],
  ['the evacuation list', evacuation],
  ['the emergency pack', pack],
])('no text of %s reaches beyond the page or into another', async (_name, paper) => {
  const wrong = await onPaper(paper(), (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('svg')].flatMap((sheet) => {
        const texts = [...sheet.querySelectorAll('text')].map((text) => {
          const { x, width } = text.getBBox();
          const base = Number(text.getAttribute('y'));
          return { words: text.textContent ?? '', left: x, right: x + width, base };
        });
        return texts.flatMap((one, index) => {
          const isOut = one.left < 38 || one.right > 557 || one.base < 10 || one.base > 830;
          const over = texts.filter(
            (other, at) =>
              at > index &&
              Math.abs(other.base - one.base) < 4 &&
              other.left < one.right - 0.5 &&
              one.left < other.right - 0.5,
          );
          const found = over.map(({ words }) => `${one.words} | ${words}`);
          return isOut ? [one.words, ...found] : found;
        });
      }),
    ),
  );
  expect(wrong).toEqual([]);
});

describe('names in every script', () => {
  it.each(Object.keys(papers))('on %s', async (name) => {
    const { fonts: found, shown, boxes } = glyphsOf((await papers[name]?.()) ?? new Uint8Array());
    expect(boxes).toBe(0);
    expect(shown).toBeGreaterThan(scriptSamples.length);
    expect(found.filter((font) => !font.isEmbedded || !font.name.includes('Noto'))).toEqual([]);
    const names = found.map((font) => font.name).join(' ');
    expect(families.filter((family) => !names.includes(`+${family}-`))).toEqual([]);
  });
});

describe('every report', () => {
  it.each(reportIds)('%s has its fonts in the file, and no box', async (id) => {
    const { fonts: found, boxes } = glyphsOf(await report(id, '2018-10-02'));
    expect(boxes).toBe(0);
    expect(found.filter((font) => !font.isEmbedded || !font.name.includes('Noto'))).toEqual([]);
  });
});
