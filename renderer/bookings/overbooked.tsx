import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverbookedView } from '../../preload/contract/bookings.ts';
import { useRelease } from '../../ui/bookings/use-release.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useEventWords } from '../base/event-words.ts';
import { bookingCalls } from './desk-bookings.tsx';

interface OverbookedListProps {
  sessions: readonly OverbookedView[];
  /** Called after a place is given up, to read the sessions again. */
  renew: () => void;
}

/** Sessions with more places given than there are, each with the people for whom there is none. */
export function OverbookedList({ sessions, renew }: OverbookedListProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p className="max-w-192 small">{t('overbooked.hint')}</p>
      <ul className="grid gap-3">
        {sessions.map((session) => (
          <li key={session.session} className="grid gap-2 px-5 py-4 panel">
            <OverbookedCard session={session} renew={renew} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OverbookedCard({
  session: { session, capacity, booked, people },
  renew,
}: {
  session: OverbookedView;
  renew: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = useEventWords();
  const release = useRelease({ calls: bookingCalls, nameOf: words.checkpoint, renew });
  const counts = { count: capacity, formatted: number(capacity), booked: number(booked) };
  return (
    <>
      <h3 className="flex flex-wrap items-baseline gap-x-3 wrap-anywhere">
        <bdi>{words.checkpoint(session)}</bdi>
        <span className="small font-normal figures">{t('overbooked.counts', counts)}</span>
      </h3>
      <ul className="grid gap-1 text-sm">
        {people.map(({ id, printedName, delegation, administration }) => {
          const place = delegation === '' ? administration : words.delegation(delegation);
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
              <span className="grid flex-1 min-w-40 wrap-anywhere">
                <bdi>{printedName}</bdi>
                {place !== '' && <bdi className="small">{place}</bdi>}
              </span>
              <Button
                size="small"
                isDisabled={release.busy}
                onPress={() => void release.run(id, session)}
              >
                {t('bookings.release')}
              </Button>
            </li>
          );
        })}
      </ul>
      <FailureNote failure={release.failure} />
    </>
  );
}
