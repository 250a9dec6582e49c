import { BadgeCheck, FileUp, UsersRound } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestedName } from '../../../../domain/base/suggested-names.ts';
import { bookableSessions } from '../../../../domain/bookings/booking-rules.ts';
import { hasGroups } from '../../../../domain/delegations.ts';
import type { PeopleFileRequest } from '../../../../domain/people/people-list.ts';
import type { BookingCalls } from '../../../../ui/bookings/booking-calls.ts';
import { Button } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { BulkActions } from '../../../../ui/people/bulk-actions.tsx';
import { ExportPeople } from '../../../../ui/people/export-people.tsx';
import type {
  PeopleCalls,
  PeopleListener,
  SubscribeToPeople,
} from '../../../../ui/people/people-calls.ts';
import type { PeopleChoices } from '../../../../ui/people/people-filter.ts';
import { PeopleList, type ShownPeople } from '../../../../ui/people/people-list.tsx';
import { PersonView } from '../../../../ui/people/person-view.tsx';
import { usePersonChange } from '../../../../ui/people/use-person-change.ts';
import { addressOf } from '../../app/route.ts';
import { useEvent, useEventNames } from '../../client/event-context.tsx';
import { failureOf, type RequestFailure } from '../../client/failure.ts';
import { useLiveLine } from '../../client/live-context.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { Page } from '../../parts/page.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { currentLanguage, useWords } from '../../words.ts';
import './people.css';

const listeners = new Set<PeopleListener>();

const calls: PeopleCalls<RequestFailure> = {
  list: (asked, from, count) =>
    ask('listPeople', { ...asked, from, count, language: currentLanguage() }),
  ids: async (asked) => (await ask('listPeopleIds', { ...asked, language: currentLanguage() })).ids,
  get: (id) => ask('person', {}, id),
  change: async (changes) => {
    const answer = await ask('changePeople', { changes });
    for (const { now } of listeners) now();
    return answer;
  },
  failureOf,
  // Each reading is in the audit.
  pace: { minPause: 10_000, maxSilence: null },
};

const bookingCalls: BookingCalls<RequestFailure> = {
  book: (id, asked) => ask('bookSession', asked, id),
  release: (id, session) => ask('releaseSession', { session }, id),
  failureOf,
};

/** Everyone who is expected, as at a desk, or one of them in place of the list. */
export function PeoplePage({ person }: { person: string | null }): ReactNode {
  const { t } = useWords();
  const { t: shared } = useTranslation();
  const event = useEvent();
  const names = useEventNames();
  const mayChange = useMay('change-people');
  const mayExport = useMay('export-persons');
  const actions = useMay('import-roster') && <ImportButton />;
  return (
    <Page title={t('nav.people')}>
      {/* Hidden, not closed: its filters, its place and its selection stay. */}
      <div className="people-view organiser-people" hidden={person !== null}>
        <PeopleList
          calls={calls}
          subscribe={useSubscribe()}
          choices={useChoices()}
          names={names}
          onOpen={(id) => go('people', id)}
          actions={actions}
          nobody={
            <EmptyState
              icon={<UsersRound />}
              title={shared('people.nobody')}
              {...(actions === false ? {} : { action: actions })}
            />
          }
          {...((mayChange || mayExport) && {
            bulkActions: (selection, shown) => (
              <>
                {mayExport && <ExportButton ids={selection.ids} shown={shown} />}
                {mayChange && (
                  <BulkActions calls={calls} selection={selection} event={event} names={names} />
                )}
              </>
            ),
          })}
        />
      </div>
      {person !== null && <Person key={person} id={person} />}
    </Page>
  );
}

function ImportButton(): ReactNode {
  const { t } = useTranslation();
  return (
    <Button icon={<FileUp />} onPress={() => go('import')}>
      {t('people.import')}
    </Button>
  );
}

function ExportButton(props: { ids: ReadonlySet<string>; shown: ShownPeople }): ReactNode {
  const { language } = useWords();
  const action = useAction(
    async (asked: PeopleFileRequest, done: (people: number | null) => void) => {
      const { text, people } = await ask('exportPeople', { ...asked, language });
      saveFile(new Blob([text], { type: 'text/csv' }), suggestedName(language, 'people', 'csv'));
      done(people);
    },
  );
  return <ExportPeople action={action} {...props} />;
}

function Person({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const mayChange = useMay('change-people');
  const answer = useAnswer('person', [{}, id], { once: true });
  const { change, undo } = usePersonChange(calls, answer.renew);
  return (
    <PersonView
      answer={answer}
      change={mayChange ? change : null}
      undo={undo}
      failureOf={calls.failureOf}
      event={useEvent()}
      names={useEventNames()}
      bookingCalls={bookingCalls}
      onLeave={() => go('people')}
      actions={() => (
        <Button icon={<BadgeCheck />} onPress={() => go('delegate', id)}>
          {t('person.record')}
        </Button>
      )}
    />
  );
}

function go(...place: Parameters<typeof addressOf>): void {
  window.location.hash = addressOf(...place);
}

/** Tells of the hub's hints, and of changes that this page made. */
function useSubscribe(): SubscribeToPeople {
  const line = useLiveLine();
  return useCallback(
    (listener) => {
      listeners.add(listener);
      const end = line?.onHint(['facts', 'roster'], listener.soon);
      return () => {
        listeners.delete(listener);
        end?.();
      };
    },
    [line],
  );
}

/** What this event's people can be filtered by. */
function useChoices(): PeopleChoices {
  const event = useEvent();
  const names = useEventNames();
  const { compare } = useFormats();
  return useMemo(
    () => ({
      knowsTickets: false,
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
