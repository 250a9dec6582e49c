import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldPlace } from '../../domain/bookings/booking.ts';
import type { PersonBooking } from '../../preload/contract/bookings.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { useToastAction } from '../../ui/use-undo.ts';
import { ask, failureOf } from '../base/ask.ts';
import { useEventWords } from '../base/event-words.ts';
import { useAction, useAnswer } from '../base/page-client.ts';

/** A person's places in the sessions that ask for a booking; nothing where no session does. */
export function PersonBookings({ delegateId }: { delegateId: string }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const action = useToastAction(failureOf);
  const words = useEventWords();
  const saidOf = (session: string, state: HeldPlace): string =>
    t(state === 'booked' ? 'bookings.booked' : 'bookings.waits', {
      session: words.checkpoint(session),
    });
  const answer = useAnswer('getBookings', [{ delegateId }], {
    renewOn: ['countsChanged', 'stationChanged'],
  });
  const [atOneTime, setAtOneTime] = useState<{ session: string; other: string } | null>(null);
  const book = useAction(async (session: string, despiteOther: boolean) => {
    const done = await ask('bookSession', { delegateId, session, despiteOther });
    if (done.outcome === 'other-at-this-time') {
      setAtOneTime({ session, other: done.session });
      return;
    }
    setAtOneTime(null);
    notify(saidOf(session, done.state));
    answer.renew();
  });
  const bookAgain = async (session: string): Promise<string> => {
    const done = await ask('bookSession', { delegateId, session, despiteOther: true });
    answer.renew();
    return done.outcome === 'done' ? saidOf(session, done.state) : t('bookings.atOneTime');
  };
  const release = useAction(async (session: string) => {
    await ask('releaseSession', { delegateId, session });
    notify(
      t('bookings.released', { session: words.checkpoint(session) }),
      action(t('bookings.again'), () => bookAgain(session)),
    );
    answer.renew();
  });
  const isBusy = book.busy || release.busy;
  if (answer.value === null || answer.value.length === 0) {
    return <FailureNote failure={answer.failure} />;
  }
  return (
    <div className="grid gap-2">
      <h3 className="small font-semibold tracking-normal">{t('bookings.title')}</h3>
      <ul className="grid gap-1 text-sm">
        {answer.value.map((one) => (
          <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1" key={one.session}>
            <span className="grid flex-1 justify-items-start min-w-40">
              <bdi>{words.checkpoint(one.session)}</bdi>
              <StateWords booking={one} />
            </span>
            {one.state === 'released' ? (
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
                onPress={() => void release.run(one.session)}
              >
                {t('bookings.release')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FailureNote failure={book.failure ?? release.failure ?? answer.failure} />
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
              session: words.checkpoint(atOneTime.session),
              other: words.checkpoint(atOneTime.other),
            })}
          </p>
        </ConfirmDialog>
      )}
    </div>
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
