import { fromBase64 } from '../../domain/base/bytes.ts';
import type { Crypto } from '../../domain/base/crypto.ts';
import { isStorable } from '../../domain/base/protocol.ts';
import { commitment, saltLength } from '../../domain/ledger/chain.ts';
import type { Personal, WireEvent } from '../../domain/sync/events.ts';
import type { HubContext } from '../base/context.ts';
import { isPurged } from '../base/purged.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import { type ForQuarantine, putIntoQuarantine } from './quarantine.ts';
import type { Fact, ReadEvent } from './read-fact.ts';

/** A fact with the personal payload that came with it. */
export interface PersonalFact {
  fact: Fact;
  event: WireEvent;
  personal: Personal;
}

/** The events that came with a payload. */
export function personalFacts(events: readonly ReadEvent[]): PersonalFact[] {
  return events.flatMap(({ event, reading }) =>
    'fact' in reading && event.personal !== null
      ? [{ fact: reading.fact, event, personal: event.personal }]
      : [],
  );
}

const insertPersonal = query<Personal & { id: string }, { event_id: string }>(({ db, at }) =>
  db
    .insertInto('personal')
    .values({ event_id: at('id'), salt: at('salt'), payload: at('payload') })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id'),
);

/**
 * Keeps the payloads that fit their commitments. The others go into quarantine, while their facts
 * count. After a purge none is kept: deleted data must not come back with a station that was away.
 *
 * @returns the facts whose payload is new here
 */
export async function keepPersonal(
  context: HubContext,
  tx: HubDatabase,
  pushedBy: string,
  facts: readonly PersonalFact[],
): Promise<PersonalFact[]> {
  if (facts.length === 0 || (await isPurged(tx))) return [];
  const added: PersonalFact[] = [];
  const wrong: ForQuarantine[] = [];
  for (const one of facts) {
    const { fact, event, personal } = one;
    if (!isCommitted(fact.commitment, personal, context.crypto)) {
      const { station, incarnation } = fact;
      wrong.push({ station, incarnation, event, reason: 'wrong-commitment' });
      continue;
    }
    const { salt, payload } = personal;
    const written = await insertPersonal(tx, { id: fact.id, salt, payload });
    if (written.length > 0) added.push(one);
  }
  await putIntoQuarantine(context, tx, pushedBy, wrong);
  return added;
}

/** Whether a payload with this salt matches a fact's commitment. */
export function isCommitted(
  said: string | null,
  { salt, payload }: Personal,
  crypto: Pick<Crypto, 'sha256'>,
): boolean {
  if (said === null || !isStorable(payload)) return false;
  const bytes = fromBase64(salt);
  return bytes.length === saltLength && commitment(bytes, payload, crypto) === said;
}
