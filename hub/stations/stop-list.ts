import { isStorable } from '../../domain/base/protocol.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import {
  type SignedStopList,
  type StopEntry,
  type StopList,
  signedStopListSchema,
  stopListText,
} from '../../domain/sync/stop-list.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Max entries of a stop list, as in `stopListSchema`. */
const maxEntries = 10_000;

/** The newest list as it was signed; null before the first. */
export async function readStopList(db: HubDatabase): Promise<SignedStopList | null> {
  const row = await db.selectFrom('stop_list').select('signed').executeTakeFirst();
  return row === undefined ? null : signedStopListSchema.parse(JSON.parse(row.signed));
}

/**
 * Issues the next version, signed by the hub. Adding an entry that exists or removing one that does
 * not changes nothing. Throws HubProblem `too-large`, `bad-request`.
 */
export async function changeStopList(
  context: HubContext,
  change: { add: readonly StopEntry[]; remove: readonly StopEntry[] },
): Promise<SignedStopList> {
  if (!change.add.every(({ value }) => isStorable(value))) {
    throw new HubProblem('bad-request', 'value');
  }
  const signed = await context.store.db.transaction().execute(async (tx) => {
    // Locks the hub's row first: two administrators at once must not issue the same version twice.
    await bumpDirectory(tx);
    const before = await readStopList(tx);
    const list: StopList = {
      formatVersion: 1,
      event: context.identity.event.id,
      hub: context.identity.hub,
      version: nextVersion(before?.list.version ?? 0, context.clock()),
      issued: context.clock(),
      entries: changedEntries(before?.list.entries ?? [], change),
    };
    if (list.entries.length > maxEntries) throw new HubProblem('too-large', 'stop list');
    const next: SignedStopList = { list, signature: context.sign(stopListText(list)) };
    await write(tx, next);
    return next;
  });
  context.announce({ directory: true });
  return signed;
}

/**
 * Stations accept no list older than theirs. A hub restored from a backup does not know its last
 * number, so numbers follow the clock (seconds), and rise even if it was set back.
 */
function nextVersion(before: number, wall: number): number {
  return Math.max(before + 1, Math.floor(wall / 1_000));
}

function changedEntries(
  before: readonly StopEntry[],
  change: { add: readonly StopEntry[]; remove: readonly StopEntry[] },
): StopEntry[] {
  const key = ({ kind, value }: StopEntry): string => `${kind} ${value}`;
  const entries = new Map([...before, ...change.add].map((entry) => [key(entry), entry]));
  for (const entry of change.remove) entries.delete(key(entry));
  return Array.from(entries)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { kind, value }]) => ({ kind, value }));
}

async function write(tx: HubDatabase, signed: SignedStopList): Promise<void> {
  const { list, signature } = signed;
  const row = { version: list.version, signed: JSON.stringify({ list, signature }) };
  await tx
    .insertInto('stop_list')
    .values({ single: 1, version: row.version, signed: row.signed })
    .onConflict((conflict) => conflict.column('single').doUpdateSet(row))
    .execute();
}
