import { ArrowLeft, Ban, Check, Pencil, RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatExtra } from '../../domain/event/extra-values.ts';
import type { PeopleChange, PersonView as View } from '../../domain/people/people-list.ts';
import type { PersonChange } from '../../domain/roster/roster-changes.ts';
import type { BookingCalls } from '../bookings/booking-calls.ts';
import { PersonBookings } from '../bookings/person-bookings.tsx';
import { Button } from '../button.tsx';
import { Chip } from '../chip.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { FactList } from '../fact-list.tsx';
import { type Failure, FailureNote } from '../failure-note.tsx';
import { useFormats } from '../formats.ts';
import { NativeName } from '../native-name.tsx';
import type { Action, Answer } from '../page-client.ts';
import { fieldLabel } from '../roster/field-label.ts';
import { useNotify } from '../toast.tsx';
import { useUndo } from '../use-undo.ts';
import type { EventNames, PeopleEvent } from './people-event.ts';
import { PersonForm } from './person-form.tsx';
import { PersonHistoryList } from './person-history.tsx';
import { StateChip } from './state-chip.tsx';
import './person-view.css';

interface PersonViewProps<F extends Failure> {
  answer: Answer<View, F>;
  /** Makes a change; null if this person may only be read. */
  change: Action<[PeopleChange[], done: (undo: PeopleChange[]) => void], F> | null;
  /** Undoes a change, also after the view was closed. */
  undo: (changes: PeopleChange[]) => Promise<unknown>;
  failureOf: (error: unknown) => F;
  event: PeopleEvent;
  names: EventNames;
  /** Used only for a person who may be changed. */
  bookingCalls: BookingCalls<F>;
  /** Shown before the name: the way back. */
  onLeave: () => void;
  /** Further buttons for this person. */
  actions?: (view: View) => ReactNode;
}

/** One person of the list: what is known, with the history; edited, cancelled and restored here. */
export function PersonView<F extends Failure>(props: PersonViewProps<F>): ReactNode {
  const { answer, change, undo, failureOf, event, names, bookingCalls, onLeave, actions } = props;
  const { t } = useTranslation();
  const notify = useNotify();
  const undoing = useUndo(failureOf);
  const bookings = useId();
  const [mode, setMode] = useState<'read' | 'edit' | 'cancel'>('read');
  const { value } = answer;

  const send = async (said: PersonChange, words: string): Promise<boolean> => {
    if (value === null || change === null) return false;
    const isDone = await change.run([{ ids: [value.person.id], change: said }], (back) => {
      if (back.length > 0)
        notify(
          words,
          undoing(() => undo(back)),
        );
    });
    if (isDone) setMode('read');
    return isDone;
  };

  return (
    <article className="grid gap-5" aria-busy={value === null}>
      <div>
        <Button variant="quiet" icon={<ArrowLeft />} autoFocus onPress={onLeave}>
          {t('people.toList')}
        </Button>
      </div>
      <FailureNote failure={answer.failure} onRetry={answer.renew} />
      {value !== null && (
        <>
          <header className="person-head">
            <Title view={value} />
            <div className="flex flex-wrap gap-3">
              {mode === 'read' && change !== null && (
                <Button icon={<Pencil />} onPress={() => setMode('edit')}>
                  {t('people.edit')}
                </Button>
              )}
              {actions?.(value)}
              {change !== null && (
                <StatusButton
                  view={value}
                  isDisabled={change.busy}
                  onCancel={() => setMode('cancel')}
                  onConfirm={(words) => void send({ status: 'confirmed' }, words)}
                />
              )}
            </div>
          </header>
          {mode !== 'cancel' && <FailureNote failure={change?.failure ?? null} />}
          <div className="person-parts">
            <section className="card" aria-label={t('people.facts')}>
              {mode === 'edit' && change !== null ? (
                <PersonForm
                  person={value.person}
                  event={event}
                  names={names}
                  busy={change.busy}
                  onSend={(said) => send(said, t('people.saved'))}
                  onLeave={() => {
                    change.forget();
                    setMode('read');
                  }}
                />
              ) : (
                <Facts view={value} event={event} names={names} />
              )}
            </section>
            <div className="grid gap-4 content-start min-w-0">
              {value.bookings.length > 0 && (
                <section className="card grid gap-3" aria-labelledby={bookings}>
                  <h3 className="text-lg" id={bookings}>
                    {t('bookings.title')}
                  </h3>
                  <PersonBookings
                    delegateId={value.person.id}
                    bookings={value.bookings}
                    calls={bookingCalls}
                    isReadOnly={change === null}
                    nameOf={names.checkpoint}
                    renew={answer.renew}
                  />
                </section>
              )}
              <PersonHistoryList history={value.history} event={event} names={names} />
            </div>
          </div>
          {mode === 'cancel' && change !== null && (
            <ConfirmDialog
              title={t('people.cancelTitle', { name: value.person.printedName })}
              onClose={() => {
                change.forget();
                setMode('read');
              }}
              onConfirm={() => void send({ status: 'cancelled' }, t('people.cancelled'))}
              confirm={{
                label: t('people.cancel'),
                icon: <Ban />,
                variant: 'danger',
                isDisabled: change.busy,
              }}
              cancelLabel={t('people.keep')}
              failure={change.failure}
            >
              <p>{t('people.cancelEffect')}</p>
            </ConfirmDialog>
          )}
        </>
      )}
    </article>
  );
}

function Title({ view }: { view: View }): ReactNode {
  const { t } = useTranslation();
  const { title, printedName, nativeName, delegation, vip, listed } = view.person;
  return (
    <div className="grid gap-1 justify-items-start min-w-0">
      {title !== '' && <span className="small">{title}</span>}
      <h2 className="text-xl wrap-anywhere">
        <bdi>{printedName}</bdi>
      </h2>
      {nativeName !== '' && <NativeName name={nativeName} delegation={delegation} />}
      <div className="flex flex-wrap gap-2">
        <StateChip state={view.state} />
        {vip && <Chip tone="accent">{t('people.vip')}</Chip>}
        {!listed && <Chip tone="look">{t('people.notListed')}</Chip>}
      </div>
    </div>
  );
}

function StatusButton({
  view,
  isDisabled,
  onCancel,
  onConfirm,
}: {
  view: View;
  isDisabled: boolean;
  onCancel: () => void;
  /** @param words what the toast says */
  onConfirm: (words: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { status } = view.person;
  switch (status) {
    case 'confirmed':
      return (
        <Button icon={<Ban />} isDisabled={isDisabled} onPress={onCancel}>
          {t('people.cancel')}
        </Button>
      );
    case 'pending':
      return (
        <>
          <Button
            icon={<Check />}
            isDisabled={isDisabled}
            onPress={() => onConfirm(t('people.confirmed'))}
          >
            {t('people.confirm')}
          </Button>
          <Button icon={<Ban />} isDisabled={isDisabled} onPress={onCancel}>
            {t('people.cancel')}
          </Button>
        </>
      );
    case 'cancelled':
    case 'revoked':
      return (
        <Button
          icon={<RotateCcw />}
          isDisabled={isDisabled}
          onPress={() => onConfirm(t('people.restored'))}
        >
          {t('people.restore')}
        </Button>
      );
  }
}

function Facts({
  view,
  event,
  names,
}: {
  view: View;
  event: PeopleEvent;
  names: EventNames;
}): ReactNode {
  const { t } = useTranslation();
  const { language, list, shortDay } = useFormats();
  const { person, badgePrinted, ticketSent } = view;
  const texts = (
    ['givenName', 'familyName', 'administration', 'jobTitle', 'email', 'registrationCode'] as const
  ).map((field) => ({ name: fieldLabel(field, event, language), value: person[field] }));
  const own = event.extraFields.map((field) => ({
    name: fieldLabel(`extra.${field.id}`, event, language),
    value: formatExtra(field, person.extra[field.id] ?? '', language, event),
  }));
  const yes = (is: boolean): string => t(is ? 'people.yes' : 'people.no');
  const facts = [
    ...texts.slice(0, 2),
    {
      name: t('people.delegation'),
      value: person.delegation === '' ? '' : names.delegation(person.delegation),
    },
    ...texts.slice(2, 5),
    { name: t('people.column.category'), value: names.category(person.category) },
    {
      name: t('people.column.days'),
      value: person.days === null ? t('people.everyDay') : list(person.days.map(shortDay)),
    },
    ...own,
    ...texts.slice(5),
    { name: t('people.badgePrinted'), value: yes(badgePrinted) },
    { name: t('people.ticketSent'), value: ticketSent === null ? '' : yes(ticketSent) },
  ];
  return (
    <FactList
      facts={facts
        .filter(({ value }) => value !== '')
        .map(({ name, value }) => ({ name, value: <bdi>{value}</bdi> }))}
    />
  );
}
