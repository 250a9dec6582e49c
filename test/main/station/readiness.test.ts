import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertAdmission } from '../../../db/check-in/admissions.ts';
import { insertPrintJob, movePrintJob } from '../../../db/printing/print-jobs.ts';
import { countRosterGaps } from '../../../db/roster/roster-gaps.ts';
import { insertActivity } from '../../../db/station/activity.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import { judgeReadiness } from '../../../domain/station/readiness.ts';
import { unknownLinkState } from '../../../domain/sync/sync-status.ts';
import { addStockCount } from '../../../main/badges/badge-calls.ts';
import { appendEvent } from '../../../main/ledger/append-event.ts';
import { createLongReads } from '../../../main/reports/long-reads.ts';
import { readinessFacts } from '../../../main/station/readiness.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const printer = printerSettingsSchema.parse({
  id: 'left',
  name: 'Left',
  language: 'escpos',
  ability: 'status',
  connection: { kind: 'tcp', host: '192.0.2.5' },
});

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

function factsIn(language: ScreenLanguage) {
  const { context } = desk;
  const gaps = countRosterGaps(context.db, context.event.file);
  const hub = { state: unknownLinkState, isHostedHere: false };
  const known = { printers: [printer], gaps, hub, isDemo: false };
  return readinessFacts({ ...context, language }, known);
}

function lines() {
  return Object.fromEntries(
    judgeReadiness(factsIn('en')).map(({ line, result }) => [line, result]),
  );
}

it.each([
  ['en', '80 mm roll'],
  ['fr', 'Rouleau 80 mm'],
] as const)('names the printers’ templates in %s', (language, name) => {
  expect(factsIn(language).templates).toMatchObject([{ name }]);
});

it('tells an empty desk what to do, and nothing of a hub', () => {
  expect(lines()).toMatchObject({
    event: 'event-ready',
    people: 'people-none',
    printers: 'printers-untested',
    stock: 'stock-unknown',
    templates: 'templates-right',
    hub: 'nothing',
    supervisors: 'supervisors-alone',
  });
});

it('counts what people lack, those without a ticket left out', () => {
  const { context } = desk;
  desk.addDelegate(1, { email: 'one@example.org', language: 'es' });
  desk.addDelegate(2, { delegation: 'ZZZ', email: 'two@example.org', language: 'de-AT' });
  desk.addDelegate(3, { delegation: '', language: 'fr-BE' });
  desk.addDelegate(4, { category: 'unheard-of', status: 'cancelled' });
  expect(countRosterGaps(context.db, context.event.file)).toEqual({
    all: 3,
    withoutEmail: 1,
    unknown: 1,
    withoutGroup: 1,
    otherLanguage: 2,
  });
  // An event without delegations lacks none.
  expect(countRosterGaps(context.db, { ...context.event.file, delegations: [] })).toMatchObject({
    unknown: 2,
    withoutGroup: 0,
  });
});

it('takes tickets, stock and a test page from what the desk wrote', () => {
  const { context } = desk;
  const { db, event, clock } = context;
  desk.addDelegate(1);
  const activity = { operatorId: null, delegateId: null, kind: 'export' as const, wall: clock() };
  for (const detail of ['tickets pdf 7', 'tickets xlsx 1', 'arrivals 2018-10-02 csv'])
    insertActivity(db, { ...activity, eventId: event.file.id, detail });
  addStockCount(context, desk.supervisor, [printer], {
    printerId: printer.id,
    kind: 'loaded',
    count: 20,
  });
  const id = '0192d3a0-0000-7000-8000-0000000000aa';
  insertPrintJob(db, {
    id,
    eventId: event.file.id,
    kind: 'test',
    badgeSerial: null,
    delegateId: null,
    printerId: printer.id,
    priority: 0,
    wall: clock(),
  });
  expect(lines().printers).toBe('printers-untested');
  const move = { reason: null, detail: '', owner: null, wall: clock() };
  movePrintJob(db, id, { ...move, from: 'queued', to: 'sending' });
  movePrintJob(db, id, { ...move, from: 'sending', to: 'sent' });
  expect(lines()).toMatchObject({
    printers: 'printers-tested',
    stock: 'stock-enough',
    tickets: 'tickets-saved',
  });
});

it('finds other stations that may work, and counts desks and kiosks as lanes', () => {
  const { context } = desk;
  const insert = context.db.prepare(
    `INSERT INTO known_station (id, name, mode, public_key, certificate, joined, state, last_seen)
     VALUES (?, ?, ?, '', '', 0, ?, ?)`,
  );
  insert.run(context.self.station, 'Desk 1', 'desk', 'enrolled', 0);
  insert.run('0192d3a0-0000-7000-8000-0000000000b1', 'Kiosk', 'kiosk', 'enrolled', 5);
  insert.run('0192d3a0-0000-7000-8000-0000000000b2', 'Door', 'door', 'enrolled', null);
  insert.run('0192d3a0-0000-7000-8000-0000000000b3', 'Old', 'desk', 'replaced', null);
  const facts = readinessFacts(context, {
    printers: [],
    gaps: countRosterGaps(context.db, context.event.file),
    isDemo: false,
    hub: { state: null, isHostedHere: false },
  });
  expect(facts.stations.map(({ name }) => name)).toEqual(['Door', 'Kiosk']);
  expect(facts).toMatchObject({ hub: null, lanes: { desk: 1, kiosk: 1 } });
});

it('reads who comes on the first morning, and what people took at desks', async () => {
  const { context } = desk;
  const { db, event, self, training } = context;
  desk.addDelegate(1);
  desk.addDelegate(2, { status: 'cancelled' });
  const reads = createLongReads({
    db,
    event: event.file,
    station: self.station,
    stationName: 'Desk 1',
    training,
    publicKey: '',
  });
  const admit = (index: number, payload: Record<string, boolean>): void => {
    desk.setClock(new Date(Date.UTC(2018, 9, 2, 7) + index * 25_000).toISOString());
    const { id } = desk.addDelegate(100 + index);
    const fact = { checkpoint: 'registration', targetId: null, operatorId: null };
    const written = appendEvent(context, {
      ...fact,
      type: 'admitted',
      delegateId: id,
      badgeSerial: null,
      payload,
    });
    insertAdmission(db, {
      attendanceId: written.id,
      eventId: event.file.id,
      delegateId: id,
      wall: written.wall,
      checkpoint: 'registration',
      localDay: '2018-10-02',
      station: self.station,
      operatorId: null,
      badgeSerial: null,
    });
  };
  const before = await reads.firstMorning(null);
  expect(before.plan.checkpoints).toMatchObject([{ id: 'registration', people: 1 }]);
  expect(before.service).toEqual({ desk: null, kiosk: null });
  db.transaction(() => {
    for (let index = 0; index < 31; index += 1) admit(index, {});
    // Entered from paper in the evening, one after the other.
    for (let index = 31; index < 80; index += 1) admit(index, { fromPaper: true });
  })();
  const { service } = await reads.firstMorning(null);
  expect(service.desk).toMatchObject({ samples: 30, seconds: 25 });
});
