import { bookedTo, bookedWhy } from '../../domain/bookings/booking.ts';
import { bookableSessions } from '../../domain/bookings/booking-rules.ts';
import {
  bookingsBySession,
  SessionBookings,
  type SessionPlaces,
} from '../../domain/bookings/session-bookings.ts';
import type { Checkpoint } from '../../domain/event/event-file.ts';
import { isOnDay, isSessionOver } from '../../domain/event/session-end.ts';
import type { Digest } from '../digest.ts';
import {
  type Cell,
  heading,
  namePartCells,
  namePartColumns,
  type ReportBody,
  type ReportSection,
  text,
} from '../report.ts';

const words = {
  en: {
    title: 'Bookings by session',
    columns: ['Session', 'Name', 'Delegation', 'Administration', 'Code', 'Booking', 'Came'],
    place: 'Place',
    over: 'Place too many',
    waits: (turn: number) => `Waits, turn ${turn}`,
    none: 'No place',
    absent: 'Did not come',
    figures: {
      places: 'Places',
      booked: 'booked',
      came: 'came',
      unbooked: 'came without a place',
      absent: 'did not come',
      waiting: 'wait',
    },
    colon: ':',
    note: 'Who did not come shows once a session is over. A place too many was given by stations that were apart.',
    nobody: 'Without any booking',
    empty: 'No session has bookings.',
  },
  fr: {
    title: 'Réservations par séance',
    columns: ['Séance', 'Nom', 'Délégation', 'Administration', 'Code', 'Réservation', 'Arrivée'],
    place: 'Place',
    over: 'Place en trop',
    waits: (turn: number) => `En attente, rang ${turn}`,
    none: 'Sans place',
    absent: 'Absence',
    figures: {
      places: 'Places',
      booked: 'réservées',
      came: 'venus',
      unbooked: 'venus sans place',
      absent: 'absents',
      waiting: 'en attente',
    },
    colon: '\u202F:',
    note: 'Les absents sont indiqués une fois la séance terminée. Une place en trop a été donnée par des postes hors liaison.',
    nobody: 'Sans aucune réservation',
    empty: 'Aucune séance n’a de réservation.',
  },
};

/** One person at one session. */
interface Line {
  delegateId: string;
  booking: 'place' | 'over' | 'none' | { turn: number };
  /** First admission, UTC milliseconds; null for who did not come. */
  came: number | null;
}

/** Who has a place in each session, who waits, who came, and, once it is over, who did not. */
export function bookings(digest: Digest): ReportBody {
  const { input, language } = digest;
  const said = words[language];
  const held = bookingsOf(digest);
  const asking = new Set(bookableSessions(input.event).map(({ id }) => id));
  const sessions = input.event.checkpoints.filter(
    (session) => (asking.has(session.id) || held.has(session.id)) && isOnDay(session, input.day),
  );
  const found = sessions.map((session) => sectionOf(digest, session, held.get(session.id)));
  const nobody = sessions.filter((_, place) => found[place]?.rows.length === 0);
  const [session = '', name = '', delegation = '', administration = '', code = '', ...state] =
    said.columns;
  return {
    title: said.title,
    groupColumn: 2,
    columns: [
      heading(session, 28),
      text(name, 32),
      text(delegation, 24),
      text(administration, 26),
      text(code, 14),
      text(state[0] ?? '', 16),
      text(state[1] ?? '', 16),
      ...namePartColumns(language),
    ],
    sections: found.filter(({ rows }) => rows.length > 0),
    notes: [
      said.note,
      ...(nobody.length === 0
        ? []
        : [
            `${said.nobody}${said.colon} ${nobody.map(({ id }) => digest.checkpointName(id)).join(', ')}`,
          ]),
    ],
    empty: said.empty,
  };
}

function sectionOf(
  digest: Digest,
  session: Checkpoint,
  known: SessionBookings = new SessionBookings(),
): ReportSection {
  const { input, language, moments } = digest;
  const said = words[language];
  const places = known.places(session.capacity);
  const lines = linesOf(digest, session, places);
  const isOver = isSessionOver(session, input.event, input.asOf);
  const name = digest.checkpointName(session.id);
  const cameOf = ({ booking, came }: Line): string => {
    if (came !== null) return moments.moment(came);
    return isOver && hasPlace(booking) ? said.absent : '';
  };
  return {
    title: `${name} · ${figuresOf(session, places, lines, isOver, language)}`,
    rows: lines.map((line): Cell[] => {
      const person = digest.delegate(line.delegateId);
      return [
        name,
        digest.nameOf(line.delegateId),
        person === undefined ? '' : digest.delegationName(person.delegation),
        person?.administration ?? '',
        person?.registrationCode ?? '',
        bookingWords(line.booking, said),
        cameOf(line),
        ...namePartCells(person),
      ];
    }),
  };
}

function hasPlace(booking: Line['booking']): boolean {
  return booking === 'place' || booking === 'over';
}

function bookingWords(booking: Line['booking'], said: (typeof words)['en']): string {
  return typeof booking === 'object' ? said.waits(booking.turn) : said[booking];
}

/** People with a place or in the room in the order of the roster, then those who wait, in turn. */
function linesOf(digest: Digest, { id }: Checkpoint, places: SessionPlaces): Line[] {
  const came = new Map<string, number>();
  for (const { checkpoint, delegateId, wall } of digest.attendance.standing) {
    if (checkpoint !== id) continue;
    came.set(delegateId, Math.min(wall, came.get(delegateId) ?? wall));
  }
  const booked = new Set(places.booked);
  const over = new Set(places.over);
  const turns = new Map(places.waiting.map((delegateId, place) => [delegateId, place + 1]));
  const bookingOf = (delegateId: string): Line['booking'] => {
    if (over.has(delegateId)) return 'over';
    if (booked.has(delegateId)) return 'place';
    const turn = turns.get(delegateId);
    return turn === undefined ? 'none' : { turn };
  };
  const rank = new Map(digest.roster.map((person, place) => [person.id, place]));
  const rankOf = (delegateId: string): number => rank.get(delegateId) ?? rank.size;
  const here = [...new Set([...booked, ...came.keys()])].sort((a, b) => rankOf(a) - rankOf(b));
  const waiting = places.waiting.filter((delegateId) => !came.has(delegateId));
  return [...here, ...waiting].map((delegateId) => ({
    delegateId,
    booking: bookingOf(delegateId),
    came: came.get(delegateId) ?? null,
  }));
}

/** "Places: 12 · booked: 11 · came: 9 …"; places only where there is a limit. */
function figuresOf(
  { capacity }: Checkpoint,
  { booked, waiting }: SessionPlaces,
  lines: readonly Line[],
  isOver: boolean,
  language: Digest['language'],
): string {
  const { figures, colon } = words[language];
  const came = lines.filter((line) => line.came !== null);
  const withPlace = came.filter(({ booking }) => hasPlace(booking)).length;
  return [
    ...(capacity === null ? [] : [[figures.places, capacity] as const]),
    [figures.booked, booked.length] as const,
    [figures.came, withPlace] as const,
    [figures.unbooked, came.length - withPlace] as const,
    ...(isOver ? [[figures.absent, booked.length - withPlace] as const] : []),
    [figures.waiting, waiting.length] as const,
  ]
    .map(([label, count]) => `${label}${colon}\u00A0${count}`)
    .join(' · ');
}

/** The places of every session that facts name, whatever the day on which people booked. */
export function bookingsOf({ input }: Pick<Digest, 'input'>): Map<string, SessionBookings> {
  return bookingsBySession(
    input.facts.flatMap((fact) => {
      const { type, checkpoint: session, delegateId } = fact;
      if (type !== 'booking-changed' || session === null || delegateId === null) return [];
      const to = bookedTo(fact);
      return to === null ? [] : [{ ...fact, session, delegateId, to, why: bookedWhy(fact) }];
    }),
  );
}
