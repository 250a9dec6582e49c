import { toBase64 } from '../../domain/bytes.ts';
import { canonicalJson, type JsonValue } from '../../domain/canonical-json.ts';
import { afterText, type Caused, lastWords } from '../../domain/cause.ts';
import { bodyOf, commitment, hashBody, saltLength } from '../../domain/chain.ts';
import { eventFileSchema } from '../../domain/event-file.ts';
import { factId } from '../../domain/fact-id.ts';
import { firstHlc, nextHlc } from '../../domain/hlc.ts';
import { hubAuthor } from '../../domain/hub-chain.ts';
import { localDayOf } from '../../domain/local-day.ts';
import type { RegistrationChange, RegistrationWord } from '../../domain/registration-words.ts';
import { headText } from '../../domain/signed-head.ts';
import { moveStream, type StreamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { headOf, moveHead } from './chains.ts';
import type { HubContext } from './context.ts';
import { keepPersonal, personalFacts } from './personal.ts';
import { insertLinks, numberLinks, readEvents } from './push-rows.ts';
import type { Fact } from './read-fact.ts';
import { placeLinks } from './receipts.ts';
import { clockAt } from './registrations.ts';

/**
 * Writes an administrator's change of somebody's registration as a fact of the hub's own chain: it so
 * outlives this hub, and what desks say of the same person is put in order with it.
 *
 * @param stream of facts, locked in this transaction
 * @param words what was said of the person before
 * @returns the last number of the stream of facts
 */
export async function writeOwnFact(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  said: { delegateId: string; change: RegistrationChange; words: readonly RegistrationWord[] },
): Promise<number> {
  const values = Object.entries(said.change).flatMap(([field, value]) =>
    value === undefined ? [] : [[field, value] as const],
  );
  return await appendOwnFact(context, tx, stream, {
    type: 'registration-changed',
    delegateId: said.delegateId,
    after: lastWords(said.words),
    payload: { fields: values.map(([field]) => field).join(',') },
    personal: { change: Object.fromEntries(values) },
  });
}

/** What a fact of the hub's own chain says. */
export interface OwnFact extends Pick<Fact, 'type' | 'delegateId'> {
  /** The words on its matter that it comes after. */
  after: readonly Caused[];
  payload: JsonValue;
  personal: JsonValue;
}

/**
 * Writes a fact of the hub's own chain.
 *
 * @param stream of facts, locked in this transaction
 * @returns the last number of the stream of facts
 */
export async function appendOwnFact(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  said: OwnFact,
): Promise<number> {
  const { crypto, identity } = context;
  const chain = { kiosk: hubAuthor(stream.epoch), incarnation: 1 };
  const head = await headOf(tx, chain);
  const wall = context.clock();
  const salt = context.random.bytes(saltLength);
  const payload = canonicalJson(said.personal);
  const kseq = head.lastKseq + 1;
  const fact: Omit<Fact, 'id'> = {
    eventId: identity.event.id,
    ...chain,
    kseq,
    type: said.type,
    delegateId: said.delegateId,
    checkpoint: null,
    targetId: null,
    operatorId: null,
    localDay: localDayOf(wall, eventFileSchema.parse(identity.event.file)),
    badgeSerial: null,
    after: afterText(said.after.map(({ id }) => id)),
    hlc: nextHlc((await clockAt(tx, head)) ?? firstHlc, wall),
    wall,
    version: 1,
    payload: canonicalJson(said.payload),
    commitment: commitment(salt, payload, crypto),
  };
  const body = bodyOf({ ...fact, id: factId(bodyOf({ ...fact, id: '' }), crypto) });
  const hash = hashBody(head.hash, body, crypto);
  const personal = { salt: toBase64(salt), payload };
  const signature = context.sign(headText({ ...chain, kseq, hash }));
  const read = readEvents(chain, [{ kseq, hash, body, personal, signature, receipt: null }]);
  const { links, lastSeq } = await numberLinks(tx, read, stream.seq);
  const arrival = { ...chain, relayedBy: null, received: wall };
  const placed = await placeLinks(context, tx, arrival, links, { ...head, joined: null });
  await insertLinks(tx, [{ arrival, links: placed.links }]);
  await moveHead(tx, { ...chain, lastKseq: kseq, hash, effective: placed.effective });
  await keepPersonal(context, tx, identity.hub, personalFacts(links));
  await moveStream(tx, 'events', lastSeq);
  return lastSeq;
}
