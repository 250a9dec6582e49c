import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type EventKind,
  eventKinds,
  eventPresets,
  type NewEvent,
} from '../../domain/event/new-event.ts';
import { ComboBox } from '../fields/combo-box.tsx';
import { RadioCards } from '../fields/radio-cards.tsx';
import { Switch } from '../fields/switch.tsx';
import { DayField, TextField } from '../fields/text-field.tsx';
import './event-fields.css';

const timeZones = Intl.supportedValuesOf('timeZone').map((id) => ({
  id,
  label: id.replaceAll('_', ' '),
}));

/** This computer's time zone, as a proposal; UTC is not proposed, because it names no place. */
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the form proposes for a kind of event. */
function proposedBy(kind: EventKind): Pick<Required<NewEvent>, 'delegations' | 'idCheck'> {
  const { delegations, idCheck } = eventPresets[kind];
  return { delegations: delegations[0], idCheck };
}

export const blankEvent = {
  kind: 'conference' as EventKind,
  nameEn: '',
  nameFr: '',
  placeEn: '',
  placeFr: '',
  firstDay: '',
  lastDay: '',
  dayBoundary: '04:00',
  timeZone: timeZones.some(({ id }) => id === here) ? here : '',
  ...proposedBy('conference'),
};
export type EventDraft = typeof blankEvent;

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
  const isFrench = isFrenchAlone(draft);
  const field = <N extends keyof EventDraft>(name: N) => ({
    value: draft[name],
    onChange: (value: EventDraft[N]) => onChange({ [name]: value }),
  });
  return (
    <>
      <div className="event-fields grid grid-cols-2 gap-4">
        <TextField
          label={t('setUp.create.name')}
          maxLength={120}
          isRequired={!isFrench}
          autoFocus
          error={errorAt('name.en', t('setUp.create.nameMissing'))}
          {...field('nameEn')}
        />
        <TextField
          label={t('setUp.create.nameFr')}
          hint={t('setUp.create.nameFrHint')}
          maxLength={120}
          {...field('nameFr')}
        />
      </div>
      <div className="event-fields grid grid-cols-2 gap-4">
        <TextField
          label={t('setUp.create.place')}
          hint={t('setUp.create.placeHint')}
          maxLength={160}
          isRequired={!isFrench}
          error={errorAt('place.en', t('setUp.create.placeMissing'))}
          {...field('placeEn')}
        />
        <TextField
          label={t('setUp.create.placeFr')}
          {...(isFrench ? {} : { hint: t('setUp.create.sameHint') })}
          maxLength={160}
          isRequired={isFrench}
          error={isFrench ? errorAt('place.fr', t('setUp.create.placeMissing')) : null}
          {...field('placeFr')}
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

/** An event without a last day lasts one day. */
export function timingOf({
  timeZone,
  dayBoundary,
  firstDay,
  lastDay,
}: EventDraft): Record<string, string> {
  return { timeZone, dayBoundary, firstDay, lastDay: lastDay || firstDay };
}

/** Whether only the French name is given: the event is then in French alone. */
function isFrenchAlone({ nameEn, nameFr }: EventDraft): boolean {
  return nameEn.trim() === '' && nameFr.trim() !== '';
}

/**
 * The request that `newEventSchema` accepts. An empty French name becomes the English one; an event
 * with a French name alone is in French only.
 */
export function requestOf(fields: EventDraft): object {
  const { nameEn, nameFr, placeEn, placeFr, ...rest } = fields;
  const both = (en: string, fr: string) => ({ en: en.trim(), fr: fr.trim() || en.trim() });
  const texts = isFrenchAlone(fields)
    ? { languages: ['fr'], name: { fr: nameFr.trim() }, place: { fr: placeFr.trim() } }
    : { languages: ['en', 'fr'], name: both(nameEn, nameFr), place: both(placeEn, placeFr) };
  return { ...rest, ...timingOf(fields), ...texts };
}
