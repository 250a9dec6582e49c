import type { OrderedFact } from './attendance.ts';

/**
 * The fields of a fact that figures and lists need. The other fields prove its chain and are read
 * with it. Keeping them for a million facts would take a gigabyte.
 */
export type CountedFact = Omit<OrderedFact, 'hlc' | 'version' | 'commitment' | 'hash'>;

/** Min length of a payload that hardly ever occurs twice. */
const ownPayload = 100;
/** Max texts remembered at a time; remembering more costs more memory than it saves. */
const maxTexts = 200_000;

/**
 * Creates a function that prepares facts to be kept in memory. Ids, days and payloads that occur in
 * several facts are stored once.
 */
export function createFactKeeper(): (fact: CountedFact) => CountedFact {
  const known = new Map<string, string>();
  const shared = <Text extends string>(text: Text): Text => {
    const found = known.get(text);
    // An equal text has the same type.
    if (found !== undefined) return found as Text;
    if (known.size >= maxTexts) known.clear();
    known.set(text, text);
    return text;
  };
  const sharedOrNull = (text: string | null): string | null =>
    text === null ? null : shared(text);
  // A plain literal: objects of the driver and of a parser take several times the memory.
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
