import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportIds } from '../../domain/reports.ts';
import { packContent } from '../../main/emergency/emergency-pack.ts';
import { evacuationList } from '../../main/emergency/evacuation.ts';
import { evacuationPaper } from '../../main/emergency/paper/evacuation-paper.ts';
import { packPaper } from '../../main/emergency/paper/pack-paper.ts';
import { type PaperDocument, pageOf } from '../../main/emergency/paper/paper-document.ts';
import { fontFiles } from '../../platform/fonts/font-files.ts';
import fonts from '../../platform/fonts/fonts.json' with { type: 'json' };
import { scriptSamples } from '../../platform/fonts/scripts.ts';
import { buildReport } from '../../reports/build-report.ts';
import { writeReport } from '../../reports/write/write-report.ts';
import { writeFontParts } from '../../tools/fonts/parts.ts';
import { styleOfFonts } from '../../tools/fonts/style.ts';
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
const parts = mkdtempSync(join(tmpdir(), 'lanyard-fonts-'));
beforeAll(async () => {
  await writeFontParts(parts);
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
  rmSync(parts, { recursive: true });
});

const place = () => ({
  event: desk.context.event.file,
  language: 'en' as const,
  stationName: 'Desk 1',
  training: false,
});

/** Prints a list of names as the app does: renderer/paper.html and its sheets in Chromium. */
const printed = (list: PaperDocument): Promise<Uint8Array> =>
  onPaper(list, (page) => page.pdf({ preferCSSPageSize: true, printBackground: true }));

/** Opens a list as the app does before printing. */
async function onPaper<T>(list: PaperDocument, use: (page: Page) => Promise<T>): Promise<T> {
  const file = (path: string): string => readFileSync(join(root, 'renderer', path), 'utf8');
  const html = pageOf(file('paper.html'), list);
  const page = await browser.newPage();
  try {
    await page.route('**/*', (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname);
      const part = /@fontsource\/.*$/.exec(path)?.[0];
      const font = part ?? fonts.find((one) => basename(one) === basename(path));
      if (path === '/paper.html')
        return route.fulfill({ body: html ?? '', contentType: 'text/html' });
      if (path.endsWith('.css')) {
        const style = path.endsWith('/paper.css') ? styleOfFonts() : '';
        return route.fulfill({ body: `${file(path)}\n${style}`, contentType: 'text/css' });
      }
      const there =
        font === undefined ? join(parts, basename(path)) : join(root, 'node_modules', font);
      return route.fulfill(existsSync(there) ? { path: there } : { status: 404 });
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
  'the evacuation list': () =>
    printed(evacuationPaper(evacuationList(desk.context, 'en'), place())),
  'the emergency pack': () =>
    printed(packPaper(packContent(desk.context, 24, 'en'), { ...place(), hasHub: false })),
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
  const list = () => evacuationPaper(fullBuilding(evacuationList(desk.context, 'en')), place());

  it('is a file of 17 pages, to be read column by column', async () => {
    const file = join(parts, 'evacuation.pdf');
    writeFileSync(file, await printed(list()));
    const run = (program: string, ...args: string[]): string =>
      execFileSync(program, args, { encoding: 'utf8' });
    expect(run('pdfinfo', file)).toMatch(/^Pages:\s+17$/m);
    const names = run('pdftotext', '-raw', file, '-').matchAll(/Person (\d+) EXAMPLE/g);
    expect(Array.from(names, ([, number]) => Number(number))).toEqual(
      Array.from({ length: 650 }, (_, index) => index + 1),
    );
  });

  it('cuts off no line and no column; nor does one with names in every script', async () => {
    for (const one of [list(), evacuationPaper(evacuationList(desk.context, 'en'), place())]) {
      const cut = await onPaper(one, (page) =>
        page.evaluate(() =>
          [...document.querySelectorAll('.body, .line, h2, h3, .age')]
            .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
            .map(({ textContent }) => textContent),
        ),
      );
      expect(cut).toEqual([]);
    }
  });
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
