import type { Crypto } from '../../domain/base/crypto.ts';
import { maxFormerHubs } from '../../domain/base/protocol.ts';
import { unnamedStation } from '../../domain/base/unnamed-station.ts';
import { isHubAuthor } from '../../domain/ledger/chain.ts';
import { isSignedHead } from '../../domain/ledger/signed-head.ts';
import { isCertified } from '../../domain/station/station-certificate.ts';
import type { HeldChain, PushRequest } from '../../domain/sync/sync.ts';
import type { HubContext } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import { addNamedHubs, seedStations } from './station-rows.ts';

const stationQuery = query<{ id: string }, { key: string }>(({ db, at }) =>
  db.selectFrom('station').where('id', '=', at('id')).select('public_key as key'),
);
const hubQuery = query<object, { key: string }>(({ db }) =>
  db.selectFrom('hub').select('public_key as key').unionAll(formerHubs(db)),
);
const namedQuery = query<{ desk: string }, { key: string }>(({ db, at }) =>
  db.selectFrom('former_hub').where('named_by', '=', at('desk')).select('public_key as key'),
);

/** The keys of earlier hubs, each once, without those that only revoked desks named. */
export function formerHubs(db: HubDatabase) {
  return db
    .selectFrom('former_hub')
    .leftJoin('station', 'station.id', 'former_hub.named_by')
    .where((where) =>
      where.or([where('named_by', '=', ''), where('station.state', '<>', 'revoked')]),
    )
    .groupBy('former_hub.public_key')
    .select('former_hub.public_key as key');
}

/** The keys (raw Ed25519, base64) that may have signed a chain; none if its author is unknown. */
export async function knownKeys(db: HubDatabase, author: string): Promise<string[]> {
  if (isHubAuthor(author)) return keysOfHubs(db);
  return (await stationQuery(db, { id: author })).map(({ key }) => key);
}

/** The keys (raw Ed25519, base64) of this hub and of earlier ones. */
export async function keysOfHubs(db: HubDatabase): Promise<string[]> {
  return (await hubQuery(db, {})).map(({ key }) => key);
}

/**
 * The keys (raw Ed25519, base64) of this hub and of proven earlier ones: hubs that the desk which
 * took over belonged to. Keys that a desk only named are left out: it may have made them.
 */
export async function keysOfProvenHubs(db: HubDatabase): Promise<string[]> {
  const own = await db.selectFrom('hub').select('public_key as key').execute();
  const former = await db
    .selectFrom('former_hub')
    .where('named_by', '=', '')
    .select('public_key as key')
    .execute();
  return [...own, ...former].map(({ key }) => key);
}

/**
 * Adds the keys of earlier hubs that a desk names, up to `maxFormerHubs` for each desk: a desk that
 * invents keys does not use up another desk's limit.
 *
 * @param desk id of the station that names them
 */
export async function learnHubs(
  context: HubContext,
  desk: string,
  told: readonly string[],
): Promise<void> {
  const { db } = context.store;
  const named = (await namedQuery(db, { desk })).map(({ key }) => key);
  const known = new Set([...named, ...(await keysOfProvenHubs(db))]);
  const room = Math.max(0, maxFormerHubs - named.length);
  const fresh = [...new Set(told)].filter((key) => !known.has(key)).slice(0, room);
  if (fresh.length > 0) await addNamedHubs(context, desk, fresh);
}

/**
 * As {@link knownKeys}, for the chain of a push. Adds an author that this hub does not know, if an
 * earlier hub certified it or a desk named it.
 */
export async function keysOfAuthor(
  context: HubContext,
  pusher: EnrolledStation,
  { station, author }: Pick<PushRequest, 'station' | 'author'>,
): Promise<string[]> {
  const { db } = context.store;
  const isHub = isHubAuthor(station);
  const known = await knownKeys(db, station);
  if (author === null || known.includes(author.publicKey)) return known;
  const { mode, publicKey, certificate, joined } = author;
  if (isHub) {
    if (pusher.mode !== 'desk') return known;
    await learnHubs(context, pusher.id, [publicKey]);
    return await keysOfHubs(db);
  }
  if (known.length > 0 || certificate === null || joined === null) return known;
  const stranger = { station, mode, publicKey, joined };
  const { id: event } = context.identity.event;
  const isKnown =
    pusher.mode === 'desk' ||
    isCertified(event, stranger, certificate, await keysOfHubs(db), context.crypto);
  if (!isKnown) return known;
  const name = unnamedStation(station, 'en');
  const row = { id: station, name, mode, publicKey, certificate, joined, lastSeen: null };
  // Not as `enrolled`: it could re-enrol by the take-over code, and may have been revoked since.
  await seedStations(context, [{ ...row, state: 'replaced' }], [], []);
  return [publicKey];
}

/**
 * Filters the heads of other stations' chains that a desk names: keeps those that their authors
 * signed. The others are believed once they are pushed.
 */
export async function provenHeads(
  { store, crypto }: Pick<HubContext, 'store' | 'crypto'>,
  heads: readonly HeldChain[],
): Promise<HeldChain[]> {
  const proven: HeldChain[] = [];
  for (const head of heads) {
    const { station, incarnation, lastKseq: kseq, hash, signature } = head;
    if (signature === undefined) continue;
    const keys = await knownKeys(store.db, station);
    const isProven = keys.some((key) =>
      isSignedHead({ station, incarnation, kseq, hash }, signature, key, crypto),
    );
    if (isProven) proven.push(head);
  }
  return proven;
}

/** Whether the last link of a run is a head that one of these keys signed. */
export function isSignedBy(
  { station, incarnation, events }: Pick<PushRequest, 'station' | 'incarnation' | 'events'>,
  keys: readonly string[],
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  const last = events.at(-1);
  if (last === undefined || last.signature === null) return false;
  const { kseq, hash, signature } = last;
  return keys.some((key) =>
    isSignedHead({ station, incarnation, kseq, hash }, signature, key, crypto),
  );
}
