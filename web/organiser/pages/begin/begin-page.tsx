import { CalendarPlus } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventTable } from '../../../../domain/event/event-tables.ts';
import { eventPresets, newEventTimingSchema } from '../../../../domain/event/new-event.ts';
import { beginRequestSchema } from '../../../../domain/organiser/begin.ts';
import type { ChosenTables } from '../../../../domain/roster/chosen-tables.ts';
import type { TextEncoding } from '../../../../domain/roster/roster-import.ts';
import { Button } from '../../../../ui/button.tsx';
import {
  blankEvent,
  type EventDraft,
  EventFields,
  requestOf,
  timingOf,
} from '../../../../ui/event/event-fields.tsx';
import { EventSummary } from '../../../../ui/event/event-summary.tsx';
import {
  DelegationsFile,
  type EventTables,
  isUsable,
  type SavedTable,
  SaveTable,
  SessionsFile,
} from '../../../../ui/event/event-tables.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { RadioCards } from '../../../../ui/fields/radio-cards.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { failureOf, type RequestFailure } from '../../client/failure.ts';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask, type RouteInput } from '../../client/request.ts';
import { probeSession } from '../../client/session-store.ts';
import { base64Of, chosenFile } from '../../parts/choose-file.ts';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';
import { EntryHeading } from '../sign-in/entry-form.tsx';
import { EntryFrame } from '../sign-in/entry-frame.tsx';
import { setUpAddress, useSetUpCode } from '../sign-in/set-up-code.ts';

const nothing: ChosenTables = { delegations: null, sessions: null };

/** The tables of a new event. The hub keeps and checks them for the holder of the code. */
function useBeginTables({ code, kind, languages, timing }: RouteInput<'checkEventTables'>): {
  tables: EventTables;
  failure: RequestFailure | null;
} {
  const { language } = useWords();
  const [holds, setHolds] = useState(false);
  const { value, failure, renew } = useAnswer(
    'checkEventTables',
    [{ code, kind, languages, timing }],
    {
      when: holds,
      once: true,
    },
  );
  // Each change of the draft repeats the request: show the last answer until the next.
  const [last, setLast] = useState(nothing);
  if (value !== null && value !== last) setLast(value);
  const day = timing?.firstDay ?? null;
  const choose = useAction(async (table: EventTable) => {
    const file = await chosenFile('.csv,.txt,.tsv,.xlsx,.ics');
    if (file === null) return;
    await ask('chooseEventTable', { code, table, name: file.name, file: await base64Of(file) });
    setHolds(true);
    renew();
  });
  const readAs = useAction(async (table: EventTable, encoding: TextEncoding) => {
    await ask('readEventTableAs', { code, table, encoding });
    renew();
  });
  const drop = useAction(async (table: EventTable) => {
    await ask('dropEventTable', { code, table });
    renew();
  });
  const save = useAction(async (table: SavedTable) => {
    const { file } = await ask('exampleEventTable', { code, table, language, languages, day });
    saveFile(new Blob([file], { type: 'text/csv' }), `${table}.csv`);
  });
  const chosen = value ?? last;
  return {
    tables: { languages, chosen, choose, readAs, drop, save },
    failure: choose.failure ?? readAs.failure ?? drop.failure ?? save.failure ?? failure,
  };
}

/** Milliseconds between two checks whether the hub has started with its event. */
const checkIntervalMs = 500;

/** The page of a hub without an event: the holder of its code creates one. */
export function BeginPage(): ReactNode {
  const { t } = useWords();
  const [isCreated, setCreated] = useState(false);
  const title = t('begin.title');
  useEffect(() => {
    document.title = t('app.documentTitle', { page: title });
  }, [t, title]);
  useEffect(() => {
    if (!isCreated) return;
    // Nothing answers until the hub has started: the page stays as it is.
    const look = (): void =>
      void ask('session', {}).catch((error: unknown) => {
        if (failureOf(error).code === 'session-over') void probeSession();
      });
    const timer = setInterval(look, checkIntervalMs);
    return () => clearInterval(timer);
  }, [isCreated]);
  return (
    <EntryFrame foot={t('signIn.foot')} isWide>
      {isCreated ? (
        <p role="status">{t('begin.starting')}</p>
      ) : (
        <BeginForm onCreated={() => setCreated(true)} />
      )}
    </EntryFrame>
  );
}

function BeginForm({ onCreated }: { onCreated: () => void }): ReactNode {
  const { t, language } = useWords();
  const { t: shared } = useTranslation();
  const [code, setCode] = useState(useSetUpCode() ?? '');
  const [name, setName] = useState('');
  const [draft, setDraft] = useState(() => blankEvent(language));
  const [wasSent, setSent] = useState(false);
  const parsed = beginRequestSchema.safeParse({
    code: code.replace(/\s/g, ''),
    name,
    event: requestOf(draft),
  });
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path.join('.')));
  const errorAt = (path: string, words: string): string | null =>
    wasSent && wrong.has(path) ? words : null;
  const change = (values: Partial<EventDraft>): void =>
    setDraft((known) => ({ ...known, ...values }));
  const timing = newEventTimingSchema.safeParse(timingOf(draft)).data ?? null;
  const { tables, failure } = useBeginTables({
    code: code.replace(/\s/g, ''),
    kind: draft.kind,
    languages: draft.languages,
    timing,
  });
  const create = useAction(async () => {
    if (!parsed.success) return;
    await ask('createEvent', parsed.data);
    // The same code sets up the account once the hub runs with its event.
    window.history.replaceState(null, '', setUpAddress(parsed.data.code));
    onCreated();
  });
  const isOfMembers =
    eventPresets[draft.kind].delegations.includes('wco-members') && draft.delegations !== 'none';
  const isTableMissing = draft.delegations === 'table' && !isUsable(tables.chosen.delegations);
  const { sessions } = tables.chosen;
  const areSessionsWrong = sessions !== null && !isUsable(sessions);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (parsed.success && !isTableMissing && !areSessionsWrong) void create.run();
    else setSent(true);
  };
  return (
    <Form className="grid gap-5 min-w-0" onSubmit={send}>
      <EntryHeading title={t('begin.title')} lead={t('begin.lead')} />
      <div className="event-fields grid grid-cols-2 gap-4">
        <TextField
          label={t('begin.code')}
          hint={t('begin.codeHint')}
          isRequired
          autoFocus={code === ''}
          error={errorAt('code', t('begin.codeMissing'))}
          value={code}
          onChange={setCode}
        />
        <TextField
          label={t('begin.name')}
          hint={t('begin.nameHint')}
          maxLength={60}
          isRequired
          autoFocus={code !== ''}
          error={errorAt('name', t('begin.nameMissing'))}
          value={name}
          onChange={setName}
        />
      </div>
      <EventFields
        draft={draft}
        onChange={change}
        errorAt={(path, words) => errorAt(`event.${path}`, words)}
      />
      <RadioCards
        label={shared('setUp.create.groups', { group: draft.groupWord })}
        choices={eventPresets[draft.kind].delegations.map((id) => ({
          id,
          label: shared(`setUp.create.tables.${id}`, { group: draft.groupWord }),
          hint: shared(`setUp.create.tableHints.${id}`),
        }))}
        error={wasSent && isTableMissing ? shared('setUp.create.tableMissing') : null}
        value={draft.delegations}
        onChange={(delegations) => change({ delegations })}
      />
      {draft.delegations === 'table' && (
        <DelegationsFile use={tables} groupWord={draft.groupWord} />
      )}
      {isOfMembers && (
        <div className="-mt-3">
          <SaveTable table="wco-members" use={tables} />
        </div>
      )}
      <SessionsFile
        use={tables}
        categories={eventPresets[draft.kind].categories}
        error={wasSent && areSessionsWrong ? shared('setUp.create.sessionsWrong') : null}
      />
      <EventSummary draft={draft} chosen={tables.chosen} />
      <FailureNote failure={create.failure ?? failure} />
      <Button
        type="submit"
        variant="primary"
        size="large"
        wide
        icon={<CalendarPlus size={20} />}
        isDisabled={create.busy}
      >
        {t('begin.title')}
      </Button>
    </Form>
  );
}
