import { jsonOf } from '../../domain/base/json.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { replacementPayloadSchema } from '../../domain/roster/roster-changes.ts';
import { withCodes } from '../../domain/tickets/issued-codes.ts';
import {
  fieldsOf,
  foldRegistration,
  withRegistration,
} from '../../domain/tickets/registration-words.ts';
import type { HubContext } from '../base/context.ts';
import { isPurged } from '../base/purged.ts';
import { personalFacts } from '../ledger/personal.ts';
import { type Fact, readEvents, readFact } from '../ledger/read-fact.ts';
import { readMaking } from '../roster/code-making.ts';
import { wordsOf } from '../roster/registrations.ts';
import { basisIn, draftRoster, withoutDesks } from '../roster/roster-draft.ts';
import { isRosterFact, readRosterFact } from '../roster/roster-facts.ts';
import type { HubDatabase } from '../store/tables.ts';

/** A link that no longer counts. */
export interface TakenLink {
  station: string;
  incarnation: number;
  kseq: number;
  body: string;
}

/**
 * Undoes the effect of these links on the roster, and streams the delegates they concern again: the
 * station that wrote the links still shows it. Runs in the transaction that stops counting them.
 *
 * @param payloads of the links that had one, as JSON texts
 * @returns the roster stream's last number, or null if nothing changed
 */
export async function takeBackRosterFacts(
  context: HubContext,
  tx: HubDatabase,
  links: readonly TakenLink[],
  payloads: readonly string[],
): Promise<number | null> {
  const facts = links.flatMap((link): Fact[] => {
    const reading = readFact(link.body, link);
    return 'fact' in reading && isRosterFact(reading.fact) ? [reading.fact] : [];
  });
  const ours = facts.filter(({ eventId }) => eventId === context.identity.event.id);
  if (ours.length === 0 || (await isPurged(tx))) return null;
  const brought = payloads.flatMap(
    (text) => replacementPayloadSchema.safeParse(jsonOf(text)).data?.delegate.id ?? [],
  );
  const ids = [...new Set([...ours.flatMap(({ delegateId }) => delegateId ?? []), ...brought])];
  const draft = await draftRoster(tx, { ids, codes: [] });
  const words = await wordsOf(tx, ids);
  const making = await readMaking(tx, context.identity);
  for (const id of ids) {
    const known = draft.byId(id);
    if (known === undefined) continue;
    const registration = foldRegistration(words.get(id) ?? []);
    const { byDesks, values } = registration;
    const base = known.basis === null ? await broughtBy(tx, id) : withoutDesks(known);
    if (base === null) {
      draft.put(known.delegate, true, null);
      continue;
    }
    const fields = known.basis === null ? new Set(fieldsOf(values)) : byDesks;
    const said = withRegistration(base, registration, fields);
    const hashes = { ticketHashes: known.delegate.ticketHashes };
    const after = withCodes({ ...said, ...hashes }, values.ticketRenewal, making);
    const basis = known.basis === null ? null : basisIn(base, byDesks);
    if (!draft.put(after, known.deleted, basis)) draft.touch(after);
  }
  return await draft.write(context.clock());
}

/** The person as added by a desk's fact that still counts; null if there is none. */
async function broughtBy(tx: HubDatabase, id: string): Promise<Delegate | null> {
  const rows = await tx
    .selectFrom('personal')
    .innerJoin('attendance_event as fact', 'fact.id', 'personal.event_id')
    .where('fact.type', 'in', ['walk-in-registered', 'delegate-replaced'])
    .where('fact.seq', 'is not', null)
    .where('personal.payload', 'like', `%"${id}"%`)
    .orderBy('fact.seq')
    .select([
      'fact.station',
      'fact.incarnation',
      'fact.kseq',
      'fact.hash',
      'fact.body',
      'personal.salt',
      'personal.payload',
    ])
    .execute();
  for (const { station, incarnation, kseq, hash, body, salt, payload } of rows) {
    const event = { kseq, hash, body, personal: { salt, payload }, signature: null, receipt: null };
    const [fact] = personalFacts(readEvents({ station, incarnation }, [event]));
    const added = fact === undefined ? null : (readRosterFact(fact)?.added ?? null);
    if (added?.id === id) return added;
  }
  return null;
}
