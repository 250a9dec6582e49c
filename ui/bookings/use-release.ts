import { useTranslation } from 'react-i18next';
import type { HeldPlace } from '../../domain/bookings/booking.ts';
import type { Failure } from '../failure-note.tsx';
import { type Action, useAction } from '../page-client.ts';
import { useNotify } from '../toast.tsx';
import { useToastAction } from '../use-undo.ts';
import type { BookingCalls } from './booking-calls.ts';

interface ReleaseProps<F extends Failure> {
  calls: BookingCalls<F>;
  /** The name of a session's checkpoint. */
  nameOf: (session: string) => string;
  /** Called after each change, to read the places again. */
  renew: () => void;
}

/** What is said of a person who got a place, or waits for one. */
export function useSaidOf(
  nameOf: (session: string) => string,
): (session: string, state: HeldPlace) => string {
  const { t } = useTranslation();
  return (session, state) =>
    t(state === 'booked' ? 'bookings.booked' : 'bookings.waits', { session: nameOf(session) });
}

/** Gives up a person's place or turn; the message offers to book again. */
export function useRelease<F extends Failure>({
  calls,
  nameOf,
  renew,
}: ReleaseProps<F>): Action<[delegateId: string, session: string], F> {
  const { t } = useTranslation();
  const notify = useNotify();
  const action = useToastAction(calls.failureOf);
  const saidOf = useSaidOf(nameOf);
  const bookAgain = async (delegateId: string, session: string): Promise<string> => {
    const done = await calls.book(delegateId, { session, despiteOther: true });
    renew();
    return done.outcome === 'done' ? saidOf(session, done.state) : t('bookings.atOneTime');
  };
  return useAction(async (delegateId: string, session: string) => {
    await calls.release(delegateId, session);
    notify(
      t('bookings.released', { session: nameOf(session) }),
      action(t('bookings.again'), () => bookAgain(delegateId, session)),
    );
    renew();
  }, calls.failureOf);
}
