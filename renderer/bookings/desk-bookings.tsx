import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingCalls } from '../../ui/bookings/booking-calls.ts';
import { PersonBookings } from '../../ui/bookings/person-bookings.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ask, type CallFailure, failureOf } from '../base/ask.ts';
import { useEventWords } from '../base/event-words.ts';
import { useAnswer } from '../base/page-client.ts';

export const bookingCalls: BookingCalls<CallFailure> = {
  book: (delegateId, asked) => ask('bookSession', { delegateId, ...asked }),
  release: (delegateId, session) => ask('releaseSession', { delegateId, session }),
  failureOf,
};

/** The places of the person at the desk; nothing where no session asks for a booking. */
export function DeskBookings({ delegateId }: { delegateId: string }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { value, failure, renew } = useAnswer('getBookings', [{ delegateId }], {
    renewOn: ['countsChanged', 'stationChanged'],
  });
  if (value === null || value.length === 0) return <FailureNote failure={failure} />;
  return (
    <div className="grid gap-2">
      <h3 className="small font-semibold tracking-normal">{t('bookings.title')}</h3>
      <PersonBookings
        delegateId={delegateId}
        bookings={value}
        calls={bookingCalls}
        nameOf={words.checkpoint}
        renew={renew}
      />
      <FailureNote failure={failure} />
    </div>
  );
}
