import { isOfAuthor, isWithinRights } from '../../domain/fact-rights.ts';
import { isHubAuthor } from '../../domain/hub-chain.ts';
import { correctionPayloadSchema } from '../../domain/roster-changes.ts';
import { isSpellingOf } from '../../domain/spelling.ts';
import type { KioskMode } from '../../domain/wire/protocol.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import { delegateOfText } from './delegate-text.ts';
import type { EnrolledKiosk } from './hub.ts';
import type { PersonalFact } from './personal.ts';
import type { ReadEvent } from './push-rows.ts';
import type { Fact } from './read-fact.ts';
import { jsonOf } from './texts.ts';

const modeQuery = query<{ id: string }, { mode: KioskMode }>(({ db, at }) =>
  db.selectFrom('kiosk').where('id', '=', at('id')).select('mode'),
);

/**
 * As what the author of a chain is heard; null where everything may be said: of earlier hubs, and of
 * stations that this hub never knew (their disk is lost, and a door alone holds what they wrote).
 * Who relays for another is believed until heads are signed.
 */
export async function modeOfAuthor(
  tx: HubDatabase,
  author: string,
  pusher: EnrolledKiosk,
): Promise<KioskMode | null> {
  return author === pusher.id ? pusher.mode : await modeOf(tx, author);
}

/** The mode as which a station enrolled; null for hubs, and for stations that this hub never knew. */
export async function modeOf(tx: HubDatabase, author: string): Promise<KioskMode | null> {
  if (isHubAuthor(author)) return null;
  return (await modeQuery(tx, { id: author }))[0]?.mode ?? null;
}

const writerQuery = query<{ id: string; kiosk: string }, { id: string | null }>(({ db, at }) =>
  db
    .selectFrom('attendance_event')
    .where('id', '=', at('id'))
    .where('kiosk', '=', at('kiosk'))
    .select('id'),
);

/** Puts aside what a station of this mode may not say: it keeps its place, and counts nowhere. */
export async function withinRights(
  tx: HubDatabase,
  events: readonly ReadEvent[],
  mode: KioskMode | null,
): Promise<ReadEvent[]> {
  const judged: ReadEvent[] = [];
  for (const one of events) {
    const isGood =
      !('fact' in one.reading) ||
      (isOfAuthor(one.reading.fact) &&
        (mode === null || (await isAllowed(tx, one.reading.fact, mode, judged))));
    judged.push(isGood ? one : { event: one.event, reading: { reason: 'not-allowed' } });
  }
  return judged;
}

async function isAllowed(
  tx: HubDatabase,
  fact: Fact,
  mode: KioskMode,
  before: readonly ReadEvent[],
): Promise<boolean> {
  if (!isWithinRights(fact, mode)) return false;
  if (mode === 'desk' || fact.type !== 'admission-undone') return true;
  // A door takes back what it wrote itself, in this push or before.
  const { targetId: id, kiosk } = fact;
  if (id === null) return false;
  if (before.some(({ reading }) => 'fact' in reading && reading.fact.id === id)) return true;
  return (await writerQuery(tx, { id, kiosk })).length > 0;
}

/** Whether a push says only what needs no look into the store: a station's own facts without an undo. */
export function needsNoLook(
  author: string,
  pusher: EnrolledKiosk,
  events: readonly ReadEvent[],
): boolean {
  if (author !== pusher.id) return false;
  return events.every(
    ({ reading }) =>
      !('fact' in reading) ||
      (isWithinRights(reading.fact, pusher.mode) &&
        (pusher.mode === 'desk' || reading.fact.type !== 'admission-undone')),
  );
}

const nameQuery = query<{ id: string }, { data: string }>(({ db, at }) =>
  db.selectFrom('delegate').where('id', '=', at('id')).select('data'),
);

/** Delegates at a kiosk spell their names better and become nobody else: the hub looks, too. */
export async function isOwnSpelling(
  tx: HubDatabase,
  { fact, personal }: PersonalFact,
): Promise<boolean> {
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
