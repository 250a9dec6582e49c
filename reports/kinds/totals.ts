import { textIn } from '../../domain/base/language.ts';
import { bookableSessions } from '../../domain/bookings/booking-rules.ts';
import { isExpected } from '../../domain/delegations.ts';
import { formatDays } from '../../domain/event/event-dates.ts';
import { type CountedPerson, fieldsWithTotals, totalsOf } from '../../domain/event/extra-totals.ts';
import { formatExtra } from '../../domain/event/extra-values.ts';
import { isOnDay } from '../../domain/event/session-end.ts';
import type { Digest } from '../digest.ts';
import { type Cell, figure, heading, type ReportBody, text } from '../report.ts';
import { bookingsOf } from './bookings.ts';

const words = {
  en: {
    title: 'Totals of extra fields',
    columns: { field: 'Field', place: 'Day or session', answer: 'Answer' },
    expected: 'Expected',
    present: 'Present',
    none: 'No answer',
    note: 'Expected are those who came and those still to come; in a session with bookings, those who have a place or came.',
    empty: 'The event has no extra field of choices, or of yes and no.',
  },
  fr: {
    title: 'Totaux des champs supplémentaires',
    columns: { field: 'Champ', place: 'Jour ou séance', answer: 'Réponse' },
    expected: 'Attendus',
    present: 'Présents',
    none: 'Sans réponse',
    note: 'Sont attendus ceux qui sont venus et ceux qui doivent encore venir\u202F; à une séance avec réservations, ceux qui ont une place ou sont venus.',
    empty: 'L’événement n’a pas de champ supplémentaire à choix, ni de oui ou non.',
  },
};

/** A day or a session, and the people who count there. */
interface Place {
  name: string;
  people: readonly CountedPerson[];
  /** False at a session without bookings: who has not come is not expected there. */
  hasExpected: boolean;
}

/** How many gave each answer to an extra field, for each day and session: who is to be served. */
export function totals(digest: Digest): ReportBody {
  const { input, language } = digest;
  const said = words[language];
  const places = [...daysOf(digest), ...sessionsOf(digest)];
  const { columns } = said;
  return {
    title: said.title,
    columns: [
      heading(columns.field, 24),
      text(columns.place, 30),
      text(columns.answer, 30),
      figure(said.expected, 11),
      figure(said.present, 11),
    ],
    sections: fieldsWithTotals(input.event).map((field) => {
      const title = textIn(field.label, language, input.event);
      const answerOf = (value: string | null): string =>
        value === null ? said.none : formatExtra(field, value, language, input.event);
      return {
        title,
        rows: places.flatMap(({ name, people, hasExpected }) =>
          totalsOf(field, people).map(({ value, expected, present }): Cell[] => [
            title,
            name,
            answerOf(value),
            hasExpected ? expected : null,
            present,
          ]),
        ),
      };
    }),
    notes: [said.note],
    empty: said.empty,
  };
}

function daysOf(digest: Digest): Place[] {
  const { event, day } = digest.input;
  return (day === null ? event.days : [day]).map((one) => {
    const came = idsOf(digest, (admission) => admission.localDay === one);
    const expected = digest.roster.filter((person) => isExpected(person, one));
    return {
      name: formatDays([one], digest.language),
      people: peopleOf(
        digest,
        expected.map(({ id }) => id),
        came,
      ),
      hasExpected: true,
    };
  });
}

/** The sessions of the day with somebody in them, or with bookings. */
function sessionsOf(digest: Digest): Place[] {
  const { event, day } = digest.input;
  const bookable = new Set(bookableSessions(event).map(({ id }) => id));
  const held = bookingsOf(digest);
  return event.checkpoints
    .filter(({ kind }) => kind === 'session')
    .flatMap((session) => {
      const came = idsOf(digest, ({ checkpoint }) => checkpoint === session.id);
      const hasExpected = bookable.has(session.id);
      const booked =
        hasExpected && isOnDay(session, day)
          ? (held.get(session.id)?.places(null).booked ?? [])
          : [];
      if (came.size === 0 && booked.length === 0) return [];
      const people = peopleOf(digest, booked, came);
      return [{ name: digest.checkpointName(session.id), people, hasExpected }];
    });
}

function idsOf(
  { standing }: Digest,
  isMeant: (admission: Digest['standing'][number]) => boolean,
): ReadonlySet<string> {
  return new Set(standing.filter(isMeant).map(({ delegateId }) => delegateId));
}

/** People expected or present; whoever is not in the roster has no answers. */
function peopleOf(
  digest: Digest,
  expected: readonly string[],
  came: ReadonlySet<string>,
): CountedPerson[] {
  return [...new Set([...expected, ...came])].map((id) => ({
    extra: digest.delegate(id)?.extra ?? {},
    isPresent: came.has(id),
  }));
}
