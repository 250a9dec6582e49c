import type { StationMode } from '../../domain/base/protocol.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { secretHash } from '../base/texts.ts';
import { headsOf } from '../ledger/chains.ts';
import type { QuarantineReason } from '../ledger/read-fact.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

/** A station in the administrator's list. Times are UTC milliseconds of the hub. */
export interface StationEntry {
  id: string;
  name: string;
  mode: StationMode;
  state: EnrolledStation['state'];
  replacedBy: string | null;
  /** Null if it is known from another hub's directory and has not enrolled here. */
  enrolledAt: number | null;
  lastSeen: number | null;
  /** Hub's clock minus the station's, milliseconds. */
  clockOffset: number | null;
  /** Hash of its event file; null before its first handshake. */
  eventFile: string | null;
  eventVersion: number | null;
  version: string;
  /** Facts that the station had at its last handshake and the hub still lacks. */
  waiting: number;
  quarantined: number;
  /** Whether it sent something that no genuine station of its mode sends. */
  oversteps: boolean;
  /** Every chain of this station, as far as the hub holds it. */
  chains: ChainHead[];
}

const byTokens = query<{ hashes: TextList }, EnrolledStation & { hash: string | null }>(
  ({ db, at, isAmong }) =>
    db
      .selectFrom('station')
      .where(isAmong('token_hash', at('hashes')))
      .select(['id', 'name', 'mode', 'public_key as publicKey', 'joined_at as joined', 'state'])
      .select('token_hash as hash'),
);

interface AskedToken {
  hash: string;
  resolve: (station: EnrolledStation | null) => void;
  reject: (error: unknown) => void;
}

/**
 * Creates a lookup of stations by token; it returns null for an unknown token. Tokens requested
 * while the store answers form the next query, so requests of many stations cost PostgreSQL one
 * round trip. Nothing is cached.
 */
export function createTokenLookup(
  db: HubDatabase,
): (token: string) => Promise<EnrolledStation | null> {
  let asked: AskedToken[] = [];
  let isWorking = false;
  const work = async (): Promise<void> => {
    while (asked.length > 0) {
      const group = asked;
      asked = [];
      try {
        const rows = await byTokens(db, { hashes: textList(group.map(({ hash }) => hash)) });
        const found = new Map(rows.map(({ hash, ...station }) => [hash, station]));
        for (const { hash, resolve } of group) resolve(found.get(hash) ?? null);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isWorking = false;
  };
  return (token) =>
    new Promise((resolve, reject) => {
      asked.push({ hash: secretHash(token), resolve, reject });
      if (isWorking) return;
      isWorking = true;
      void work();
    });
}

/** Revokes a station. It keeps its token, to learn why it is refused. HubProblem `not-found`. */
export async function revokeStation(context: HubContext, id: string): Promise<void> {
  await context.store.db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('station')
      .set({ state: 'revoked' })
      .where('id', '=', id)
      .returning('id')
      .execute();
    if (changed.length === 0) throw new HubProblem('not-found', 'station');
    await bumpDirectory(tx);
  });
  context.log.info({ station: id }, 'station revoked');
  context.announce({ directory: true });
}

/**
 * Reasons that no genuine station causes, whatever its version: an impostor has its key. A fact
 * counts against its author, who signed it, whichever station brings it. A payload that does not
 * fit counts against the station that brought it.
 */
const oversteps = ['not-allowed', 'wrong-commitment'] satisfies QuarantineReason[];

/** Every station by name, with its chains as far as the hub holds them. */
export async function listStations(db: HubDatabase): Promise<StationEntry[]> {
  const rows = await db.selectFrom('station').selectAll().orderBy('name').orderBy('id').execute();
  const heads = await headsOf(
    db,
    rows.map(({ id }) => id),
  );
  const counts = await db
    .selectFrom('quarantine')
    .where('reason', '<>', 'disregarded')
    .groupBy('station')
    .select(({ fn }) => ['station', fn.countAll<number>().as('items')])
    .execute();
  const quarantined = new Map(counts.map(({ station, items }) => [station, items]));
  const overstepped = await db
    .selectFrom('quarantine')
    .where('reason', 'in', oversteps)
    .groupBy(['reason', 'station', 'pushed_by'])
    .select(['reason', 'station', 'pushed_by as pushedBy'])
    .execute();
  const overstepping = new Set(
    overstepped.map(({ reason, station, pushedBy }) =>
      reason === 'not-allowed' ? station : pushedBy,
    ),
  );
  return rows.map((row) => {
    const chains = heads.filter(({ station }) => station === row.id);
    const own = chains.find(({ incarnation }) => incarnation === row.own_incarnation);
    return {
      id: row.id,
      name: row.name,
      mode: row.mode,
      state: row.state,
      replacedBy: row.replaced_by,
      enrolledAt: row.enrolled_at,
      lastSeen: row.last_seen,
      clockOffset: row.clock_offset,
      eventFile: row.event_file,
      eventVersion: row.event_version,
      version: row.version,
      waiting: Math.max(0, row.own_kseq - (own?.lastKseq ?? 0)),
      quarantined: quarantined.get(row.id) ?? 0,
      oversteps: overstepping.has(row.id),
      chains,
    };
  });
}
