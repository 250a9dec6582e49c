import { FileUp, Layers, Mail, ScanLine, UserRoundPlus, UsersRound } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bookableSessions } from '../../domain/bookings/booking-rules.ts';
import { hasGroups } from '../../domain/delegations.ts';
import type { PeopleFileRequest } from '../../domain/people/people-list.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { BulkActions } from '../../ui/people/bulk-actions.tsx';
import { ExportPeople } from '../../ui/people/export-people.tsx';
import type { PeopleCalls, SubscribeToPeople } from '../../ui/people/people-calls.ts';
import type { PeopleChoices } from '../../ui/people/people-filter.ts';
import { PeopleList, type ShownPeople } from '../../ui/people/people-list.tsx';
import { PersonView } from '../../ui/people/person-view.tsx';
import { usePersonChange } from '../../ui/people/use-person-change.ts';
import { SelectionBatchDialog } from '../badges/batch-dialog.tsx';
import { ask, type CallFailure, failureOf, onNotice } from '../base/ask.ts';
import { useEventWords } from '../base/event-words.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor, useMay, useStation } from '../base/station.tsx';
import { bookingCalls } from '../bookings/desk-bookings.tsx';
import { WalkInDialog } from '../check-in/walk-in-dialog.tsx';
import { RosterImport } from '../roster/roster-import.tsx';
import { SelectionMailDialog } from '../tickets/selection-mail-dialog.tsx';

const calls: PeopleCalls<CallFailure> = {
  list: (asked, from, count) => ask('listPeople', { ...asked, from, count }),
  ids: async (asked) => (await ask('listPeopleIds', asked)).ids,
  get: (id) => ask('getPerson', { id }),
  change: (changes) => ask('changePeople', { changes }),
  failureOf,
  // At a busy time there are ten notices a second.
  pace: { minPause: 1_000, maxSilence: null },
};

const subscribe: SubscribeToPeople = ({ soon }) => onNotice('countsChanged', soon);

/** Everyone who is expected, one of them, or an import of a list: each in place of the others. */
export function PeopleTab({ onImport }: { onImport: () => void }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const [view, setView] = useState<'list' | 'import' | { person: string }>('list');
  const names = useEventWords();
  const { event } = useStation();
  const toList = (): void => setView('list');
  const toImport = (): void => {
    setView('import');
    onImport();
  };
  const actions = (
    <>
      {useIsSupervisor() && (
        <Button icon={<FileUp />} onPress={toImport}>
          {t('people.import')}
        </Button>
      )}
      <Button
        icon={<UserRoundPlus />}
        onPress={() => open(<WalkInDialog name="" onClose={close} />)}
      >
        {t('people.add')}
      </Button>
    </>
  );
  return (
    <>
      {/* Hidden, not closed: its filters, its place and its selection stay. */}
      <div className="people-view" hidden={view !== 'list'}>
        <PeopleList
          calls={calls}
          subscribe={subscribe}
          choices={useChoices()}
          names={names}
          onOpen={(person) => setView({ person })}
          actions={actions}
          bulkActions={(selection, shown) => (
            <>
              <PrintButton ids={selection.ids} />
              <SendButton ids={selection.ids} />
              <ExportButton ids={selection.ids} shown={shown} />
              <BulkActions calls={calls} selection={selection} event={event} names={names} />
            </>
          )}
          nobody={
            <EmptyState
              icon={<UsersRound />}
              title={t('people.nobody')}
              hint={t('people.nobodyHint')}
            />
          }
        />
      </div>
      {typeof view === 'object' && <Person id={view.person} onLeave={toList} />}
      <RosterImport isOpen={view === 'import'} onOpen={toImport} onLeave={toList} />
    </>
  );
}

/** Prints badges ahead for the selected people, after a look at how many it will be. */
function PrintButton({ ids }: { ids: ReadonlySet<string> }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  return (
    <Button
      size="small"
      icon={<Layers />}
      onPress={() => open(<SelectionBatchDialog delegateIds={[...ids]} onClose={close} />)}
    >
      {t('people.printMany')}
    </Button>
  );
}

/** Sends tickets by e-mail to the selected people, after a look at who gets one. */
function SendButton({ ids }: { ids: ReadonlySet<string> }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  if (!useMay('export')) return null;
  return (
    <Button
      size="small"
      icon={<Mail />}
      onPress={() => open(<SelectionMailDialog delegateIds={[...ids]} onClose={close} />)}
    >
      {t('mail.many.button')}
    </Button>
  );
}

function ExportButton(props: { ids: ReadonlySet<string>; shown: ShownPeople }): ReactNode {
  const action = useAction(
    async (asked: PeopleFileRequest, done: (people: number | null) => void) => {
      done(await ask('exportPeople', asked));
    },
  );
  return useMay('export') && <ExportPeople action={action} {...props} />;
}

function Person({ id, onLeave }: { id: string; onLeave: () => void }): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const { pick, go } = useNavigation();
  // Read once: the activity log has each reading.
  const answer = useAnswer('getPerson', [{ id }], { once: true });
  const { change, undo } = usePersonChange(calls, answer.renew);
  return (
    <PersonView
      answer={answer}
      change={change}
      undo={undo}
      failureOf={failureOf}
      event={event}
      names={useEventWords()}
      bookingCalls={bookingCalls}
      onLeave={onLeave}
      actions={() => (
        <Button
          icon={<ScanLine />}
          onPress={() => {
            pick(id);
            go('desk');
          }}
        >
          {t('people.toDesk')}
        </Button>
      )}
    />
  );
}

/** What this event's people can be filtered by. */
function useChoices(): PeopleChoices {
  const { event } = useStation();
  const names = useEventWords();
  const { compare } = useFormats();
  return useMemo(
    () => ({
      knowsTickets: true,
      categories: event.categories.map(({ id }) => ({ id, label: names.category(id) })),
      delegations: hasGroups(event)
        ? event.delegations
            .map(({ code }) => ({ id: code, label: names.delegation(code) }))
            .sort((a, b) => compare(a.label, b.label))
        : [],
      days: event.days,
      sessions: bookableSessions(event).map(({ id }) => ({ id, label: names.checkpoint(id) })),
    }),
    [event, names, compare],
  );
}
