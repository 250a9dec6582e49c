import { CalendarCheck } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../../domain/base/language.ts';
import type { EventTable } from '../../../domain/event/event-tables.ts';
import {
  daysFrom,
  eventPresets,
  type NewEvent,
  newEventSchema,
  newEventTimingSchema,
} from '../../../domain/event/new-event.ts';
import type { ChosenTables } from '../../../domain/roster/chosen-tables.ts';
import type { TextEncoding } from '../../../domain/roster/roster-import.ts';
import type { CallInput } from '../../../preload/contract.ts';
import {
  blankEvent,
  type EventDraft,
  EventFields,
  requestOf,
  timingOf,
} from '../../../ui/event/event-fields.tsx';
import { EventSummary } from '../../../ui/event/event-summary.tsx';
import {
  DelegationsFile,
  isUsable,
  SaveTable,
  SessionsFile,
} from '../../../ui/event/event-tables.tsx';
import { RadioCards } from '../../../ui/fields/radio-cards.tsx';
import { Switch } from '../../../ui/fields/switch.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { Note } from '../../../ui/note.tsx';
import { useNotify } from '../../../ui/toast.tsx';
import { ask } from '../../base/ask.ts';
import { useAction, useAnswer } from '../../base/page-client.ts';
import { useStation } from '../../base/station.tsx';
import { EarlierEventFile, useEarlierEvent } from './earlier-event.tsx';
import { type ExtraDraft, ExtraFieldsEditor, extraFieldsOf } from './extra-fields-editor.tsx';
import { StartingAnew } from './starting-anew.tsx';
import { StepFrame } from './step-frame.tsx';
import { useSetUp } from './use-set-up.ts';

const nothing: ChosenTables = { delegations: null, sessions: null };

/** The tables chosen for a new event, checked against what is filled in so far. */
function useEventTables(draft: CallInput<'checkEventTables'>) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { value, failure, renew } = useAnswer('checkEventTables', [draft]);
  // Each change of the days repeats the request: show the last answer until the next.
  const [last, setLast] = useState(nothing);
  if (value !== null && value !== last) setLast(value);
  const { languages, timing } = draft;
  const day = timing?.firstDay ?? null;
  const choose = useAction(async (table: EventTable) => {
    await ask('chooseEventTable', { table });
    renew();
  });
  const readAs = useAction(async (table: EventTable, encoding: TextEncoding) => {
    await ask('readEventTableAs', { table, encoding });
    renew();
  });
  const drop = useAction(async (table: EventTable) => {
    await ask('dropEventTable', { table });
    renew();
  });
  const save = useAction(async (table: CallInput<'saveEventTable'>['table']) => {
    if (await ask('saveEventTable', { table, languages, day })) notify(t('setUp.create.saved'));
  });
  return {
    languages,
    chosen: value ?? last,
    choose,
    readAs,
    drop,
    save,
    failure: choose.failure ?? readAs.failure ?? drop.failure ?? save.failure ?? failure,
  };
}

/** Creates an event from a few fields; the station makes its keys. */
export function CreateEventStep(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event, warnings } = useStation();
  const { next } = useSetUp();
  const [fields, setFields] = useState(() => blankEvent(language));
  const [extras, setExtras] = useState<ExtraDraft[]>([]);
  const [signedTickets, setSignedTickets] = useState(false);
  const signedHint = useId();
  const [wasSent, setWasSent] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const { run, busy, failure } = useAction(async (request: NewEvent) => {
    await ask('createEvent', request);
    setIsLeaving(true);
  });
  const timing = newEventTimingSchema.safeParse(timingOf(fields)).data ?? null;
  const newDays = timing === null ? 0 : daysFrom(timing.firstDay, timing.lastDay).length;
  const earlier = useEarlierEvent(({ languages, name, place, timeZone, dayBoundary }) =>
    setFields((known) => ({ ...known, languages, name, place, timeZone, dayBoundary })),
  );
  const begun = earlier.event;
  const tables = useEventTables({
    kind: fields.kind,
    languages: fields.languages,
    timing,
    fromEarlier: begun !== null,
  });
  if (isLeaving) return <StartingAnew />;
  const isPlaceholder = warnings.some(({ code }) => code === 'demo-data');
  if (!isPlaceholder) {
    return (
      <StepFrame title={t('setUp.event.title')} onNext={next}>
        <Note
          tone="go"
          icon={<CalendarCheck />}
          title={t('setUp.event.already', { event: textIn(event.name, language, event) })}
        >
          <p>{t('setUp.create.alreadyHint')}</p>
        </Note>
      </StepFrame>
    );
  }
  const parsed = newEventSchema.safeParse({
    ...requestOf(fields),
    signedTickets,
    ...(begun === null
      ? { extraFields: extraFieldsOf(extras, fields.languages) }
      : { delegations: 'none', earlier: { withSessions: earlier.withSessions } }),
  });
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path.join('.')));
  const errorAt = (path: string, words: string): string | null =>
    wasSent && wrong.has(path) ? words : null;
  const change = (values: Partial<EventDraft>): void =>
    setFields((known) => ({ ...known, ...values }));
  const { delegations, sessions } = tables.chosen;
  const isOfMembers =
    eventPresets[fields.kind].delegations.includes('wco-members') && fields.delegations !== 'none';
  const isTableMissing = begun === null && fields.delegations === 'table' && !isUsable(delegations);
  const areSessionsWrong = sessions !== null && !isUsable(sessions);
  const send = (): void => {
    setWasSent(true);
    if (parsed.success && !isTableMissing && !areSessionsWrong) void run(parsed.data);
  };
  return (
    <StepFrame
      title={t('setUp.create.title')}
      onNext={earlier.isSealed ? earlier.unseal : send}
      nextWords={t(earlier.isSealed ? 'setUp.earlier.open' : 'setUp.create.create')}
      isBusy={busy || earlier.open.busy}
      failure={failure ?? tables.failure}
      wide={fields.delegations === 'table' || sessions !== null}
    >
      <EarlierEventFile use={earlier} newDays={newDays} />
      <EventFields
        draft={fields}
        onChange={change}
        errorAt={errorAt}
        offersKinds={begun === null}
      />
      {begun === null && (
        <>
          <RadioCards
            label={t('setUp.create.groups', { group: fields.groupWord })}
            choices={eventPresets[fields.kind].delegations.map((id) => ({
              id,
              label: t(`setUp.create.tables.${id}`, { group: fields.groupWord }),
              hint: t(`setUp.create.tableHints.${id}`),
            }))}
            error={wasSent && isTableMissing ? t('setUp.create.tableMissing') : null}
            value={fields.delegations}
            onChange={(delegations) => change({ delegations })}
          />
          {fields.delegations === 'table' && (
            <DelegationsFile use={tables} groupWord={fields.groupWord} />
          )}
          {isOfMembers && (
            <div className="-mt-3">
              <SaveTable table="wco-members" use={tables} />
            </div>
          )}
        </>
      )}
      <SessionsFile
        use={tables}
        categories={begun?.categories ?? eventPresets[fields.kind].categories}
        error={wasSent && areSessionsWrong ? t('setUp.create.sessionsWrong') : null}
      />
      {begun === null && (
        <ExtraFieldsEditor
          languages={fields.languages}
          drafts={extras}
          onChange={setExtras}
          errorAt={(path, words) => errorAt(`extraFields.${path}`, words)}
        />
      )}
      <div className="grid gap-1">
        <Switch
          isSelected={signedTickets}
          onChange={setSignedTickets}
          aria-describedby={signedHint}
        >
          {t('setUp.create.signedTickets')}
        </Switch>
        <p className="field-hint" id={signedHint}>
          {t('setUp.create.signedTicketsHint')}
        </p>
      </div>
      {begun === null && <EventSummary draft={fields} chosen={tables.chosen} />}
    </StepFrame>
  );
}
