import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { savePhoto } from '../../../db/roster/photos.ts';
import { type BadgeFindingKind, namesakeKey } from '../../../domain/badges/badge-check.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import {
  type BadgeTemplate,
  badgeTemplateSchema,
} from '../../../domain/templates/badge-template.ts';
import { defaultTemplates } from '../../../domain/templates/default-templates.ts';
import { type BadgeCheck, createBadgeCheck } from '../../../main/badges/check/badge-check.ts';
import { type CheckJob, checkRoster } from '../../../main/badges/check/check-roster.ts';
import { writePrinters } from '../../../main/base/config/station-settings.ts';
import { bookSession } from '../../../main/bookings/change-booking.ts';
import { fitBadge } from '../../../main/printing/render/fit-badge.ts';
import { openQrReader } from '../../../main/printing/render/read-back.ts';
import { renderBadge } from '../../../main/printing/render/render-badge.ts';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { sampleBadges } from '../../printing/sample-badges.ts';
import { tcpPrinter } from '../../printing/support.ts';
import { startCheckThread } from '../../support/check-thread.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { hall, setSessions } from '../../support/door-desk.ts';
import { sampleEvent } from '../../support/sample-event.ts';

const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const fonts = openFontBook(nodeModules);

let desk: DeskContext;
let check: BadgeCheck;
let threads: Worker[];
let notices: string[];

beforeEach(() => {
  desk = makeDeskContext();
  threads = [];
  notices = [];
  check = createBadgeCheck({
    context: desk.context,
    config: {},
    location: desk.location,
    fontFolder: nodeModules,
    notify: (notice) => notices.push(notice),
    startWorker: (data) => {
      const thread = startCheckThread(data);
      threads.push(thread);
      return thread;
    },
    onFailure: () => {},
  });
});
afterEach(async () => {
  await check.forget();
  desk.close();
});

function template(id: string): BadgeTemplate {
  const found = defaultTemplates().find((one) => one.id === id);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

/** One person with an address, whose name nobody else has. */
let number = 0;
function person(change: Partial<Delegate> = {}): Delegate {
  number += 1;
  const name = String.fromCharCode(...[...String(number)].map((digit) => 65 + Number(digit)));
  return desk.addDelegate(number, {
    printedName: `Ana ${name}`,
    email: 'a@example.org',
    ...change,
  });
}

async function findingsOf(
  change: Partial<CheckJob> & { used?: string; fields?: BadgeTemplate['fields'] } = {},
): Promise<[BadgeFindingKind, string, string][]> {
  const { used = 'roll-80', fields = [], ...job } = change;
  const base = template(used);
  const layout = {
    ...{ widthDots: 832, dotsPerMm: 8 },
    template: { ...base, fields: [...base.fields, ...fields] },
  };
  const checked = await checkRoster(
    desk.context.db,
    {
      event: sampleEvent,
      day: '2018-10-02',
      language: 'en',
      previous: null,
      ...job,
      layouts: new Map(sampleEvent.categories.map(({ id }) => [id, layout])),
    },
    fonts,
    { progress: () => {}, giveWay: () => {}, rest: async () => {} },
  );
  for (const [kind, count] of Object.entries(checked.counts)) {
    expect(checked.findings.filter((one) => one.kind === kind)).toHaveLength(count);
  }
  return checked.findings.map((one) => [one.kind, one.printedName, one.detail]);
}

test('people in order have no finding', async () => {
  for (let i = 0; i < 50; i += 1) person();
  expect(await findingsOf()).toEqual([]);
});

test('each kind of finding names its person', async () => {
  person({ printedName: 'Ana ܡ TEMÜR' });
  person({ printedName: 'Bea NOBODY', email: '' });
  person({ printedName: 'Cleo LOST', delegation: 'XXX' });
  person({ printedName: 'Dora LOST', category: 'gone' });
  person({ printedName: 'Eva BOTH', delegation: 'XXX', category: 'gone' });
  expect(await findingsOf()).toEqual([
    ['missing-glyph', 'Ana ܡ TEMÜR', 'U+0721 ܡ'],
    ['email', 'Bea NOBODY', ''],
    ['delegation', 'Cleo LOST', 'XXX'],
    ['category', 'Dora LOST', 'gone'],
    ['delegation', 'Eva BOTH', 'XXX'],
    ['category', 'Eva BOTH', 'gone'],
  ]);
});

test('a name that is no longer legible is too small, and one that exceeds the badge is cut', async () => {
  person({
    printedName: 'Maximiliano Fernando de los Angeles VILLAVICENCIO SANTOS-RIO Y MONTEALEGRE',
    title: 'H.E. Ambassador',
    nativeName: 'Максимилиано Фернандо де лос Анхелес',
    jobTitle: 'Director General, National Superintendency of Customs and Tax Administration',
  });
  person({ printedName: 'A'.repeat(200) });
  const found = await findingsOf({ used: 'card-86x54' });
  expect(found.map(([kind]) => kind)).toEqual(['cut', 'name-too-small']);
  expect(Number(found[1]?.[2])).toBeLessThan(14.2);
});

test('booked sessions that a badge cannot hold are found, also of people checked before', async () => {
  const workshop = hall({ id: 'a', name: { en: 'W'.repeat(60) }, passes: 'booked-only' });
  setSessions(desk, [workshop]);
  const [booked] = [person(), person()];
  if (booked === undefined) throw new Error('two');
  bookSession(desk.context, desk.caller, {
    ...{ delegateId: booked.id, session: 'a', despiteOther: false },
  });
  const [field] = badgeTemplateSchema.shape.fields.parse([
    {
      ...{ kind: 'text', id: 'mine', source: 'sessions', largest: 12, smallest: 8 },
      box: { x: 2, y: 2, width: 20, height: 4 },
    },
  ]);
  if (field === undefined) throw new Error('one field');
  const { file: event } = desk.context.event;
  const previous = { at: Number.MAX_SAFE_INTEGER, findings: [] };
  const [first, ...others] = await findingsOf({ event, fields: [field], previous });
  expect([first?.[0], first?.[1], others]).toEqual(['cut', booked.printedName, []]);
  expect(await findingsOf({ event, previous })).toEqual([]);
});

test('who gets no badge is not checked', async () => {
  person({ status: 'cancelled', email: '', delegation: 'XXX' });
  person({ status: 'revoked', email: '' });
  person({ status: 'pending', printedName: 'Bea PENDING', email: '' });
  expect(await findingsOf()).toEqual([['email', 'Bea PENDING', '']]);
});

test('a photo is wanted where the template of the category shows one', async () => {
  const { id } = person();
  const other = person({ printedName: 'Bea SEEN' });
  const of = { eventId: sampleEvent.id, delegateId: id };
  savePhoto(desk.context.db, of, { sha256: 'a'.repeat(64), picture: new Uint8Array(1) }, 1);
  expect(await findingsOf({ used: '102x152-photo' })).toEqual([['photo', other.printedName, '']]);
  expect(await findingsOf()).toEqual([]);
});

test('namesakes are found in the delegation and elsewhere, each with the other’s code', async () => {
  const first = person({ printedName: 'Élodie MARCHAND', delegation: 'BEL' });
  const second = person({ printedName: 'Marchand  Elodie', delegation: 'BEL' });
  const third = person({ printedName: 'elodie marchand', delegation: 'JPN' });
  const found = await findingsOf();
  expect(found.toSorted()).toEqual(
    [
      ['same-name', first.printedName, second.registrationCode],
      ['same-name', second.printedName, first.registrationCode],
      ['same-name-elsewhere', first.printedName, third.registrationCode],
      ['same-name-elsewhere', third.printedName, first.registrationCode],
    ].toSorted(),
  );
});

test('marks that spell other words of their script are kept apart', () => {
  expect(namesakeKey('कि')).not.toBe(namesakeKey('कु'));
  expect(namesakeKey('NÍ BHRIAIN Aoife')).toBe(namesakeKey('aoife ni-bhriain'));
});

test('fitting finds what drawing finds, without drawing', async () => {
  await openQrReader(`${nodeModules}/zxing-wasm/dist/reader/zxing_reader.wasm`);
  for (const id of ['card-86x54', '102x152-fold-informal']) {
    const layout = { widthDots: 832, dotsPerMm: 8, template: template(id) };
    for (const content of Object.values(sampleBadges)) {
      const { missingGlyphs, findings } = await renderBadge(content, layout, fonts);
      expect(fitBadge({ ...content, photo: null }, layout, fonts)).toEqual({
        missingGlyphs,
        findings: findings.filter(({ code }) => !/qr|photo/.test(code)),
      });
    }
  }
});

/** Waits until no check runs. */
async function whenChecked(): Promise<void> {
  while (check.view().running !== null) await turn();
}

test('a check runs in its thread, and is counted from its start', async () => {
  desk.setClock('2018-10-02T10:00:00+02:00');
  person({ printedName: 'Bea NOBODY', email: '' });
  for (let i = 0; i < 30; i += 1) person();
  desk.setClock('2018-10-02T14:02:00+02:00');
  check.start();
  expect(check.start).toThrow(expect.objectContaining({ code: 'already-done' }));
  expect(check.view()).toMatchObject({ running: { progress: null }, result: null });
  await whenChecked();
  expect(check.view()).toMatchObject({
    running: null,
    failure: null,
    result: { at: Date.parse('2018-10-02T14:02:00+02:00'), people: 31, changes: 0 },
  });
  expect(check.findings(null).map(({ kind }) => kind)).toEqual(['email']);
  expect(check.findings('cut')).toEqual([]);
  desk.setClock('2018-10-02T14:10:00+02:00');
  person();
  expect(check.view().result?.changes).toBe(1);
  expect(notices).toEqual(['badgeCheckChanged', 'badgeCheckProgress', 'badgeCheckChanged']);
});

const at = { host: '192.0.2.1', port: 9100 };
test.each([
  { printer: 'with a black and red roll', roll: '62-red', template: 'roll-62' },
  { printer: 'with die-cut labels', roll: '62x100', template: 'roll-62' },
] as const)('a printer $printer is checked like any other', async ({ roll, template: id }) => {
  const brother = { head: 720, modelCode: 0x41, roll } as const;
  const stock = { name: '', categories: null, template: id };
  writePrinters(desk.context.db, [tcpPrinter(at, { language: 'brother', brother, stock })]);
  person();
  check.start();
  await whenChecked();
  expect(check.view()).toMatchObject({ failure: null, result: { people: 1 } });
});

test('cards of two sides are checked like any other badge', async () => {
  const stock = { name: '', categories: null, template: 'cr80-back' };
  const connection = { kind: 'system', queue: 'cards' } as const;
  const driver = { colour: true, bothSides: true };
  const printer = {
    language: 'driver',
    ability: 'blind',
    widthDots: 1_028,
    dotsPerMm: 12,
  } as const;
  writePrinters(desk.context.db, [tcpPrinter(at, { ...printer, connection, driver, stock })]);
  person();
  check.start();
  await whenChecked();
  expect(check.view()).toMatchObject({ failure: null, result: { people: 1 } });
});

test('a second check lays out again only who changed, and keeps what was found of others', async () => {
  desk.setClock('2018-10-02T10:00:00+02:00');
  person({ printedName: 'Ana ܡ TEMÜR' });
  const { id, registrationCode } = person({ printedName: 'Bea ܡ TEMÜR' });
  desk.setClock('2018-10-02T14:02:00+02:00');
  check.start();
  await whenChecked();
  const before = check.findings(null);
  expect(before.map(({ printedName }) => printedName)).toEqual(['Ana ܡ TEMÜR', 'Bea ܡ TEMÜR']);
  desk.setClock('2018-10-02T14:10:00+02:00');
  person({ id, registrationCode, printedName: 'Bea TEMÜR' });
  const previous = { at: Date.parse('2018-10-02T14:02:00+02:00'), findings: before };
  const marked = before.map((one) => ({ ...one, detail: 'kept' }));
  expect(await findingsOf({ previous: { ...previous, findings: marked } })).toEqual([
    ['missing-glyph', 'Ana ܡ TEMÜR', 'kept'],
  ]);
  check.start();
  await whenChecked();
  expect(check.findings(null)).toEqual(before.slice(0, 1));
});

test('a cancelled check leaves the result before it; one that dies says so', async () => {
  person({ printedName: 'Bea NOBODY', email: '' });
  check.start();
  await whenChecked();
  check.start();
  await check.cancel();
  expect(check.view()).toMatchObject({ running: null, failure: null, result: { people: 1 } });
  check.start();
  await threads.at(-1)?.terminate();
  await whenChecked();
  expect(check.view()).toMatchObject({ running: null, failure: 'internal', result: { people: 1 } });
  await check.forget();
  expect(check.view().result).toBeNull();
  expect(check.findings(null)).toEqual([]);
});
