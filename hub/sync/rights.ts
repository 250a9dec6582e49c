import { jsonOf } from '../../domain/base/json.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { asksForTarget, mayCount } from '../../domain/ledger/fact-rights.ts';
import { isSpellingOf } from '../../domain/roster/compare-names.ts';
import { correctionPayloadSchema } from '../../domain/roster/roster-changes.ts';
import type { WireEvent } from '../../domain/sync/events.ts';
import type { HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { isCommitted, keepPersonal, type PersonalFact } from '../ledger/personal.ts';
import { putIntoQuarantine } from '../ledger/quarantine.ts';
import type { Fact, ReadEvent } from '../ledger/read-fact.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

const modeQuery = query<{ id: string }, { mode: StationMode }>(({ db, at }) =>
  db.selectFrom('station').where('id', '=', at('id')).select('mode'),
);

/** The mode by which a chain's author is judged; null for hubs and stations never known here. */
export async function modeOfAuthor(tx: HubDatabase, author: string): Promise<StationMode | null> {
  return (await modeQuery(tx, { id: author }))[0]?.mode ?? null;
}

/**
 * The earliest time at which a station can have written (UTC milliseconds): for kiosks and doors,
 * when they joined the event. Null for desks, which also work without a hub, for hubs, and for
 * stations that this hub never knew.
 */
export function joinedOf({
  mode,
  joined,
}: Pick<EnrolledStation, 'mode' | 'joined'>): number | null {
  return mode === 'desk' ? null : joined;
}

const joinedQuery = query<{ id: string }, { mode: StationMode; joined: number }>(({ db, at }) =>
  db.selectFrom('station').where('id', '=', at('id')).select(['mode', 'joined_at as joined']),
);

/** {@link joinedOf} the author of a chain. */
export async function joinedOfAuthor(
  tx: HubDatabase,
  author: string,
  pusher: EnrolledStation,
): Promise<number | null> {
  if (author === pusher.id) return joinedOf(pusher);
  const [station] = await joinedQuery(tx, { id: author });
  return station === undefined ? null : joinedOf(station);
}

/** Each half uses its own index; a fact that counts is in the stream once. */
const writerQuery = query<{ id: string }, { station: string }>(({ db, at }) =>
  db
    .selectFrom('attendance_event')
    .where('id', '=', at('id'))
    .where('seq', 'is not', null)
    .select('station')
    .unionAll(
      db.selectFrom('attendance_event').where('silent_id', '=', at('id')).select('station'),
    ),
);

/**
 * Quarantines facts that a station of this mode may not record: they keep their place, uncounted.
 */
export async function withinRights(
  tx: HubDatabase,
  events: readonly ReadEvent[],
  mode: StationMode | null,
): Promise<ReadEvent[]> {
  const judged: ReadEvent[] = [];
  for (const [index, one] of events.entries()) {
    const { event, reading } = one;
    const isGood =
      !('fact' in reading) ||
      mayCount(reading.fact, mode, await writerOfTarget(tx, reading.fact, mode, events, index));
    judged.push(isGood ? one : { event, reading: { reason: 'not-allowed' } });
  }
  return judged;
}

/**
 * The author of the fact that a fact names, in the same push or before; null if not needed. Whether
 * the named fact counts makes no difference, as an order may change it at any time.
 */
async function writerOfTarget(
  tx: HubDatabase,
  fact: Fact,
  mode: StationMode | null,
  events: readonly ReadEvent[],
  index: number,
): Promise<string | null> {
  const { targetId: id } = fact;
  if (id === null || !asksForTarget(fact, mode)) return null;
  if (isAmong(id, events.slice(0, index))) return fact.station;
  return (await writerQuery(tx, { id }))[0]?.station ?? null;
}

function isAmong(id: string, events: readonly ReadEvent[]): boolean {
  return events.some(({ reading }) => 'fact' in reading && reading.fact.id === id);
}

/** Whether a push can be judged without the store: a station's own facts and those they name. */
export function needsNoLook(
  author: string,
  pusher: EnrolledStation,
  events: readonly ReadEvent[],
): boolean {
  if (author !== pusher.id) return false;
  return events.every(({ reading }, index) => {
    if (!('fact' in reading)) return true;
    const { fact } = reading;
    const isNamed =
      fact.targetId !== null &&
      asksForTarget(fact, pusher.mode) &&
      isAmong(fact.targetId, events.slice(0, index));
    return mayCount(fact, pusher.mode, isNamed ? fact.station : null);
  });
}

const nameQuery = query<{ id: string }, { data: string }>(({ db, at }) =>
  db.selectFrom('delegate').where('id', '=', at('id')).select('data'),
);

const noEvents: ReadonlySet<WireEvent> = new Set();

/**
 * Keeps the payloads that their facts committed to and that a station of this mode may bring. Other
 * payloads go into quarantine, and their facts count.
 *
 * @returns the facts whose payload is new here
 */
export async function keepAllowed(
  context: HubContext,
  tx: HubDatabase,
  {
    pushedBy,
    mode,
    released = noEvents,
    isOrdered = false,
  }: {
    pushedBy: string;
    mode: StationMode | null;
    /** Events that two people released. */
    released?: ReadonlySet<WireEvent>;
    /** Ordered by two people: what goes into quarantine because of it counts towards no limit. */
    isOrdered?: boolean;
  },
  facts: readonly PersonalFact[],
): Promise<PersonalFact[]> {
  const allowed: PersonalFact[] = [];
  for (const one of facts) {
    // A payload that its fact did not commit to proves nothing about the author.
    const isSaid = isCommitted(one.fact.commitment, one.personal, context.crypto);
    const isFree = mode !== 'kiosk' || released.has(one.event) || !isSaid;
    if (isFree || (await isOwnSpelling(tx, one))) {
      allowed.push(one);
      continue;
    }
    const { station, incarnation } = one.fact;
    const item = { station, incarnation, event: one.event, reason: 'not-allowed' } as const;
    await putIntoQuarantine(context, tx, pushedBy, [item], { isOrdered });
  }
  return await keepPersonal(context, tx, pushedBy, allowed);
}

/** At a kiosk, delegates may only correct the spelling of their own name; the hub checks it too. */
async function isOwnSpelling(tx: HubDatabase, { fact, personal }: PersonalFact): Promise<boolean> {
  if (fact.type !== 'spelling-corrected') return true;
  const said = correctionPayloadSchema.safeParse(jsonOf(personal.payload)).data?.correction;
  const [row] = await nameQuery(tx, { id: fact.delegateId ?? '' });
  if (said === undefined || row === undefined) return false;
  const { printedName, givenName, familyName, ...others } = said;
  if (Object.keys(others).length > 0) return false;
  const known = delegateOfText(row.data);
  return (['printedName', 'givenName', 'familyName'] as const).every((field) => {
    const typed = { printedName, givenName, familyName }[field];
    return typed === undefined || isSpellingOf(typed, known[field]);
  });
}
