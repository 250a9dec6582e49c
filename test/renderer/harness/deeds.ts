import { type BadgeRow, badgesOfDelegate } from '../../../db/badges/badges.ts';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { listOperators } from '../../../db/operators.ts';
import {
  advancePrintBatch,
  insertPrintBatch,
  movePrintBatch,
} from '../../../db/printing/print-batches.ts';
import { insertPurgeOrder } from '../../../db/privacy/purge-orders.ts';
import { putDelegate } from '../../../db/roster/put-delegate.ts';
import { everyDelegate } from '../../../db/roster/roster.ts';
import { upsertDelegates } from '../../../db/roster/roster-write.ts';
import type { BadgeFate } from '../../../domain/badges/badge-fates.ts';
import { bookableSessions } from '../../../domain/bookings/booking-rules.ts';
import type { PrintJobState } from '../../../domain/printing/print-job.ts';
import type { PurgeOrder } from '../../../domain/privacy/order.ts';
import { defaultRetention } from '../../../domain/privacy/retention.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { addStockCount } from '../../../main/badges/badge-calls.ts';
import { handOverBadge, recordBadgeFate } from '../../../main/badges/badge-fates.ts';
import { issueBadge } from '../../../main/badges/issue-badge.ts';
import type { Caller } from '../../../main/base/context.ts';
import { writeBooking } from '../../../main/bookings/change-booking.ts';
import { deskCounts } from '../../../main/roster/views.ts';
import { checkedIn, printEnds } from '../../support/badge-desk.ts';
import { badgeCodeOf } from '../../support/badge-tokens.ts';
import { show } from '../../support/door-desk.ts';
import type { HarnessDesk } from './desk.ts';
import { hubId } from './link.ts';
import { people, start, ticket, ticketOf, uuid } from './people.ts';

// What staff did before a scene begins, through the product's own use cases.

export function marie({ context }: HarnessDesk): Caller {
  const operator = listOperators(context.db).find(({ name }) => name.startsWith('Marie'));
  if (operator === undefined) throw new Error('the scene has no supervisor');
  return { operator };
}

/** Checks a person in who showed a passport; returns the admission and the badge's serial. */
export function admitted(desk: HarnessDesk, delegateId: string): ReturnType<typeof checkedIn> {
  return checkedIn(desk.context, marie(desk), delegateId, 'passport');
}

/** The scene's hub orders a purge in the names of two people. */
export function purgeOrdered({ context }: HarnessDesk): void {
  const { db, clock, event } = context;
  const person = (id: string, name: string) => ({ kind: 'account', id, name }) as const;
  const order: PurgeOrder = {
    formatVersion: 1,
    id: uuid(4, 2),
    event: event.file.id,
    cause: 'command',
    issuer: { kind: 'hub', id: hubId },
    ordered: clock() - 3 * 3_600_000,
    rule: defaultRetention,
    requestedBy: person('1', 'Odile Renard'),
    approvedBy: person('2', 'Tomasz Wójcik'),
  };
  insertPurgeOrder(db, { order, signature: 'AAAA' }, null);
}

/** Changes every person of the roster, a minute ago. */
export function changeRoster(
  { context }: HarnessDesk,
  change: (person: Delegate, index: number) => Partial<Delegate>,
): void {
  const everybody = [...everyDelegate(context.db, context.event.file.id)];
  const wall = context.clock() - 60_000;
  for (const [index, person] of everybody.entries()) {
    putDelegate(context.db, context.event.file.id, { ...person, ...change(person, index) }, wall);
  }
}

export function handedOver(desk: HarnessDesk, serial: string): void {
  printEnds(desk.context, serial, 'confirmed');
  handOverBadge(desk.context, marie(desk), { serialText: serial, to: 'delegate' });
}

export function fate(desk: HarnessDesk, serialText: string, what: BadgeFate): void {
  const badge = { kind: 'serial', serialText } as const;
  recordBadgeFate(desk.context, marie(desk), { badge, fate: what });
}

/** Issues a person's first badge, of a batch or single; returns its serial. */
function issued(desk: HarnessDesk, delegateId: string, batch: { batchId?: string } = {}): string {
  const { context } = desk;
  const operatorId = marie(desk).operator?.id ?? null;
  const badge = { delegateId, operatorId, reason: 'first', ...batch } as const;
  return context.db.transaction(() => issueBadge(context, badge))().serial;
}

/** A badge that is printed before its holder comes. */
export function printedAhead(desk: HarnessDesk, delegateId: string): string {
  const serial = issued(desk, delegateId);
  printEnds(desk.context, serial, 'confirmed');
  return serial;
}

/** The badges of the n-th person, newest first. */
export function badgesOf({ context }: HarnessDesk, index: number): BadgeRow[] {
  return badgesOfDelegate(context.db, context.event.file.id, uuid(1, index));
}

/** The code that the n-th person shows: the badge's, or the ticket's before there is a badge. */
export function codeOf(desk: HarnessDesk, index: number): string {
  const [newest] = badgesOf(desk, index);
  return newest === undefined ? ticketOf(index) : badgeCodeOf(desk.context.db, newest.serial);
}

export function passed(desk: HarnessDesk, code: string, direction: 'in' | 'out' = 'in'): void {
  const answer = show(desk.context, code, { direction, steward: 'let-pass' });
  if (answer.outcome !== 'passed') throw new Error(`${answer.outcome} at the door`);
}

/** The first person as a hub with a newer event file than this station's sends them. */
export function unknownHere(desk: HarnessDesk): void {
  const newer = people().slice(0, 1);
  writePeople(
    desk,
    newer.map((one) => ({ ...one, delegation: 'ZZZ', category: 'guest-of-honour' })),
  );
}

export function writePeople({ context }: HarnessDesk, delegates: readonly Delegate[]): void {
  upsertDelegates(context.db, {
    eventId: context.event.file.id,
    entries: delegates.map(({ id, registrationCode, ticketHashes, ...values }) => ({
      id,
      registrationCode,
      ticketHashes,
      values,
    })),
    defaults: { category: 'delegate' },
    wall: start,
  });
}

export function admittedIn({ context }: HarnessDesk): number {
  return deskCounts(context).presentEvent;
}

/** Adds so many people: the scene's own names with other codes. */
export function crowd(desk: HarnessDesk, count: number): string[] {
  const confirmed = people().filter(({ status, days }) => status === 'confirmed' && days === null);
  const more = Array.from({ length: count }, (_, index): Delegate => {
    const like = confirmed[index % confirmed.length];
    if (like === undefined) throw new Error('nobody is confirmed');
    const id = uuid(1, 1_000 + index);
    const registrationCode = `GSC-${9_000 + index}`;
    return { ...like, id, ...ticket(1_000 + index), registrationCode, vip: false };
  });
  writePeople(desk, more);
  return more.map(({ id }) => id);
}

/** Puts a person or a badge on the stop list, as if the hub had signed it. */
export function stop(db: WritableDatabase, kind: 'delegate' | 'badge', value: string): void {
  const entries = [{ kind, value, id: uuid(16, 2) }];
  const list = { formatVersion: 1, event: uuid(16, 3), hub: uuid(16, 1), issued: start, entries };
  const signature = Buffer.from(value).toString('base64');
  db.prepare('INSERT INTO stop_list (signature, signed) VALUES (?, ?)').run(
    signature,
    JSON.stringify({ list: { ...list, removed: [] }, signature }),
  );
  db.prepare('INSERT INTO stop_entry (kind, value) VALUES (?, ?)').run(kind, value);
}

/** Badges in every row of the balance; six of them are unfinished. */
export function fillBadges(desk: HarnessDesk): void {
  const ends: readonly (BadgeFate | PrintJobState | 'waits')[] = [
    ...Array.from({ length: 16 }, () => 'handed-over' as const),
    'returned',
    'returned',
    'returned',
    'lost',
    'destroyed',
    'destroyed',
    'did-not-come-out',
    'did-not-come-out',
    'confirmed',
    'confirmed',
    'waits',
    'unknown',
    'unknown',
  ];
  for (const [index, id] of crowd(desk, ends.length).entries()) {
    const { serial } = admitted(desk, id);
    const end = ends[index] ?? 'waits';
    switch (end) {
      case 'waits':
        break;
      case 'handed-over':
      case 'returned':
      case 'lost':
      case 'destroyed':
        handedOver(desk, serial);
        if (end !== 'handed-over') fate(desk, serial, end);
        break;
      default:
        printEnds(desk.context, serial, end);
    }
  }
}

/** A hundred blanks were loaded, and an operator counted the remaining ones. */
export function countStock(desk: HarnessDesk, left: number): void {
  const add = (kind: 'loaded' | 'counted', count: number): void => {
    const stockCount = { printerId: 'left', kind, count };
    addStockCount(desk.context, marie(desk), desk.printers.settings, stockCount);
  };
  add('loaded', 100);
  add('counted', left);
}

/** A finished batch, and one that is paused half way or whose last badges need attention. */
export function fillBatches(desk: HarnessDesk, how: 'paused' | 'problems'): void {
  batch(desk, { number: 1, delegates: [uuid(1, 0)], delegation: 'SWE' }, confirmed(1));
  const delegates = crowd(desk, 20);
  const [like] = people();
  if (like === undefined) return;
  // Gujarati letters, which no badge font has: its print is held.
  const id = delegates.at(-1) ?? '';
  const unprintable = { ...like, id, registrationCode: 'GSC-9019', nativeName: 'મારિયા' };
  writePeople(desk, [{ ...unprintable, ...ticket(1_019) }]);
  const ends = how === 'paused' ? confirmed(12) : [...confirmed(18), 'unknown' as const, null];
  batch(desk, { number: 2, delegates, delegation: null }, ends);
  if (how === 'paused') movePrintBatch(desk.context.db, uuid(12, 2), 'running', 'paused');
}

const confirmed = (count: number) => Array.from({ length: count }, () => 'confirmed' as const);

/**
 * A batch whose first badges are issued, each with the outcome of its print; null leaves it to the
 * queue.
 */
function batch(
  desk: HarnessDesk,
  of: { number: number; delegates: readonly string[]; delegation: string | null },
  ends: readonly (PrintJobState | null)[],
): void {
  const { context } = desk;
  const { number, delegates, delegation } = of;
  const id = uuid(12, number);
  insertPrintBatch(context.db, {
    id,
    eventId: context.event.file.id,
    kind: delegation === null ? 'roster' : 'delegation',
    delegation,
    delegates,
    wall: start - 5_400_000 / number,
    operatorId: marie(desk).operator?.id ?? null,
  });
  for (const [index, end] of ends.entries()) {
    const serial = issued(desk, delegates[index] ?? '', { batchId: id });
    if (end !== null) printEnds(context, serial, end);
  }
  advancePrintBatch(context.db, id, { from: 0, next: ends.length, skipped: 0 });
}

/** Desks that were apart gave three people the only place of the first session. */
export function bookedTwice({ context }: HarnessDesk): void {
  const [first] = bookableSessions(context.event.file);
  if (first === undefined) throw new Error('no session');
  for (const { id: delegateId } of people().slice(0, 3)) {
    const said = { to: 'booked', why: 'asked', operatorId: null } as const;
    writeBooking(context, { delegateId, session: first.id, ...said });
  }
}

/** The first person has a place in the first session, and waits for one in the others. */
export function bookPlaces({ context }: HarnessDesk): void {
  const delegateId = people()[0]?.id;
  if (delegateId === undefined) throw new Error('nobody');
  for (const [at, { id: session }] of bookableSessions(context.event.file).entries()) {
    const to = at === 0 ? 'booked' : 'waiting';
    writeBooking(context, { delegateId, session, to, why: 'asked', operatorId: null });
  }
}
