import { findDelegateById } from '../../db/roster/roster.ts';
import { bookableSessions } from '../../domain/bookings/booking-rules.ts';
import { overbookedSessions } from '../../domain/bookings/overbooked.ts';
import type { OverbookedView } from '../../preload/contract/bookings.ts';
import type { Context } from '../base/context.ts';
import { bookingsRead } from './bookings-now.ts';

/**
 * The sessions in which more places were given than there are, by everything that this station
 * knows, with the people for whom there is none. Whom the list no longer has is left out.
 */
export async function listOverbooked(context: Context): Promise<OverbookedView[]> {
  const { db, event, clock } = context;
  const sessions = bookableSessions(event.file).map(({ id }) => id);
  const bookings = await bookingsRead(context, sessions);
  return overbookedSessions(event.file, (id) => bookings.of(id), clock()).map(
    ({ over, ...session }) => ({
      ...session,
      people: over.flatMap((id) => {
        const person = findDelegateById(db, event.file.id, id);
        if (person === null) return [];
        const { printedName, delegation, administration } = person;
        return [{ id, printedName, delegation, administration }];
      }),
    }),
  );
}
