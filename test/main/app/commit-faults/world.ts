import BetterSqlite3 from 'better-sqlite3';
import { badgesOfDelegate } from '../../../../db/badges/badges.ts';
import { migrate } from '../../../../db/base/migrate.ts';
import type { WritableDatabase } from '../../../../db/base/types.ts';
import { saveEvent } from '../../../../db/event/events.ts';
import { insertAttendanceEvent } from '../../../../db/ledger/attendance.ts';
import { projectDelegate } from '../../../../db/ledger/projection.ts';
import { insertOperator } from '../../../../db/operators.ts';
import { upsertDelegates } from '../../../../db/roster/roster-write.ts';
import type { Operator } from '../../../../domain/operators/rights.ts';
import { printerSettingsSchema } from '../../../../domain/printing/print-job.ts';
import type { Delegate } from '../../../../domain/roster/delegate.ts';
import type { AddDelegations } from '../../../../domain/roster/import-delegations.ts';
import { takePhoto } from '../../../../intake/photo/take-photo.ts';
import { allCallsOf } from '../../../../main/app/gateway/all-calls.ts';
import { createDesk, type DeskParts } from '../../../../main/app/gateway/desk.ts';
import { recordPrintOutcome } from '../../../../main/badges/badges.ts';
import { writePrinters } from '../../../../main/base/config/station-settings.ts';
import type { Caller, Context } from '../../../../main/base/context.ts';
import { realTimers } from '../../../../main/base/timers.ts';
import { checkIn } from '../../../../main/check-in/check-in.ts';
import { callForHelp } from '../../../../main/kiosk/kiosk-calls.ts';
import { hashPin } from '../../../../main/operators/pin.ts';
import { createSession } from '../../../../main/operators/session.ts';
import { addToEvent } from '../../../../main/roster/import/add-to-event.ts';
import type { Mode } from '../../../../preload/contract/base.ts';
import { fact, uuid } from '../../../domain/attendance-sample.ts';
import { silentLog } from '../../../printing/support.ts';
import { Disk } from '../../../sim/disk.ts';
import { contextOf, type Machine, machineOn, newMachine } from '../../../sim/machine.ts';
import { entryOf } from '../../../sim/people.ts';
import { storedPhoto } from '../../../support/photos.ts';
import { eventSecret, numberedDelegate, sampleEvent } from '../../../support/sample-event.ts';

export const pin = '271828';
const morning = Date.parse('2018-10-02T09:00:00+02:00');
const event = { file: sampleEvent, secret: eventSecret };
const operator: Operator = { id: uuid(501), name: 'Operator', role: 'operator' };
export const supervisor: Operator = { id: uuid(502), name: 'Supervisor', role: 'supervisor' };
const second: Operator = { id: uuid(503), name: 'Second supervisor', role: 'supervisor' };

/** The place of each person in the world's roster; the name says how far they have come. */
export const people = {
  expected: 1,
  waiting: 2,
  printed: 3,
  twice: 4,
  cancelled: 5,
  another: 6,
} as const;

/** The delegate of a number, with codes of the event. */
export function delegate(number: number): Delegate {
  return numberedDelegate(number, {
    familyName: `Person ${number}`,
    status: number === people.cancelled ? 'cancelled' : 'confirmed',
  });
}

/** The store of a busy morning. */
export async function makeImage(): Promise<Buffer> {
  const db = new BetterSqlite3(':memory:') as WritableDatabase;
  migrate(db, ':memory:');
  saveEvent(db, event, morning);
  const pinHash = await hashPin(pin);
  for (const { id, name, role } of [operator, supervisor, second]) {
    insertOperator(db, { id, name, role, pinHash, wall: morning });
  }
  const known = `INSERT INTO known_operator (id, name, role) VALUES (?, 'Nora', 'operator')`;
  db.prepare(known).run(uuid(504));
  const entries = Object.values(people).map((number) => entryOf(delegate(number)));
  const defaults = { category: 'delegate' };
  upsertDelegates(db, { eventId: sampleEvent.id, entries, defaults, wall: morning });
  const machine = newMachine('Desk 1', 'desk', uuid(900), db.serialize());
  db.close();
  const context = contextAt(machine, 'desk');
  for (const number of [people.waiting, people.printed, people.twice]) admit(context, number);
  const [printed] = badgesOfDelegate(context.db, sampleEvent.id, delegate(people.printed).id);
  if (printed === undefined) throw new Error('nobody was admitted');
  const serial = printed.serial;
  context.db.prepare(`UPDATE print_job SET state = 'confirmed' WHERE badge_serial = ?`).run(serial);
  recordPrintOutcome(context, { badgeSerial: serial, state: 'confirmed' }, null);
  addForeignFacts(context);
  callForHelp(context, { reason: 'asked', code: null });
  writePrinters(context.db, [printer]);
  return machine.disk.image();
}

const printer = printerSettingsSchema.parse({
  id: 'usb',
  name: 'Printer',
  language: 'escpos',
  ability: 'blind',
  connection: { kind: 'device', path: '/dev/usb/lp0' },
});

function admit(context: Context, number: number): void {
  const target = { kind: 'delegate', delegateId: delegate(number).id } as const;
  const answer = checkIn(
    context,
    { operator },
    { key: uuid(700 + number), target, identity: null },
  );
  if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
}

/** Another desk admitted one of them too, and a door refused a person on the stop list. */
function addForeignFacts({ db }: Context): void {
  const place = { station: uuid(901), eventId: sampleEvent.id, wall: morning };
  const { id } = delegate(people.twice);
  insertAttendanceEvent(db, fact({ ...place, id: uuid(801), kseq: 1, delegateId: id }));
  const refusal = { outcome: 'stopped', what: 'delegate', serial: null };
  insertAttendanceEvent(
    db,
    fact({
      ...place,
      id: uuid(802),
      kseq: 2,
      type: 'refused',
      delegateId: id,
      payload: JSON.stringify(refusal),
    }),
  );
  projectDelegate(db, sampleEvent.id, id);
}

/** Imports a list that changes one person and adds another; returns the time (UTC milliseconds). */
function importPeople({ db, clock }: Context): number {
  const wall = clock() + 60_000;
  const entries = [people.expected, 90].map((number) =>
    entryOf({ ...delegate(number), jobTitle: 'Director' }),
  );
  const batch = { eventId: sampleEvent.id, defaults: { category: 'delegate' }, wall };
  upsertDelegates(db, { ...batch, entries, import: { operatorId: null } });
  return wall;
}

function contextAt(machine: Machine, mode: Mode): Context {
  return contextOf(machine, () => morning, mode === 'door' ? 1 : 0, event);
}

export type World = ReturnType<typeof openWorld>;

/**
 * A station on a disk that loses its power or fills up at any commit: on a copy of a store, or on
 * its own disk after a restart.
 */
export function openWorld(image: Buffer, mode: Mode) {
  const disk = new Disk(image, { everyStatement: true });
  const machine = machineOn('Desk 1', mode, disk, { disk: image, token: null });
  /** What left the use cases, in order: jobs woken, notices, who is signed in. */
  const effects: unknown[] = [];
  const context = contextAt(machine, mode);
  const session = createSession(() => effects.push(['session', session.caller().operator?.id]), {
    afterMinutes: () => 0,
    steady: () => 0,
    timers: realTimers,
  });
  const desk = createDesk({
    station: { context, config: {}, warnings: [] },
    session,
    queue: { wake: (job?: string) => effects.push(['wake', job ?? null]), printers: () => [] },
    batches: { nudge: () => effects.push(['batches']) },
    link: { nudge: () => effects.push(['link']), rosterHub: () => null },
    imports: {
      isWriting: () => false,
      addDelegations: (_plan: string, request: AddDelegations) =>
        addToEvent(context, request).answer,
    },
    eventChanged: () => effects.push(['event', context.event.version]),
    purge: { tend: async () => undefined },
    keyHolders: { leave: () => undefined },
    photoThread: { take: takePhoto },
    health: { camera: () => undefined },
    notify: (notice: string) => effects.push(['notice', notice]),
    log: silentLog,
    onPurged: () => {},
  } as unknown as DeskParts);
  const calls = allCallsOf(desk);
  return {
    machine,
    context,
    effects,
    /** Delegations that an import adds to the event. */
    namedByRows: {
      planId: '0192d3a0-0000-7000-8000-00000000000b',
      delegations: ['UPU', 'LAS'].map((code) => ({
        code,
        name: { en: code, fr: code },
        kind: 'organisation',
        words: [code],
      })),
    },
    importPeople: () => importPeople(context),
    /** The picture from a desk's camera. */
    shot: storedPhoto(1).picture,
    /** The first value in a query's result. */
    find: (sql: string): string => {
      const value = context.db.prepare(sql).pluck().get();
      if (value === undefined) throw new Error(`nothing found: ${sql}`);
      return String(value);
    },
    call: async (
      name: string,
      input: unknown,
      by: Operator | null = operator,
    ): Promise<unknown> => {
      const found = await calls.find(name);
      if (found === null) throw new Error(`no call ${name}`);
      const caller: Caller = { operator: by };
      return await found.handler(found.definition.input.parse(input), caller);
    },
  };
}
