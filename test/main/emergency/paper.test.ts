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
import { evacuationPaper } from '../../../main/emergency/paper/evacuation-paper.ts';
import { packPaper } from '../../../main/emergency/paper/pack-paper.ts';
import { furtherLines, type Group, paginate } from '../../../main/emergency/paper/paginate.ts';
import {
  createTrainingSwitch,
  isTraining,
  takeOverSettings,
  trainingClockStart,
} from '../../../main/station/training.ts';
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

describe('pages', () => {
  const line = (markup: string, height = 10) => ({ markup, height });
  const group = (name: string, lines: Group['lines']): Group => ({
    head: ({ continued }) => ({ markup: `[${name}${continued ? '+' : ''}]`, height: 10 }),
    lines,
  });

  it('repeat a heading where its lines go on, and leave none alone at an end', () => {
    const groups = [
      group('a', [line('1'), line('2'), line('3'), line('4')]),
      group('b', [line('5')]),
    ];
    expect(paginate(groups, 30)).toEqual(['[a]12', '[a+]34', '[b]5']);
    expect(paginate(groups, 50)).toEqual(['[a]1234', '[b]5']);
    // A heading and its line would be too high together.
    expect(paginate(groups, 60)).toEqual(['[a]1234', '[b]5']);
    expect(paginate([], 30)).toEqual([]);
  });

  it('charge a heading where it is printed, with its height there', () => {
    const low = (name: string): Group => ({
      head: ({ isTop }) => ({ markup: `[${name}]`, height: isTop ? 20 : 10 }),
      lines: [line(name)],
    });
    expect(paginate([low('a'), low('b'), low('c')], 50)).toEqual(['[a]a[b]b', '[c]c']);
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
        const pages = paginate(groups, 30);
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
    const { pages } = packPaper(pack, { ...place(), hasHub: false });
    // Cover, three of the roster, two of badges, two forms.
    expect(pages).toHaveLength(8);
    pages.forEach((page, index) => {
      expect(page).toContain(`page ${index + 1} of 8`);
      expect(page).toContain('2 October 2018');
      expect(page).toContain('Made 09:00 at Desk &lt;1&gt;. Roster of this station.');
    });
    expect(pages.join('').match(/class="line roster/g)).toHaveLength(60);
  });

  it('one-day badges bear no name, and in training say so', () => {
    desk.addDelegate(1, { printedName: 'Ada LOVELACE' });
    const pack = packContent(desk.context, 1, 'en');
    const { pages } = packPaper(pack, { ...place(), training: true, hasHub: false });
    const badges = pages.find((page) => page.includes('class="card"')) ?? '';
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
    const evacuation = evacuationPaper({ ...list, inside: 1, zones: [zone] }, place());
    const pack = packPaper(packContent(desk.context, 0, 'en'), { ...place(), hasHub: false });
    const all = [...evacuation.pages, ...pack.pages].join('');
    expect(all).toContain('&lt;b&gt;&amp;&lt;/b&gt;');
    expect(all).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; $&amp; Co');
    expect(all).not.toMatch(/<(img|b|script)\b/);
  });
});

describe('the evacuation list of 650 people', () => {
  it('takes 17 pages of two columns, each person once and in order', () => {
    const { pages } = evacuationPaper(fullBuilding(evacuationList(desk.context, 'en')), place());
    expect(pages).toHaveLength(17);
    const names = [...pages.join('').matchAll(/class="name">Person (\d+) /g)];
    expect(names.map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 650 }, (_, index) => index + 1),
    );
    const columns = pages.map((page) => page.match(/<div><h2/g)?.length);
    expect(columns).toEqual([...Array.from({ length: 16 }, () => 2), expect.any(Number)]);
  });

  it.each([
    ['Somchai RATTANAPORN', 0],
    ['Abdulrahman Mohammed AL-MANSOURI', 1],
    // Two words that do not fit on one line.
    ['Christophoros PAPADOPOULOS', 1],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 1],
    ['中村太郎中村太郎中村太郎', 1],
    ['One two three four five six seven eight nine ten eleven twelve thirteen fourteen', 4],
  ])('gives "%s" %i further lines', (name, lines) => {
    expect(furtherLines(name, 21)).toBe(lines);
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
