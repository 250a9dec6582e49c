import type { OrderedFact } from './attendance.ts';

/**
 * What figures and lists read of a fact. The rest proves its chain, and is read with that; of a
 * million facts it would be a gigabyte.
 */
export type CountedFact = Omit<OrderedFact, 'hlc' | 'version' | 'commitment' | 'hash'>;

/** Letters of a payload from which on it is hardly ever that of another fact. */
const ownPayload = 100;
/** Texts known at a time: more are not worth their own memory. */
const mostTexts = 200_000;

/**
 * Makes what is kept of an event's facts. Ids, days and payloads that several of them have are
 * kept once.
 */
export function createFactKeeper(): (fact: CountedFact) => CountedFact {
  const known = new Map<string, string>();
  const shared = <Text extends string>(text: Text): Text => {
    const found = known.get(text);
    // The same text, so of the same type.
    if (found !== undefined) return found as Text;
    if (known.size >= mostTexts) known.clear();
    known.set(text, text);
    return text;
  };
  const sharedOrNull = (text: string | null): string | null =>
    text === null ? null : shared(text);
  // A literal: the objects of the driver and of a parser take several times the memory.
  return (fact) => ({
    id: fact.id,
    eventId: shared(fact.eventId),
    station: shared(fact.station),
    incarnation: fact.incarnation,
    kseq: fact.kseq,
    type: shared(fact.type),
    delegateId: sharedOrNull(fact.delegateId),
    checkpoint: sharedOrNull(fact.checkpoint),
    targetId: fact.targetId,
    operatorId: sharedOrNull(fact.operatorId),
    localDay: shared(fact.localDay),
    badgeSerial: sharedOrNull(fact.badgeSerial),
    after: fact.after,
    effective: fact.effective,
    wall: fact.wall,
    payload: fact.payload.length < ownPayload ? shared(fact.payload) : fact.payload,
  });
}
