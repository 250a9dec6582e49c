import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  foldRegistration,
  type Registration,
  type RegistrationWord,
  registrationWord,
  withRegistration,
} from '../../domain/tickets/registration-words.ts';
import { readFact } from '../ledger/read-fact.ts';
import { insertInto, query, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import { basisIn, type RosterDraft } from './roster-draft.ts';

interface WordRow {
  station: string;
  incarnation: number;
  kseq: number;
  body: string | null;
  payload: string | null;
  effective: string | null;
}

const ofDelegates = query<{ ids: TextList }, WordRow>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    .where(isAmong('fact.delegate_id', at('ids')))
    // These conditions match the index.
    .where('fact.type', 'in', [
      'spelling-corrected',
      'person-changed',
      'delegate-replaced',
      'registration-changed',
    ])
    .where('fact.seq', 'is not', null)
    .select([
      'fact.station',
      'fact.incarnation',
      'fact.kseq',
      'fact.body',
      'fact.effective',
      'personal.payload',
    ]),
);

/** What desks and administrators recorded about these delegates' registrations, by delegate id. */
export async function wordsOf(
  db: HubDatabase,
  ids: readonly string[],
): Promise<Map<string, RegistrationWord[]>> {
  const found = new Map<string, RegistrationWord[]>();
  if (ids.length === 0) return found;
  for (const row of await ofDelegates(db, { ids: textList(ids) })) {
    const { body, payload, effective, ...place } = row;
    const reading = readFact(body ?? '', place);
    if (!('fact' in reading) || reading.fact.delegateId === null) continue;
    const { hlc } = reading.fact;
    const word = registrationWord({ ...reading.fact, effective: effective ?? hlc }, payload);
    if (word === null) continue;
    const { delegateId } = reading.fact;
    found.set(delegateId, [...(found.get(delegateId) ?? []), word]);
  }
  return found;
}

/** The same, combined into the values that apply. Delegates without records are left out. */
export async function registrationsOf(
  db: HubDatabase,
  ids: readonly string[],
): Promise<Map<string, Registration>> {
  const words = await wordsOf(db, ids);
  return new Map(Array.from(words, ([id, said]) => [id, foldRegistration(said)]));
}

const seededQuery = query<{ ids: TextList }, { id: string }>(({ db, at, isAmong }) =>
  db
    .selectFrom('seeded_change')
    .where(isAmong('id', at('ids')))
    .select('id'),
);

/** The facts whose changes a desk's roster already contained when it was given to this hub. */
export async function seededAmong(
  db: HubDatabase,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  return new Set((await seededQuery(db, { ids: textList(ids) })).map(({ id }) => id));
}

const insertSeeded = insertInto('seeded_change', ['id'], 'ON CONFLICT DO NOTHING');

/** Notes facts whose changes a desk's roster contains. */
export async function noteSeeded(tx: HubDatabase, ids: readonly string[]): Promise<void> {
  await insertSeeded(
    tx,
    ids.map((id) => ({ id })),
  );
}

/**
 * Puts a list's entry for a person into the draft; desks' records take precedence over it.
 *
 * @param isListed false if the person may be known only from a desk's record
 * @returns false if nothing changes
 */
export function putListed(
  draft: RosterDraft,
  delegate: Delegate,
  registrations: ReadonlyMap<string, Registration>,
  isListed = true,
): boolean {
  const registration = registrations.get(delegate.id);
  const byDesks = registration?.byDesks ?? new Set();
  const said =
    registration === undefined ? delegate : withRegistration(delegate, registration, byDesks);
  return draft.put(said, false, isListed ? basisIn(delegate, byDesks) : null);
}
