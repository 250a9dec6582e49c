import { CalendarCheck } from 'lucide-react';
import { type ReactNode, useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  delegationTables,
  type EventKind,
  eventKinds,
  eventPresets,
  type NewEvent,
  newEventSchema,
  newEventTimingSchema,
} from '../../../domain/event/new-event.ts';
import type { EarlierEvent } from '../../../preload/contract/station/set-up.ts';
import { ask } from '../../kit/client/ask.ts';
import { useStation } from '../../kit/client/station.tsx';
import { useAction } from '../../kit/client/use-action.ts';
import { ComboBox } from '../../kit/fields/combo-box.tsx';
import { RadioCards } from '../../kit/fields/radio-cards.tsx';
import { Switch } from '../../kit/fields/switch.tsx';
import { TextField } from '../../kit/fields/text-field.tsx';
import { Note } from '../../kit/note.tsx';
import { useFormats } from '../../kit/words/format.ts';
import { EarlierEventFile, useEarlierEvent } from './earlier-event.tsx';
import { EventSummary } from './event-summary.tsx';
import { DelegationsFile, isUsable, SaveTable, SessionsFile } from './event-tables.tsx';
import { type ExtraDraft, ExtraFieldsEditor, extraFieldsOf } from './extra-fields-editor.tsx';
import { StartingAnew } from './starting-anew.tsx';
import { StepFrame } from './step-frame.tsx';
import { useEventTables } from './use-event-tables.ts';
import { useSetUp } from './use-set-up.ts';

const timeZones = Intl.supportedValuesOf('timeZone').map((id) => ({
  id,
  label: id.replaceAll('_', ' '),
}));

/** A computer that runs on UTC says nothing of where it is. */
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

const blank = {
  kind: 'conference' as EventKind,
  nameEn: '',
  nameFr: '',
  placeEn: '',
  placeFr: '',
  firstDay: '',
  lastDay: '',
  dayBoundary: '04:00',
  timeZone: timeZones.some(({ id }) => id === here) ? here : '',
  delegations: 'wco-members' as NewEvent['delegations'],
  signedTickets: false,
};
type Fields = typeof blank;

/** A new event from a few fields; its keys are made by the station. */
export function CreateEventStep(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event, warnings } = useStation();
  const { next } = useSetUp();
  const [fields, setFields] = useState<Fields>(blank);
  const [extras, setExtras] = useState<ExtraDraft[]>([]);
  const signedHint = useId();
  const [wasSent, setWasSent] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const verb = useCallback(async (request: NewEvent): Promise<void> => {
    await ask('createEvent', request);
    setIsLeaving(true);
  }, []);
  const { run, busy, failure } = useAction(verb);
  const timing = newEventTimingSchema.safeParse(timingOf(fields)).data ?? null;
  const beginFrom = useCallback(
    ({ name, place, timeZone, dayBoundary }: NonNullable<EarlierEvent['event']>): void =>
      setFields((known) => ({
        ...known,
        ...{ nameEn: name.en, nameFr: name.fr, placeEn: place.en, placeFr: place.fr },
        ...{ timeZone, dayBoundary },
      })),
    [],
  );
  const earlier = useEarlierEvent(beginFrom);
  const begun = earlier.event;
  const tables = useEventTables({ kind: fields.kind, timing, fromEarlier: begun !== null });
  if (isLeaving) return <StartingAnew />;
  const isPlaceholder = warnings.some(({ code }) => code === 'demo-data');
  if (!isPlaceholder) {
    return (
      <StepFrame title={t('setUp.event.title')} onNext={next}>
        <Note
          tone="go"
          icon={<CalendarCheck />}
          title={t('setUp.event.already', { event: event.name[language] })}
        >
          <p>{t('setUp.create.alreadyHint')}</p>
        </Note>
      </StepFrame>
    );
  }
  const parsed = newEventSchema.safeParse({
    ...requestOf(fields),
    ...(begun === null
      ? { extraFields: extraFieldsOf(extras) }
      : { delegations: 'none', earlier: { withSessions: earlier.withSessions } }),
  });
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path.join('.')));
  const hasFirstDay = !wrong.has('firstDay');
  const errorAt = (path: string, words: string): string | null =>
    wasSent && wrong.has(path) ? words : null;
  const field = <N extends keyof Fields>(name: N) => ({
    value: fields[name],
    onChange: (value: Fields[N]) => setFields((known) => ({ ...known, [name]: value })),
  });
  const { delegations, sessions } = tables.chosen;
  const isTableMissing = begun === null && fields.delegations === 'table' && !isUsable(delegations);
  const areSessionsWrong = sessions !== null && !isUsable(sessions);
  const send = (): void => {
    setWasSent(true);
    if (parsed.success && !isTableMissing && !areSessionsWrong) void run(parsed.data);
  };
  return (
    <StepFrame
      title={t('setUp.create.title')}
      intro={t('setUp.create.intro')}
      onNext={earlier.isSealed ? earlier.unseal : send}
      nextWords={t(earlier.isSealed ? 'setUp.earlier.open' : 'setUp.create.create')}
      isBusy={busy || earlier.open.busy}
      failure={failure ?? tables.failure}
      wide={fields.delegations === 'table' || sessions !== null}
    >
      <EarlierEventFile use={earlier} />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={t('setUp.create.name')}
          maxLength={120}
          isRequired
          autoFocus
          error={errorAt('name.en', t('setUp.create.nameMissing'))}
          {...field('nameEn')}
        />
        <TextField
          label={t('setUp.create.nameFr')}
          hint={t('setUp.create.sameHint')}
          maxLength={120}
          {...field('nameFr')}
        />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={t('setUp.create.place')}
          hint={t('setUp.create.placeHint')}
          maxLength={160}
          isRequired
          error={errorAt('place.en', t('setUp.create.placeMissing'))}
          {...field('placeEn')}
        />
        <TextField
          label={t('setUp.create.placeFr')}
          hint={t('setUp.create.sameHint')}
          maxLength={160}
          {...field('placeFr')}
        />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <TextField
          type="date"
          label={t('setUp.create.firstDay')}
          isRequired
          error={errorAt('firstDay', t('setUp.create.dayMissing'))}
          {...field('firstDay')}
        />
        <TextField
          type="date"
          label={t('setUp.create.lastDay')}
          hint={t('setUp.create.lastDayHint')}
          error={hasFirstDay ? errorAt('lastDay', t('setUp.create.lastDayWrong')) : null}
          {...field('lastDay')}
        />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <ComboBox
          label={t('setUp.create.timeZone')}
          choices={timeZones}
          none={t('setUp.create.noTimeZone')}
          openLabel={t('setUp.create.showTimeZones')}
          error={errorAt('timeZone', t('setUp.create.timeZoneMissing'))}
          {...field('timeZone')}
        />
        <TextField
          type="time"
          label={t('setUp.create.dayBoundary')}
          hint={t('setUp.create.dayBoundaryHint')}
          error={errorAt('dayBoundary', t('setUp.create.timeMissing'))}
          {...field('dayBoundary')}
        />
      </div>
      {begun === null && (
        <>
          <RadioCards
            label={t('setUp.create.kind')}
            choices={eventKinds.map((id) => ({
              id,
              label: t(`setUp.create.kinds.${id}`),
              hint: t(`setUp.create.kindHints.${id}`),
            }))}
            {...field('kind')}
          />
          <RadioCards
            label={t('setUp.create.delegations')}
            choices={delegationTables.map((id) => ({
              id,
              label: t(`setUp.create.tables.${id}`),
              hint: t(`setUp.create.tableHints.${id}`),
            }))}
            error={wasSent && isTableMissing ? t('setUp.create.tableMissing') : null}
            {...field('delegations')}
          />
          {fields.delegations === 'table' && <DelegationsFile use={tables} />}
          {fields.delegations !== 'none' && (
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
          drafts={extras}
          onChange={setExtras}
          errorAt={(path, words) => errorAt(`extraFields.${path}`, words)}
        />
      )}
      <div className="grid gap-1">
        <Switch
          isSelected={fields.signedTickets}
          onChange={field('signedTickets').onChange}
          aria-describedby={signedHint}
        >
          {t('setUp.create.signedTickets')}
        </Switch>
        <p className="field-hint" id={signedHint}>
          {t('setUp.create.signedTicketsHint')}
        </p>
      </div>
      {begun === null && (
        <EventSummary kind={fields.kind} delegations={fields.delegations} chosen={tables.chosen} />
      )}
    </StepFrame>
  );
}

/** An event without a last day has one day. */
function timingOf({ timeZone, dayBoundary, firstDay, lastDay }: Fields): Record<string, string> {
  return { timeZone, dayBoundary, firstDay, lastDay: lastDay || firstDay };
}

/** French names that are left empty are the English ones. */
function requestOf(fields: Fields): object {
  const { nameEn, nameFr, placeEn, placeFr, ...rest } = fields;
  const both = (en: string, fr: string) => ({ en: en.trim(), fr: fr.trim() || en.trim() });
  return {
    ...rest,
    ...timingOf(fields),
    name: both(nameEn, nameFr),
    place: both(placeEn, placeFr),
  };
}
