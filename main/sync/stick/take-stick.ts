import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';
import { findPersonal } from '../../../db/ledger/attendance.ts';
import { judgementsInForce } from '../../../db/ledger/held-judgements.ts';
import { findKnownStation, listKnownOperators } from '../../../db/ledger/known-stations.ts';
import { factsAbout, projectDelegate } from '../../../db/ledger/projection.ts';
import { isPurged } from '../../../db/privacy/purge-orders.ts';
import { putDelegate } from '../../../db/roster/put-delegate.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import { saveDirectory } from '../../../db/sync/sync-directory.ts';
import { advanceHlc, delegatesTouchedBy } from '../../../db/sync/sync-effects.ts';
import { receiveFact } from '../../../db/sync/sync-facts.ts';
import { hasLink, hasOtherLink } from '../../../db/sync/sync-links.ts';
import { fromBase64, utf8 } from '../../../domain/base/bytes.ts';
import { jsonOf } from '../../../domain/base/json.ts';
import { pushLimits } from '../../../domain/base/protocol.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import { wordsOn } from '../../../domain/ledger/cause.ts';
import { isSignedHead } from '../../../domain/ledger/signed-head.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import {
  replacementPayloadSchema,
  walkInPayloadSchema,
} from '../../../domain/roster/roster-changes.ts';
import { isCertified } from '../../../domain/station/station-certificate.ts';
import {
  readStickFile,
  readStickInside,
  type StickAnswer,
  type StickContent,
  type StickRefusal,
  stickSignedText,
} from '../../../domain/sync/stick.ts';
import {
  fieldsOf,
  foldRegistration,
  registrationWord,
  withRegistration,
} from '../../../domain/tickets/registration-words.ts';
import { readRun } from '../../../hub/base/run.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { openSealed } from '../../../platform/crypto/sealed.ts';
import type { Context } from '../../base/context.ts';
import { stationOf } from '../handshake.ts';
import type { Peers } from './peers.ts';

type Chain = StickContent['chains'][number];
type Here = Pick<Context, 'db' | 'event' | 'self' | 'clock'>;

/**
 * Takes the records of another station of the package into this desk's ledger, with the same checks
 * as at a hub. The first history of a station that comes counts. A second one is refused whole, as
 * only a hub can tell two computers with one identity apart.
 *
 * @param privateKey this station's Ed25519 key (PKCS #8 DER, base64)
 * @param file null for one larger than any stick
 */
export async function takeStick(
  here: Here,
  peers: Peers,
  privateKey: string,
  file: Uint8Array | null,
): Promise<StickAnswer> {
  const { db, event } = here;
  if (file === null) return refusal('not-a-stick', null);
  const outside = readStickFile(file, { event: event.file.id, hubKey: peers.issuer });
  if ('refused' in outside) return refusal(outside.refused, nameIn(peers, outside.station));
  const opened = await openSealed(privateKey, outside.sealed);
  const inside = opened === null ? null : readStickInside(opened);
  if (inside === null || !isOf(inside.content, outside.header)) {
    // The file is encrypted for the desks that its writer knew: this one may not be among them.
    return refusal('damaged', nameIn(peers, outside.header.station));
  }
  const { content } = inside;
  const author = authorOf(here, peers, content);
  if (author === undefined) return refusal('unknown-station', null);
  const refused = (reason: StickRefusal) => refusal(reason, author.name);
  if (author.state !== 'enrolled') return refused('revoked');
  const hash = createHash('sha256').update(inside.contentText, 'utf8').digest('hex');
  const isSigned = nodeCrypto.verify(
    fromBase64(author.publicKey),
    utf8(stickSignedText(hash)),
    fromBase64(inside.signature),
  );
  if (!isSigned || !content.chains.every((chain) => hasHeads(content, chain, author.publicKey)))
    return refused('bad-signature');
  if (content.chains.some((chain) => readRun(chain).defect !== null)) return refused('damaged');
  if (content.chains.some((chain) => differs(here, content.station, chain)))
    return refused('chain-differs');
  db.transaction(() => learnNames(here, peers, content)).immediate();
  const links = content.chains.reduce((sum, { events }) => sum + events.length, 0);
  let stored = 0;
  for (const chain of content.chains) stored += await takeChain(here, content.station, chain);
  return {
    outcome: 'imported',
    station: content.station,
    stationName: author.name,
    written: content.written,
    stored,
    known: links - stored,
    quarantined: 0,
  };
}

/** Whether the readable header matches what the station signed. */
function isOf(
  content: StickContent,
  header: Pick<StickContent, 'event' | 'hubKey' | 'station' | 'written'>,
): boolean {
  return (['event', 'hubKey', 'station', 'written'] as const).every(
    (field) => content[field] === header[field],
  );
}

/** The writer, as this desk knows it or as the package's key certified it. */
function authorOf({ event }: Here, peers: Peers, { station, directory }: StickContent) {
  const named = directory?.stations.find(({ id }) => id === station);
  const known = peers.stations.find(({ id }) => id === station);
  if (known !== undefined || named === undefined) return known;
  const certified = isCertified(
    event.file.id,
    { ...named, station },
    named.certificate,
    [peers.issuer],
    nodeCrypto,
  );
  return certified ? named : undefined;
}

/**
 * Learns names of operators, and stations of a later package of the same maker. Known ones stay.
 */
function learnNames({ db, event }: Here, { issuer }: Peers, { directory }: StickContent): void {
  if (directory === undefined) return;
  const known = new Set(listKnownOperators(db).map(({ id }) => id));
  const stations = directory.stations.filter((one) => {
    if (findKnownStation(db, one.id) !== null) return false;
    const certified = { ...one, station: one.id };
    return isCertified(event.file.id, certified, one.certificate, [issuer], nodeCrypto);
  });
  const operators = directory.operators.filter(({ id }) => !known.has(id));
  saveDirectory(db, { version: '', stations, operators, formerHubs: [] }, event.file.id);
}

/** Whether each piece ends in a head that its author signed, so that others can relay it. */
function hasHeads({ station }: StickContent, { incarnation, events }: Chain, key: string): boolean {
  return events.every(({ kseq, hash, signature }, index) => {
    const isEnd = (index + 1) % pushLimits.events === 0 || index === events.length - 1;
    if (signature === null) return !isEnd;
    return isSignedHead({ station, incarnation, kseq, hash }, signature, key, nodeCrypto);
  });
}

/**
 * Whether this store holds another history: two computers opened one part, or a disk was copied.
 */
function differs({ db, self }: Here, station: string, { incarnation, events }: Chain): boolean {
  const chain = { station, incarnation };
  const isOwn = station === self.station;
  return events.some(({ kseq, hash }) =>
    isOwn ? !hasLink(db, chain, kseq, hash) : hasOtherLink(db, chain, kseq, hash),
  );
}

/** Links in one transaction; between two the desk checks people in. */
const chunk = 200;

/** Returns how many of a chain's links were new here. */
async function takeChain(here: Here, station: string, chain: Chain): Promise<number> {
  const { incarnation, events } = chain;
  let stored = 0;
  for (let start = 0; start < events.length; start += chunk) {
    const links = events.slice(start, start + chunk);
    const take = here.db.transaction(() => takeLinks(here, { station, incarnation }, links));
    stored += take.immediate();
    await breathe();
  }
  return stored;
}

function takeLinks(
  { db, event, clock }: Here,
  place: { station: string; incarnation: number },
  links: Chain['events'],
): number {
  const eventId = event.file.id;
  const own = stationOf(db);
  const setting = {
    eventId,
    own,
    wall: clock(),
    crypto: nodeCrypto,
    onBranch: () => {},
    orders: judgementsInForce(db),
    doubtsHub: false,
  };
  const stored: AttendanceEvent[] = [];
  let isNew = 0;
  for (const link of links) {
    if (hasLink(db, place, link.kseq, link.hash)) continue;
    // No hub has given the fact a place in its stream, nor limited its clock.
    const streamed = { ...link, ...place, seq: 0, counts: true, effective: null };
    const received = receiveFact(db, streamed, setting);
    isNew += 1;
    if (received.kind === 'stored') stored.push(received.event);
  }
  applyCarriedChanges(db, eventId, stored, setting.wall);
  for (const id of delegatesTouchedBy(db, stored)) projectDelegate(db, eventId, id);
  advanceHlc(db, stored, setting.wall);
  return isNew;
}

function nameIn({ stations }: Peers, station: string | null): string | null {
  return stations.find(({ id }) => id === station)?.name ?? null;
}

function refusal(reason: StickRefusal, stationName: string | null): StickAnswer {
  return { outcome: 'refused', reason, stationName, quarantined: 0 };
}

/**
 * Changes this desk's roster as facts from a stick say: people registered at another desk, and
 * names corrected there. (With a hub its roster brings these changes.) Call it in the transaction
 * that stored the facts.
 *
 * @param wall UTC milliseconds
 */
function applyCarriedChanges(
  db: WritableDatabase,
  eventId: string,
  facts: readonly AttendanceEvent[],
  wall: number,
): void {
  if (isPurged(db, eventId)) return;
  const changed = new Set<string>();
  for (const fact of facts) {
    const added = personAdded(db, fact);
    if (added !== null && findDelegateById(db, eventId, added.id) === null) {
      putDelegate(db, eventId, added, wall);
      changed.add(added.id);
    }
    const isChange = wordsOn.registration.some((type) => type === fact.type);
    if (isChange && fact.delegateId !== null) changed.add(fact.delegateId);
  }
  for (const id of changed) {
    const known = findDelegateById(db, eventId, id);
    if (known !== null) putDelegate(db, eventId, withAllChanges(db, eventId, known), wall);
  }
}

function personAdded(db: ReadableDatabase, { id, type }: AttendanceEvent): Delegate | null {
  if (type !== 'walk-in-registered' && type !== 'delegate-replaced') return null;
  const schema = type === 'walk-in-registered' ? walkInPayloadSchema : replacementPayloadSchema;
  const payload = jsonOf(findPersonal(db, id)?.payload ?? '');
  return schema.safeParse(payload).data?.delegate ?? null;
}

/** Every desk that holds the same facts computes the same registration. */
function withAllChanges(db: ReadableDatabase, eventId: string, known: Delegate): Delegate {
  const words = factsAbout(db, eventId, known.id).flatMap((fact) => {
    if (fact.delegateId !== known.id) return [];
    const word = registrationWord(fact, findPersonal(db, fact.id)?.payload ?? null);
    return word === null ? [] : [word];
  });
  const registration = foldRegistration(words);
  const fields = new Set(fieldsOf(registration.values));
  return withRegistration(known, registration, fields);
}
