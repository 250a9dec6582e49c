import { randomUUID } from 'node:crypto';
import { type BadgeRow, badgesOfDelegate } from '../../../db/badges.ts';
import { listOperators } from '../../../db/operators.ts';
import { insertPurgeOrder } from '../../../db/purge-orders.ts';
import { upsertDelegates } from '../../../db/roster-write.ts';
import type { WritableDatabase } from '../../../db/types.ts';
import type { BadgeFate } from '../../../domain/badge-fates.ts';
import type { Delegate } from '../../../domain/delegate.ts';
import type { PrintJobState } from '../../../domain/print-job.ts';
import type { PurgeOrder } from '../../../domain/purge/order.ts';
import { usualRetention } from '../../../domain/purge/retention.ts';
import { handOverBadge, recordBadgeFate } from '../../../main/use-cases/badge-fates.ts';
import { recordPrintOutcome } from '../../../main/use-cases/badges.ts';
import { checkIn } from '../../../main/use-cases/check-in.ts';
import type { Caller } from '../../../main/use-cases/context.ts';
import { issueBadge } from '../../../main/use-cases/issue-badge.ts';
import { passDoor } from '../../../main/use-cases/pass-door.ts';
import { deskCounts } from '../../../main/use-cases/views.ts';
import { badgeCodeOf } from '../../support/badge-tokens.ts';
import type { HarnessDesk } from './desk.ts';
import { hubId } from './link.ts';
import { people, start, ticket, ticketOf, uuid } from './people.ts';

/** What staff did before a scene begins, by the product's own use cases. */

/** The supervisor who did it. */
export function marie({ context }: HarnessDesk): Caller {
  const operator = listOperators(context.db).find(({ name }) => name.startsWith('Marie'));
  if (operator === undefined) throw new Error('the scene has no supervisor');
  return { operator };
}

/** Checks somebody in who showed a passport; gives the admission and the badge's serial. */
export function admitted(
  desk: HarnessDesk,
  delegateId: string,
): { admissionId: string; serial: string } {
  const answer = checkIn(desk.context, marie(desk), {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId },
    identity: 'passport',
  });
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  return { admissionId: answer.admissionId, serial: answer.badge.serialText };
}

/** What the queue writes when the badge's job comes to a state. */
export function printEnds({ context }: HarnessDesk, serial: string, state: PrintJobState): void {
  context.db.prepare('UPDATE print_job SET state = ? WHERE badge_serial = ?').run(state, serial);
  recordPrintOutcome(context, { badgeSerial: serial, state }, null);
}

/** The hub of the scene orders a purge, in the names of two people. */
export function purgeOrdered({ context }: HarnessDesk): void {
  const { db, clock, event } = context;
  const person = (id: string, name: string) => ({ kind: 'account', id, name }) as const;
  const order: PurgeOrder = {
    ...{ formatVersion: 1, id: uuid(4, 2), event: event.file.id, cause: 'command' },
    ...{ issuer: { kind: 'hub', id: hubId }, ordered: clock() - 3 * 3_600_000 },
    ...{ rule: usualRetention, requestedBy: person('1', 'Odile Renard') },
    approvedBy: person('2', 'Tomasz Wójcik'),
  };
  insertPurgeOrder(db, { order, signature: 'AAAA' }, null);
}

/** Prints a badge and gives it to its holder. */
export function handedOver(desk: HarnessDesk, serial: string): void {
  printEnds(desk, serial, 'confirmed');
  handOverBadge(desk.context, marie(desk), { serialText: serial, to: 'delegate' });
}

/** Somebody records what became of a badge. */
export function fate(desk: HarnessDesk, serialText: string, what: BadgeFate): void {
  const badge = { kind: 'serial', serialText } as const;
  recordBadgeFate(desk.context, marie(desk), { badge, fate: what });
}

/** A badge that lies at the desk before its holder comes. */
export function printedAhead(desk: HarnessDesk, delegateId: string): string {
  const { context } = desk;
  const by = { delegateId, operatorId: marie(desk).operator?.id ?? null, reason: 'first' as const };
  const { serial } = context.db.transaction(() => issueBadge(context, by))();
  printEnds(desk, serial, 'confirmed');
  return serial;
}

/** The badges of the nth person, the newest first. */
export function badgesOf({ context }: HarnessDesk, index: number): BadgeRow[] {
  return badgesOfDelegate(context.db, context.event.file.id, uuid(1, index));
}

/** What the nth person shows: the badge, or the ticket before there is one. */
export function codeOf(desk: HarnessDesk, index: number): string {
  const [newest] = badgesOf(desk, index);
  return newest === undefined ? ticketOf(index) : badgeCodeOf(desk.context.db, newest.serial);
}

/** Somebody passes the scene's door. */
export function passed(desk: HarnessDesk, code: string, direction: 'in' | 'out' = 'in'): void {
  const fixed = { direction: false, checkpoint: false };
  const scan = { source: 'hid' as const, readings: [code], seenAt: 0 };
  const answer = passDoor(
    desk.context,
    { operator: null },
    { direction, fixed },
    { key: randomUUID(), scan, steward: 'let-pass' },
  );
  if (answer.outcome !== 'passed') throw new Error(`${answer.outcome} at the door`);
}

/** The first person as a hub tells of them whose event file is newer than this station's. */
export function unknownHere(desk: HarnessDesk): void {
  const newer = people().slice(0, 1);
  writePeople(
    desk,
    newer.map((one) => ({ ...one, delegation: 'ZZZ', category: 'guest-of-honour' })),
  );
}

/** Writes people as an import would. */
export function writePeople({ context }: HarnessDesk, delegates: readonly Delegate[]): void {
  upsertDelegates(context.db, {
    eventId: context.event.file.id,
    entries: delegates.map(({ id, registrationCode, ticketHashes, ...values }) => ({
      ...{ id, registrationCode, ticketHashes, values },
    })),
    defaults: { category: 'delegate' },
    wall: start,
  });
}

/** How many are present by the counts of the desk. */
export function admittedIn({ context }: HarnessDesk): number {
  return deskCounts(context).presentEvent;
}

/** Further people by the dozen: the scene's own names with other codes. */
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
  db.prepare(
    `INSERT OR IGNORE INTO stop_list (only, hub, version, issued, signed) VALUES (1, ?, 1, ?, '{}')`,
  ).run(uuid(16, 1), start);
  db.prepare('INSERT INTO stop_entry (kind, value) VALUES (?, ?)').run(kind, value);
}
