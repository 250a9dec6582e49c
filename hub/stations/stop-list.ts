import { isStorable } from '../../domain/base/protocol.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import {
  holdsAllOf,
  isAuthenticStopList,
  maxStops,
  type SignedStopList,
  type StopEntry,
  type Stops,
  signedStopListSchema,
  stopListText,
  uniteStops,
} from '../../domain/sync/stop-list.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { isPurged } from '../base/purged.ts';
import type { HubDatabase } from '../store/tables.ts';
import { keysOfProvenHubs } from './signed-heads.ts';

export async function readStopList(db: HubDatabase): Promise<SignedStopList | null> {
  const row = await db.selectFrom('stop_list').select('signed').executeTakeFirst();
  return row === undefined ? null : signedStopListSchema.parse(JSON.parse(row.signed));
}

/**
 * Issues the next list, signed by the hub. Adding an entry that exists or removing one that does
 * not changes nothing. Throws HubProblem `too-large`, `bad-request`.
 */
export async function changeStopList(
  context: HubContext,
  change: { add: readonly StopEntry[]; remove: readonly StopEntry[] },
): Promise<SignedStopList> {
  if (!change.add.every(({ value }) => isStorable(value))) {
    throw new HubProblem('bad-request', 'value');
  }
  return await issueStopList(context, (before) => changed(context, before, change));
}

/**
 * Takes in a list that a desk holds and this hub does not: the hub was restored from a backup, or
 * took over. Only lists signed by this hub or a proven earlier one count; the desk's word does not.
 * Such a list can stop a person again, and only its signed removals let one in again. Throws
 * HubProblem `bad-signature`, `bad-request` (another event), `too-large`.
 */
export async function offerStopList(
  context: HubContext,
  offered: SignedStopList,
): Promise<Record<never, never>> {
  const { store, identity, crypto } = context;
  if (offered.list.event !== identity.event.id) throw new HubProblem('bad-request', 'event');
  const keys = await keysOfProvenHubs(store.db);
  if (!keys.some((key) => isAuthenticStopList(offered, key, crypto))) {
    throw new HubProblem('bad-signature', 'stop list');
  }
  // Checked first: every issue makes all stations read the directory again.
  const held = await readStopList(store.db);
  if (held !== null && holdsAllOf(held.list, offered.list)) return {};
  if (await isPurged(store.db)) return {};
  const { list } = await issueStopList(context, (before) => uniteStops([before, offered.list]));
  const counts = { entries: list.entries.length, removed: list.removed.length };
  context.log.warn(counts, 'stop list taken back from a desk');
  return {};
}

async function issueStopList(
  context: HubContext,
  next: (before: Stops) => Stops,
): Promise<SignedStopList> {
  const { identity } = context;
  const signed = await context.store.db.transaction().execute(async (tx) => {
    // Locks the hub's row first: if two administrators act at once, the second adds to the first's
    // list.
    await bumpDirectory(tx);
    const before = (await readStopList(tx))?.list ?? { entries: [], removed: [] };
    const stops = next(before);
    if (Math.max(stops.entries.length, stops.removed.length) > maxStops) {
      throw new HubProblem('too-large', 'stop list');
    }
    const list = {
      formatVersion: 1 as const,
      event: identity.event.id,
      hub: identity.hub,
      issued: context.clock(),
      ...stops,
    };
    const issued = { list, signature: context.sign(stopListText(list)) };
    await write(tx, issued);
    return issued;
  });
  context.announce({ directory: true });
  return signed;
}

function changed(
  { random }: HubContext,
  before: Stops,
  { add, remove }: { add: readonly StopEntry[]; remove: readonly StopEntry[] },
): Stops {
  const key = ({ kind, value }: StopEntry): string => `${kind} ${value}`;
  const ended = new Set(remove.map(key));
  const known = new Set(before.entries.map(key));
  const fresh = new Map(
    add.filter((one) => !known.has(key(one)) && !ended.has(key(one))).map((one) => [key(one), one]),
  );
  const made = [...fresh.values()].map(({ kind, value }) => ({ kind, value, id: random.uuid() }));
  const removed = before.entries.filter((one) => ended.has(key(one))).map(({ id }) => id);
  return uniteStops([before, { entries: made, removed }]);
}

async function write(tx: HubDatabase, { list, signature }: SignedStopList): Promise<void> {
  const signed = JSON.stringify({ list, signature });
  await tx
    .insertInto('stop_list')
    .values({ single: 1, signed })
    .onConflict((conflict) => conflict.column('single').doUpdateSet({ signed }))
    .execute();
}
