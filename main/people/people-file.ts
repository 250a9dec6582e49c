import { setImmediate as nextTurn } from 'node:timers/promises';
import { findPersonNow } from '../../db/people.ts';
import { peopleCsv } from '../../domain/people/people-file.ts';
import { type PeopleFileRequest, personRowOf } from '../../domain/people/people-list.ts';
import { type Context, today } from '../base/context.ts';
import { bookingsNow } from '../bookings/bookings-now.ts';
import type { PeopleIndex } from './people-index.ts';
import { inListOrder, stateOn } from './people-list.ts';

/** People read and written before scans get their turn: a few milliseconds. */
const stretchPeople = 200;

/** Chosen people as CSV in the order and with the columns of the list; and their number. */
export async function peopleFile(
  context: Context,
  index: PeopleIndex,
  { ids, columns, sort, day }: PeopleFileRequest,
): Promise<{ text: string; people: number }> {
  const { db, event, language } = context;
  const chosen = new Set(ids);
  const named = (await index.inOrder(context)).filter(({ id }) => chosen.has(id));
  const found = inListOrder(context, named, sort, stateOn(context, day));
  let bookings = bookingsNow(context);
  const csv = peopleCsv({
    ...{ event: event.file, language, today: today(context), columns },
    bookingOf: (id, session) => bookings.of(session).stateOf(id),
  });
  const parts = [csv.head];
  let people = 0;
  for (let at = 0; at < found.length; at += stretchPeople) {
    const rows = found
      .slice(at, at + stretchPeople)
      .map(({ id }) => findPersonNow(db, event.file.id, id, day))
      .filter((now) => now !== null)
      .map(({ delegate, ...now }) => personRowOf(delegate, now));
    bookings = bookingsNow(context);
    parts.push(csv.lines(rows));
    people += rows.length;
    await nextTurn();
  }
  return { text: parts.join(''), people };
}
