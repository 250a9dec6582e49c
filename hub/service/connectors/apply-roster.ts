import { ConnectorFailure } from '../../../connectors/failure.ts';
import type { RosterChanges } from '../../../connectors/roster-source.ts';
import { isStorable } from '../../../domain/wire/protocol.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { readMaking } from '../code-making.ts';
import type { HubContext } from '../context.ts';
import { registrationsOf } from '../registrations.ts';
import { draftRoster } from '../roster-draft.ts';
import { countLiving, keepPeople, knownPeople } from './known-people.ts';
import { clearParked, park } from './parked.ts';
import { createTaker, revokedId } from './take-person.ts';

/** People of one transaction: others wait for the roster's stream meanwhile. */
const batchPeople = 5_000;

/** Above this many at once, and above this part of all, somebody has to say that it is meant. */
const vanishing = { count: 10, part: 0.2 } as const;

/** What a reading came to. */
export interface Applied {
  added: number;
  changed: number;
  rejected: number;
}

/**
 * Takes over what a source said, and its cursor with the last of it: a crash between two portions has them
 * read again, which changes nothing. Of each person only what the other side says *anew* is taken, so that
 * what was changed here since stands. Whoever was deleted here does not come back.
 *
 * @throws ConnectorFailure `many-vanished`; nothing is taken then
 */
export async function applyRoster(
  context: HubContext,
  connector: string,
  changes: RosterChanges,
  acceptVanished: boolean,
): Promise<Applied> {
  await checkVanished(context.store.db, connector, changes, acceptVanished);
  const applied: Applied = { added: 0, changed: 0, rejected: changes.rejected.length };
  const { people } = changes;
  for (let start = 0; start === 0 || start < people.length; start += batchPeople) {
    const batch = people.slice(start, start + batchPeople);
    const isLast = start + batchPeople >= people.length;
    const seq = await context.store.db.transaction().execute(async (tx) => {
      const written = await takeBatch(context, tx, connector, {
        people: batch,
        tombstones: isLast ? changes.tombstones : [],
        revokedCodes: isLast ? changes.revokedCodes : [],
      });
      applied.added += written.added;
      applied.changed += written.changed;
      if (isLast) await finish(context, tx, connector, changes);
      return written.seq;
    });
    if (seq !== null) context.announce({ roster: seq });
  }
  return applied;
}

async function checkVanished(
  db: HubDatabase,
  connector: string,
  { tombstones }: RosterChanges,
  accepted: boolean,
): Promise<void> {
  if (accepted || tombstones.length <= vanishing.count) return;
  const living = await countLiving(db, connector);
  if (tombstones.length > living * vanishing.part) {
    throw new ConnectorFailure('many-vanished', `${tombstones.length} of ${living}`);
  }
}

type Batch = Pick<RosterChanges, 'people' | 'tombstones' | 'revokedCodes'>;

async function takeBatch(
  context: HubContext,
  tx: HubDatabase,
  connector: string,
  batch: Batch,
): Promise<{ added: number; changed: number; seq: number | null }> {
  const { tombstones } = batch;
  const people = batch.people.filter(({ registrationCode }) => isStorable(registrationCode));
  const revokedCodes = batch.revokedCodes.filter(isStorable);
  const outsideIds = people.map(({ outsideId }) => outsideId);
  const known = await knownPeople(tx, connector, [
    ...outsideIds,
    ...tombstones,
    ...revokedCodes.map(revokedId),
  ]);
  const ids = [...known.values()].map(({ delegateId }) => delegateId);
  const codes = [...people.map(({ registrationCode }) => registrationCode), ...revokedCodes];
  const draft = await draftRoster(tx, { ids, codes });
  const found = codes.flatMap((code) => draft.byCode(code)?.delegate.id ?? []);
  const registrations = await registrationsOf(tx, [...new Set([...ids, ...found])]);
  const making = await readMaking(tx, context.identity);
  const taker = createTaker(context.identity, { draft, known, registrations, making });
  for (const person of people) taker.take(person);
  for (const outsideId of tombstones) taker.cancel(outsideId);
  const current = new Set(people.map(({ registrationCode }) => registrationCode));
  for (const code of revokedCodes) if (!current.has(code)) taker.revoke(code);
  await keepPeople(tx, connector, taker.kept);
  await clearParked(tx, connector, { kind: 'person', ids: outsideIds });
  return { ...taker.counts, seq: await draft.write(context.clock()) };
}

async function finish(
  context: HubContext,
  tx: HubDatabase,
  connector: string,
  changes: RosterChanges,
): Promise<void> {
  const now = context.clock();
  for (const start of changes.reread) await clearParked(tx, connector, { kind: 'person', start });
  await park(
    tx,
    connector,
    changes.rejected.map(({ id, reason }) => ({ kind: 'person', id, reason, parkedAt: now })),
  );
  await tx
    .updateTable('connector')
    .set({ roster_cursor: changes.next, clock_offset: changes.clockOffset })
    .where('name', '=', connector)
    .execute();
}
