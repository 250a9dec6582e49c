import { toBase64 } from '../../domain/base/bytes.ts';
import { canonicalJson, type JsonValue } from '../../domain/base/json.ts';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { afterText, type Caused, lastWords } from '../../domain/ledger/cause.ts';
import {
  bodyOf,
  commitment,
  factId,
  hashBody,
  hubAuthor,
  saltLength,
} from '../../domain/ledger/chain.ts';
import { firstHlc, nextHlc } from '../../domain/ledger/hlc.ts';
import { headText } from '../../domain/ledger/signed-head.ts';
import type { HubContext } from '../base/context.ts';
import { clockAt, headOf, moveHead } from '../ledger/chains.ts';
import { keepPersonal, personalFacts } from '../ledger/personal.ts';
import { insertLinks, numberLinks } from '../ledger/push-rows.ts';
import { type Fact, readEvents } from '../ledger/read-fact.ts';
import { moveStream, type StreamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { placeLinks } from './receipts.ts';

/** A fact that a hub writes into its own chain. */
export interface OwnFact {
  type:
    | 'registration-changed'
    | 'badge-voided'
    | 'booking-changed'
    | 'secret-renewed'
    | 'event-changed'
    | 'facts-judged'
    | 'help-answered';
  delegateId: string | null;
  /** Null if it belongs to no checkpoint. */
  checkpoint?: string | null;
  /** The id of the fact that it refers to. */
  targetId?: string;
  badgeSerial?: string;
  /** Earlier facts on the same subject. */
  before: readonly Caused[];
  payload: JsonValue;
  personal: JsonValue | null;
}

/**
 * Writes an administrator's change as a fact of the hub's own chain, so that it outlives this hub.
 *
 * @param stream the stream of facts, locked in this transaction
 * @returns the last number of the stream of facts
 */
export async function writeOwnFact(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  said: OwnFact,
): Promise<number> {
  const { crypto, identity } = context;
  const chain = { station: hubAuthor(stream.epoch), incarnation: 1 };
  const head = await headOf(tx, chain);
  const wall = context.clock();
  const salt = context.random.bytes(saltLength);
  const payload = said.personal === null ? null : canonicalJson(said.personal);
  const kseq = head.lastKseq + 1;
  const fact: Omit<Fact, 'id'> = {
    eventId: identity.event.id,
    ...chain,
    kseq,
    type: said.type,
    delegateId: said.delegateId,
    checkpoint: said.checkpoint ?? null,
    targetId: said.targetId ?? null,
    operatorId: null,
    localDay: localDayOf(wall, eventFileSchema.parse(identity.event.file)),
    badgeSerial: said.badgeSerial ?? null,
    after: afterText(lastWords(said.before).map(({ id }) => id)),
    hlc: nextHlc((await clockAt(tx, head)) ?? firstHlc, wall),
    wall,
    version: 1,
    payload: canonicalJson(said.payload),
    commitment: payload === null ? null : commitment(salt, payload, crypto),
  };
  const body = bodyOf({ ...fact, id: factId(bodyOf({ ...fact, id: '' }), crypto) });
  const hash = hashBody(head.hash, body, crypto);
  const personal = payload === null ? null : { salt: toBase64(salt), payload };
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
