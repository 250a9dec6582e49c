import { bookingCalls } from '../../preload/contract/bookings.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { bookSession, personBookings, releaseSession } from './change-booking.ts';
import { listOverbooked } from './overbooked.ts';

/** The calls of a person's places in sessions. */
export function bookingAnswers(desk: CallParts) {
  const { context } = desk;
  return answers(bookingCalls, {
    listOverbooked: () => listOverbooked(context),
    getBookings: ({ delegateId }) => personBookings(context, delegateId),
    bookSession: (input, caller) => {
      const answer = bookSession(context, caller, input);
      if (answer.outcome === 'done') desk.factWritten();
      return answer;
    },
    releaseSession: (input, caller) => {
      releaseSession(context, caller, input);
      desk.factWritten();
      return {};
    },
  });
}
