import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveEvent } from '../../db/event/events.ts';
import { insertStation, type StationRow } from '../../db/ledger/station.ts';
import { findOperatorCredentials, insertOperator } from '../../db/operators.ts';
import { upsertDelegates } from '../../db/roster/roster-write.ts';
import { openStore, type StoreLocation } from '../../db/station/open.ts';
import type { Operator } from '../../domain/operators/rights.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { ensureStation } from '../../main/app/start/open-station-store.ts';
import type { Caller, Context } from '../../main/base/context.ts';
import { entryOf } from '../sim/people.ts';
import { testBadgeTokens } from './badge-tokens.ts';
import { eventSecret, numberedDelegate, sampleEvent, ticketCodeOf } from './sample-event.ts';

export type DeskContext = ReturnType<typeof makeDeskContext>;

const operator: Operator = {
  id: '0192d3a0-0000-7000-8000-000000000001',
  name: 'Operator',
  role: 'operator',
};
const supervisor: Operator = {
  id: '0192d3a0-0000-7000-8000-000000000002',
  name: 'Supervisor',
  role: 'supervisor',
};

interface DeskOptions {
  /** Default false. */
  idCheck?: boolean;
  /** Reopens the desk in this folder. */
  folder?: string;
  /** Another event than the sample event, with its secret. */
  event?: Context['event'];
  /** The station's row, if a test needs known serials. */
  station?: StationRow;
  /** Operators who may sign in; by default an operator and a supervisor. */
  staff?: readonly Operator[];
}

/** A desk on a real store, in a new folder or reopened in `folder`. */
export function makeDeskContext(options: DeskOptions = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'lanyard-desk-'));
  const location: StoreLocation = {
    path: join(folder, 'lanyard.db'),
    key: Buffer.alloc(32, 3),
    nativeBinding: undefined,
  };
  const db = openStore(location);
  if (options.station !== undefined) insertStation(db, options.station);
  const row = ensureStation(db);
  let now = Date.parse('2018-10-02T09:00:00+02:00');
  let steady = 0;
  const { event = { file: sampleEvent, secret: eventSecret } } = options;
  saveEvent(db, event, now);
  for (const one of options.staff ?? [operator, supervisor]) {
    if (findOperatorCredentials(db, one.id) !== null) continue;
    insertOperator(db, { id: one.id, name: one.name, role: one.role, pinHash: 'none', wall: now });
  }
  const [checkpoint] = event.file.checkpoints;
  const context: Context = {
    db,
    self: row,
    stationName: 'Desk 1',
    language: 'en',
    event,
    badgeTokens: testBadgeTokens,
    clock: () => now,
    steady: () => steady,
    clockIsSet: false,
    checkpoint: () => {
      if (checkpoint === undefined) throw new Error('no checkpoint');
      return checkpoint;
    },
    idCheck: () => options.idCheck === true,
    training: false,
  };
  return {
    context,
    location,
    caller: { operator } as Caller,
    supervisor: { operator: supervisor } as Caller,
    /** Sets the event's clock: ISO 8601 with offset. No time passes. */
    setClock: (instant: string): void => {
      now = Date.parse(instant);
    },
    /** Lets time pass, in milliseconds, on the event's clock and on the monotonic one. */
    pass: (milliseconds: number): void => {
      now += milliseconds;
      steady += milliseconds;
    },
    /** Adds a delegate and returns it; its codes are derived from `number`. */
    addDelegate: (number: number, change: Partial<Delegate> = {}) => {
      const delegate = numberedDelegate(number, change);
      const entries = [entryOf(delegate)];
      const defaults = { category: 'delegate' };
      upsertDelegates(db, { eventId: sampleEvent.id, entries, defaults, wall: now });
      const holder = { ...delegate, ticketCode: ticketCodeOf(delegate) };
      // Not enumerable: the code is not a field of a delegate, and tests compare delegates with
      // what stations hold.
      Object.defineProperty(holder, 'ticketCode', { enumerable: false });
      return holder;
    },
    close: (): void => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
