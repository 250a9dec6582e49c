import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonBooking } from '../../domain/check-in/person-bookings.ts';
import { Button } from '../button.tsx';
import { Chip } from '../chip.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { type Failure, FailureNote } from '../failure-note.tsx';
import { useFormats } from '../formats.ts';
import { useAction } from '../page-client.ts';
import { useNotify } from '../toast.tsx';
import type { BookingCalls } from './booking-calls.ts';
import { useRelease, useSaidOf } from './use-release.ts';

interface PersonBookingsProps<F extends Failure> {
  delegateId: string;
  bookings: readonly PersonBooking[];
  calls: BookingCalls<F>;
  /** If true, the places are only shown. */
  isReadOnly?: boolean;
  /** The name of a session's checkpoint. */
  nameOf: (session: string) => string;
  /** Called after each change, to read the places again. */
  renew: () => void;
}

/** A person's places in sessions, to book and to give up. The caller gives the heading. */
export function PersonBookings<F extends Failure>(props: PersonBookingsProps<F>): ReactNode {
  const { delegateId, bookings, calls, isReadOnly = false, nameOf, renew } = props;
  const { t } = useTranslation();
  const notify = useNotify();
  const saidOf = useSaidOf(nameOf);
  const [atOneTime, setAtOneTime] = useState<{ session: string; other: string } | null>(null);
  const book = useAction(async (session: string, despiteOther: boolean) => {
    const done = await calls.book(delegateId, { session, despiteOther });
    if (done.outcome === 'other-at-this-time') {
      setAtOneTime({ session, other: done.session });
      return;
    }
    setAtOneTime(null);
    notify(saidOf(session, done.state));
    renew();
  }, calls.failureOf);
  const release = useRelease({ calls, nameOf, renew });
  const isBusy = book.busy || release.busy;
  return (
    <>
      <ul className="grid gap-1 text-sm">
        {bookings.map((one) => (
          <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1" key={one.session}>
            <span className="grid flex-1 justify-items-start min-w-40">
              <bdi>{nameOf(one.session)}</bdi>
              <StateWords booking={one} />
            </span>
            {isReadOnly ? null : one.state === 'released' ? (
              one.refusal === null && (
                <Button
                  size="small"
                  isDisabled={isBusy}
                  onPress={() => void book.run(one.session, false)}
                >
                  {t(one.left === 0 ? 'bookings.wait' : 'bookings.book')}
                </Button>
              )
            ) : (
              <Button
                size="small"
                isDisabled={isBusy}
                onPress={() => void release.run(delegateId, one.session)}
              >
                {t('bookings.release')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FailureNote failure={book.failure ?? release.failure} />
      {atOneTime !== null && (
        <ConfirmDialog
          title={t('bookings.atOneTime')}
          onClose={() => setAtOneTime(null)}
          onConfirm={() => void book.run(atOneTime.session, true)}
          failure={book.failure}
          confirm={{ label: t('bookings.bookAnyway'), isDisabled: isBusy }}
        >
          <p>
            {t('bookings.atOneTimeHint', {
              session: nameOf(atOneTime.session),
              other: nameOf(atOneTime.other),
            })}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function StateWords({ booking }: { booking: PersonBooking }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { state, turn, isOver, left, refusal } = booking;
  if (isOver) return <Chip tone="look">{t('bookings.over')}</Chip>;
  if (state === 'booked') return <Chip tone="go">{t('bookings.has')}</Chip>;
  if (turn !== null) return <Chip tone="look">{t('bookings.turn', { turn: number(turn) })}</Chip>;
  if (refusal !== null) return <span className="small">{t(`bookings.refusal.${refusal}`)}</span>;
  if (left === null) return null;
  const words =
    left === 0 ? t('bookings.full') : t('bookings.left', { count: left, formatted: number(left) });
  return <span className="small">{words}</span>;
}
