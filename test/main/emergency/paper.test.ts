import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readPrinters,
  readStationSettings,
  writePrinters,
} from '../../../main/base/config/station-settings.ts';
import { packContent } from '../../../main/emergency/emergency-pack.ts';
import { evacuationList } from '../../../main/emergency/evacuation.ts';
import {
  createTrainingSwitch,
  isTraining,
  takeOverSettings,
  trainingClockStart,
} from '../../../main/station/training.ts';
import {
  type EmergencyPaper,
  setEmergencyPaper,
} from '../../../reports/emergency/emergency-paper.ts';
import type { EvacuationContent } from '../../../reports/emergency/evacuation-pages.ts';
import type { PackContent } from '../../../reports/emergency/pack-pages.ts';
import { type Group, paginate } from '../../../reports/emergency/paginate.ts';
import { printablePage } from '../../../reports/write/print/printable-page.ts';
import { tcpPrinter } from '../../printing/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { fullBuilding } from '../../support/people-inside.ts';
import { sampleEvent } from '../../support/sample-event.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

const place = () => ({
  event: desk.context.event.file,
  language: 'en' as const,
  stationName: 'Desk <1>',
  training: false,
});

/** The markup of each page, as a printer of the system gets it. */
function pagesOf(paper: EmergencyPaper): string[] {
  return printablePage(setEmergencyPaper(paper), '').split('<svg').slice(1);
}

const packOf = (content: PackContent, change: { training?: boolean } = {}): string[] =>
  pagesOf({ kind: 'pack', content, place: { ...place(), ...change, hasHub: false } });

const evacuationOf = (content: EvacuationContent): string[] =>
  pagesOf({ kind: 'evacuation', content, place: place() });

describe('pages', () => {
  const line = (markup: string, height = 10) => ({ markup, height });
  type Marked = ReturnType<typeof line>;
  const group = (name: string, lines: readonly Marked[]): Group<Marked> => ({
    head: ({ continued }) => [line(`[${name}${continued ? '+' : ''}]`)],
    lines,
  });
  const columnsOf = (groups: readonly Group<Marked>[], room: number): string[] =>
    paginate(groups, room).map((column) => column.map(({ markup }) => markup).join(''));

  it('repeat a heading where its lines go on, and leave none alone at an end', () => {
    const groups = [
      group('a', [line('1'), line('2'), line('3'), line('4')]),
      group('b', [line('5')]),
    ];
    expect(columnsOf(groups, 30)).toEqual(['[a]12', '[a+]34', '[b]5']);
    expect(columnsOf(groups, 50)).toEqual(['[a]1234', '[b]5']);
    // A heading and its line would be too high together.
    expect(columnsOf(groups, 60)).toEqual(['[a]1234', '[b]5']);
    expect(columnsOf([], 30)).toEqual([]);
  });

  it('charge a heading where it is printed, with its height there', () => {
    const low = (name: string): Group<Marked> => ({
      head: ({ isTop }) => [line(`[${name}]`, isTop ? 20 : 10)],
      lines: [line(name)],
    });
    expect(columnsOf([low('a'), low('b'), low('c')], 50)).toEqual(['[a]a[b]b', '[c]c']);
  });

  it('hold every line once, in order, and never more than there is room for', () => {
    const heights = fc.array(fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 1 }));
    fc.assert(
      fc.property(heights, (all) => {
        let count = 0;
        const numbered = (height: number) => {
          count += 1;
          return line(`<${count}:${height}>`, height);
        };
        const groups = all.map((lines, index) => group(`g${index}`, lines.map(numbered)));
        const pages = columnsOf(groups, 30);
        const numbers = [...pages.join('').matchAll(/<(\d+):/g)].map(([, number]) => number);
        expect(numbers).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)));
        for (const page of pages) {
          const used = [...page.matchAll(/:(\d+)>/g)].reduce((sum, [, h]) => sum + Number(h), 0);
          expect(used + 10 * (page.match(/\[/g) ?? []).length).toBeLessThanOrEqual(30);
        }
      }),
    );
  });
});

describe('lists on paper', () => {
  it('number every page and say event, day, when and from data how old', () => {
    for (let number = 1; number <= 60; number += 1) desk.addDelegate(number);
    const pack = packContent(desk.context, 24, 'en');
    const pages = packOf(pack);
    // Cover, three of the roster, two of badges, two forms.
    expect(pages).toHaveLength(8);
    pages.forEach((page, index) => {
      expect(page).toContain(`page ${index + 1} of 8`);
      expect(page).toContain('2 October 2018');
      expect(page).toContain('Made 09:00 at Desk &lt;1&gt;. Roster of this station.');
    });
    expect(pages.join('').match(/>T18-\d{5}</g)).toHaveLength(60);
  });

  it('one-day badges bear no name, and in training say so', () => {
    desk.addDelegate(1, { printedName: 'Ada LOVELACE' });
    const pack = packContent(desk.context, 1, 'en');
    const pages = packOf(pack, { training: true });
    const badges = pages.find((page) => page.includes('One-day badge / Badge d’un jour')) ?? '';
    expect(badges).toContain(`${desk.context.self.stationNumber}-1002-001`);
    expect(badges).not.toContain('LOVELACE');
    for (const page of pages) expect(page).toContain('TRAINING');
  });

  it('take nothing in a name for markup', () => {
    const { id } = desk.addDelegate(1, {
      printedName: '<img src=x onerror="alert(1)"> & $& Co',
      nativeName: "</bdi><script>'",
    });
    const list = evacuationList(desk.context, 'en');
    const zone = {
      zone: null,
      checkpoints: [],
      people: [
        {
          id,
          printedName: '<b>&</b>',
          nativeName: "</bdi><script>'",
          delegation: 'BEL',
          category: 'delegate',
          checkpoint: 'registration',
          since: 0,
          unconfirmed: false,
          seenAt: null,
        },
      ],
    };
    const evacuation = evacuationOf({ ...list, inside: 1, zones: [zone] });
    const pack = packOf(packContent(desk.context, 0, 'en'));
    const all = [...evacuation, ...pack].join('');
    expect(all).toContain('&lt;b&gt;&amp;&lt;/b&gt;');
    expect(all).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; $&amp; Co');
    expect(all).not.toMatch(/<(img|b|script)\b/);
  });
});

describe('the evacuation list of 650 people', () => {
  it('takes 17 pages of two columns, each person once and in order', () => {
    const pages = evacuationOf(fullBuilding(evacuationList(desk.context, 'en')));
    expect(pages).toHaveLength(17);
    const names = [...pages.join('').matchAll(/>Person (\d+) EXAMPLE</g)];
    expect(names.map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 650 }, (_, index) => index + 1),
    );
    // Every column says where its people are.
    const columns = pages.map((page) => page.match(/>In the building, /g)?.length);
    expect(columns).toEqual([...Array.from({ length: 16 }, () => 2), expect.any(Number)]);
  });

  it.each([
    ['Somchai RATTANAPORN', 1],
    ['Abdulrahman Mohammed AL-MANSOURI', 2],
    ['Two words that EACH-FITA-LINE', 2],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 2],
    ['中村太郎中村太郎中村太郎中村太郎', 2],
  ])('gives "%s" %i lines, and cuts off none of it', (printedName, count) => {
    const list = evacuationList(desk.context, 'en');
    const [person] = fullBuilding(list).zones[0]?.people ?? [];
    if (person === undefined) throw new Error('nobody is inside');
    const people = [{ ...person, printedName }];
    const page = evacuationOf({ ...list, zones: [{ zone: null, checkpoints: [], people }] }).join();
    const shown = [...page.matchAll(/font-size="12" font-weight="700"[^>]*>([^<]*)</g)];
    expect(shown).toHaveLength(count);
    const letters = (text: string): string => text.replaceAll(' ', '');
    expect(letters(shown.map(([, text]) => text).join(''))).toBe(letters(printedName));
  });
});

describe('the switch into training', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lanyard-switch-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const switchOf = (configured: boolean | undefined) =>
    createTrainingSwitch(folder, configured, {
      db: desk.context.db,
      config: { stationName: 'Door 3', language: 'fr' },
      mode: 'door',
    });

  it('holds until it is switched back', () => {
    expect(isTraining(folder, undefined)).toBe(false);
    switchOf(undefined).set(true);
    expect(isTraining(folder, undefined)).toBe(true);
    switchOf(undefined).set(false);
    expect(isTraining(folder, undefined)).toBe(false);
  });

  it('the configuration decides over it', () => {
    switchOf(undefined).set(true);
    expect(isTraining(folder, false)).toBe(false);
    expect(isTraining(folder, true)).toBe(true);
    expect(() => switchOf(true).set(false)).toThrow('training-fixed');
  });

  it('hands face, name, language and printers to the training once', () => {
    const training = makeDeskContext();
    try {
      const printer = tcpPrinter({ host: '192.0.2.7', port: 9100 });
      writePrinters(desk.context.db, [printer]);
      switchOf(undefined).set(true);
      const { db } = training.context;
      takeOverSettings(db, folder);
      const settings = { mode: 'door', stationName: 'Door 3', language: 'fr' };
      expect(readStationSettings(db, {})).toMatchObject(settings);
      expect(readPrinters(db, {})).toEqual([printer]);
      writePrinters(db, []);
      takeOverSettings(db, folder);
      expect(readPrinters(db, {})).toEqual([]);
      expect(isTraining(folder, undefined)).toBe(true);
    } finally {
      training.close();
    }
  });

  it('sets the clock on the event’s first day, unless today is one', () => {
    const on = (text: string) => trainingClockStart(sampleEvent, Date.parse(text));
    expect(on('2018-10-02T12:00:00+02:00')).toBeUndefined();
    expect(on('2026-11-25T12:00:00Z')).toBe('2018-10-02T10:00:00Z');
  });
});
