import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { type GroupWord, groupWords } from '../../domain/event/group-words.ts';
import {
  type EventKind,
  eventKinds,
  eventPresets,
  type NewEvent,
} from '../../domain/event/new-event.ts';
import { ComboBox } from '../fields/combo-box.tsx';
import { RadioCards } from '../fields/radio-cards.tsx';
import { Select } from '../fields/select.tsx';
import { Switch } from '../fields/switch.tsx';
import { DayField, TextField } from '../fields/text-field.tsx';
import { EventTextFields, LanguageChoice, textsFor } from './event-texts.tsx';
import './event-fields.css';

const timeZones = Intl.supportedValuesOf('timeZone').map((id) => ({
  id,
  label: id.replaceAll('_', ' '),
}));

/** This computer's time zone, as a proposal; UTC is not proposed, because it names no place. */
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the form proposes for a kind of event. */
function proposedBy(
  kind: EventKind,
): Pick<Required<NewEvent>, 'delegations' | 'groupWord' | 'idCheck'> {
  const { delegations, groupWord, idCheck } = eventPresets[kind];
  return { delegations: delegations[0], groupWord, idCheck };
}

/** What the form of a new event has. Name and place are as typed, in any of the six languages. */
export interface EventDraft
  extends Record<'firstDay' | 'lastDay' | 'dayBoundary' | 'timeZone', string>,
    Pick<
      Required<NewEvent>,
      'kind' | 'languages' | 'name' | 'place' | 'delegations' | 'groupWord' | 'idCheck'
    > {}

/** A form that is not filled in yet, for an event in the language of the screen. */
export function blankEvent(language: ScreenLanguage): EventDraft {
  return {
    kind: 'conference',
    languages: [language],
    name: {},
    place: {},
    firstDay: '',
    lastDay: '',
    dayBoundary: '04:00',
    timeZone: timeZones.some(({ id }) => id === here) ? here : '',
    ...proposedBy('conference'),
  };
}

interface EventFieldsProps {
  draft: EventDraft;
  onChange: (change: Partial<EventDraft>) => void;
  /**
   * Returns `words` if the value at this path of `newEventSchema` is wrong; null if it is right, or
   * not to be marked yet.
   */
  errorAt: (path: string, words: string) => string | null;
  /** False where the event is based on an earlier one. */
  offersKinds?: boolean;
}

export function EventFields({
  draft,
  onChange,
  errorAt,
  offersKinds = true,
}: EventFieldsProps): ReactNode {
  const { t } = useTranslation();
  const idCheckHint = useId();
  const { languages } = draft;
  const textGrid = `event-fields grid gap-4 ${languages.length > 1 ? 'grid-cols-2' : ''}`;
  const field = <N extends keyof EventDraft>(name: N) => ({
    value: draft[name],
    onChange: (value: EventDraft[N]) => onChange({ [name]: value }),
  });
  return (
    <>
      <LanguageChoice
        languages={languages}
        onChange={(chosen) => onChange({ languages: chosen })}
      />
      <div className={textGrid}>
        <EventTextFields
          label={t('setUp.create.name')}
          languages={languages}
          texts={draft.name}
          onChange={(name) => onChange({ name })}
          maxLength={120}
          isRequired
          autoFocus
          error={errorAt(`name.${languages[0]}`, t('setUp.create.nameMissing'))}
        />
      </div>
      <div className={textGrid}>
        <EventTextFields
          label={t('setUp.create.place')}
          hint={t('setUp.create.placeHint')}
          languages={languages}
          texts={draft.place}
          onChange={(place) => onChange({ place })}
          maxLength={160}
          isRequired
          error={errorAt(`place.${languages[0]}`, t('setUp.create.placeMissing'))}
        />
      </div>
      <div className="event-fields grid grid-cols-2 gap-4">
        <DayField
          label={t('setUp.create.firstDay')}
          isRequired
          error={errorAt('firstDay', t('setUp.create.dayMissing'))}
          {...field('firstDay')}
        />
        <DayField
          label={t('setUp.create.lastDay')}
          hint={t('setUp.create.lastDayHint')}
          error={
            errorAt('firstDay', '') === null
              ? errorAt('lastDay', t('setUp.create.lastDayWrong'))
              : null
          }
          {...field('lastDay')}
        />
      </div>
      <div className="event-fields grid grid-cols-2 gap-4">
        <ComboBox
          label={t('setUp.create.timeZone')}
          choices={timeZones}
          isRequired
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
      {offersKinds && (
        <>
          <RadioCards
            label={t('setUp.create.kind')}
            choices={eventKinds.map((id) => ({
              id,
              label: t(`setUp.create.kinds.${id}`),
              hint: t(`setUp.create.kindHints.${id}`),
            }))}
            value={draft.kind}
            onChange={(kind) => onChange({ kind, ...proposedBy(kind) })}
          />
          <GroupWordChoice {...field('groupWord')} />
          <div className="grid gap-1">
            <Switch
              isSelected={draft.idCheck}
              onChange={(idCheck) => onChange({ idCheck })}
              aria-describedby={idCheckHint}
            >
              {t('setUp.create.idCheck')}
            </Switch>
            <p className="field-hint" id={idCheckHint}>
              {t('setUp.create.idCheckHint')}
            </p>
          </div>
        </>
      )}
    </>
  );
}

/** The event's own word for the groups of its people. */
export function GroupWordChoice({
  value,
  onChange,
}: {
  value: GroupWord;
  onChange: (word: GroupWord) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Select
      label={t('setUp.create.groupWord')}
      hint={t('setUp.create.groupWordHint')}
      choices={groupWords.map((group) => ({
        id: group,
        label: t('setUp.create.groups', { group }),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}

/** An event without a last day lasts one day. */
export function timingOf({
  timeZone,
  dayBoundary,
  firstDay,
  lastDay,
}: EventDraft): Record<string, string> {
  return { timeZone, dayBoundary, firstDay, lastDay: lastDay || firstDay };
}

/** The request that `newEventSchema` accepts, with the texts in the event's languages only. */
export function requestOf(draft: EventDraft): object {
  const { languages, name, place } = draft;
  const texts = { name: textsFor(languages, name), place: textsFor(languages, place) };
  return { ...draft, ...timingOf(draft), ...texts };
}
