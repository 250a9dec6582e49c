import { GraduationCap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn } from '../../../domain/base/language.ts';
import { minutesOf } from '../../../domain/event/local-day.ts';
import { type RehearsalInput, rehearsalRules } from '../../../domain/station/rehearsal.ts';
import type { Readiness } from '../../../preload/contract/station/care.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/fields/select.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { useStation } from '../../base/station.tsx';
import { RehearsalResult } from './rehearsal-result.tsx';

type Known = Readiness['rehearsal'];

const numbers = {
  people: [0, rehearsalRules.maxPeople],
  desk: [0, rehearsalRules.maxLanes],
  kiosk: [0, rehearsalRules.maxLanes],
  deskSeconds: [1, rehearsalRules.maxSeconds],
  kioskSeconds: [1, rehearsalRules.maxSeconds],
  limit: [1, 600],
} as const;
const modes = ['desk', 'kiosk'] as const;
const times = ['opens', 'begins'] as const;
const order = [
  'people',
  'limit',
  'opens',
  'begins',
  'desk',
  'kiosk',
  'deskSeconds',
  'kioskSeconds',
] as const;
type Field = (typeof order)[number];
type Draft = Readonly<Record<Field, string>>;

const isTime = (field: Field): field is (typeof times)[number] =>
  times.some((time) => time === field);

/** Simulates the arrivals of the first morning from known and assumed numbers. */
export function RehearsalSection({
  known,
  hasHub,
  showTraining,
}: {
  known: Known;
  hasHub: boolean;
  showTraining: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { day, language, number } = useFormats();
  const { event, checkpoint: own, training } = useStation();
  const [place, setPlace] = useState(
    () => known.checkpoints.find(({ id }) => id === own)?.id ?? known.checkpoints[0]?.id ?? '',
  );
  const [typed, setTyped] = useState<Partial<Draft>>({});
  const at = known.checkpoints.find(({ id }) => id === place);
  const suggested = suggest(known, at);
  const draft: Draft = { ...suggested, ...typed };
  const isBefore = draft.begins < draft.opens;

  const originOf = (field: Field): string => {
    if (typed[field] !== undefined && typed[field] !== suggested[field])
      return t('readiness.rehearsal.origin.entered');
    const origin = originOfSuggestion(field, { known, hasHub, at });
    const samples = known.service[field === 'kioskSeconds' ? 'kiosk' : 'desk']?.samples ?? 0;
    const isTrained = training && origin === 'measured';
    return t(`readiness.rehearsal.origin.${isTrained ? 'trained' : origin}`, {
      samples: number(samples),
    });
  };
  const errorOf = (field: Field): string | null => {
    if (isTime(field)) {
      if (draft[field] === '') return t('readiness.rehearsal.timeMissing');
      return field === 'begins' && isBefore ? t('readiness.rehearsal.timeWrong') : null;
    }
    if (readNumber(field, draft) !== null) return null;
    const [least, most] = numbers[field];
    return t('app.numberLimits', { least: number(least), most: number(most) });
  };
  return (
    <section className="card grid gap-4" aria-labelledby="rehearsal">
      <header className="grid gap-1">
        <h2 id="rehearsal">{t('readiness.rehearsal.title', { day: day(known.day) })}</h2>
        <p className="field-hint">{t('readiness.rehearsal.hint')}</p>
      </header>
      <div className="settings-split">
        <div className="grid gap-4 content-start">
          {known.checkpoints.length > 1 && (
            <Select
              label={t('readiness.rehearsal.place')}
              choices={known.checkpoints.map(({ id }) => ({
                id,
                label: nameIn(event.checkpoints, id, language, event) ?? id,
              }))}
              value={place}
              onChange={setPlace}
            />
          )}
          <div className="grid grid-cols-2 gap-4">
            {order.map((field) => (
              <TextField
                key={field}
                label={t(`readiness.rehearsal.field.${field}`)}
                hint={originOf(field)}
                error={errorOf(field)}
                {...(isTime(field)
                  ? { type: 'time' as const }
                  : { inputMode: 'numeric' as const, maxLength: 6 })}
                value={draft[field]}
                onChange={(value) => setTyped((before) => ({ ...before, [field]: value }))}
              />
            ))}
          </div>
        </div>
        <RehearsalResult input={readInput(draft, known)} opens={draft.opens} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t pt-4">
        <p>{t(`readiness.rehearsal.${training ? 'inTraining' : 'train'}`, { people: trained })}</p>
        {!training && (
          <Button icon={<GraduationCap />} onPress={showTraining}>
            {t('readiness.open', { place: t('settings.tabs.training') })}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Number of consecutive check-ins that gives enough intervals. */
const trained = rehearsalRules.minSamples + 1;

type Checkpoint = Known['checkpoints'][number] | undefined;

/** The form's initial values: what is known, else assumptions. */
function suggest({ begins, lanes, service }: Known, at: Checkpoint): Draft {
  const { seconds, window, limit } = rehearsalRules;
  const opens = at?.opens ?? null;
  const assumedBegin = opens === null ? '09:00' : shifted(opens, window / 60);
  // Where registration opens with the session or later, the event defines both times.
  const session = begins ?? assumedBegin;
  return {
    people: String(at?.people ?? 0),
    limit: String(limit / 60),
    opens: opens ?? shifted(session, -window / 60),
    begins: session,
    desk: String(lanes.desk),
    kiosk: String(lanes.kiosk),
    deskSeconds: String(Math.round(service.desk?.seconds ?? seconds.desk)),
    kioskSeconds: String(Math.round(service.kiosk?.seconds ?? seconds.kiosk)),
  };
}

type Origin = 'roster' | 'event' | 'hub' | 'station' | 'measured' | 'assumed' | 'chosen';

function originOfSuggestion(
  field: Field,
  { known, hasHub, at }: { known: Known; hasHub: boolean; at: Checkpoint },
): Origin {
  switch (field) {
    case 'people':
      return 'roster';
    case 'limit':
      return 'chosen';
    case 'opens':
      return (at?.opens ?? null) === null ? 'assumed' : 'event';
    case 'begins':
      return known.begins === null ? 'assumed' : 'event';
    case 'desk':
    case 'kiosk':
      return hasHub ? 'hub' : 'station';
    case 'deskSeconds':
      return known.service.desk === null ? 'assumed' : 'measured';
    case 'kioskSeconds':
      return known.service.kiosk === null ? 'assumed' : 'measured';
  }
}

/** Moves a time of day `HH:MM` by minutes, within the day. */
function shifted(time: string, minutes: number): string {
  const at = Math.min(1439, Math.max(0, minutesOf(time) + minutes));
  return [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function readNumber(field: keyof typeof numbers, draft: Draft): number | null {
  const text = draft[field].trim();
  const [least, most] = numbers[field];
  const read = /^\d{1,6}$/.test(text) ? Number(text) : null;
  return read !== null && read >= least && read <= most ? read : null;
}

function readInput(draft: Draft, { service }: Known): RehearsalInput | null {
  const read = (field: keyof typeof numbers): number => readNumber(field, draft) ?? Number.NaN;
  const window = (minutesOf(draft.begins) - minutesOf(draft.opens)) * 60;
  const input: RehearsalInput = {
    people: read('people'),
    lanes: { desk: read('desk'), kiosk: read('kiosk') },
    seconds: { desk: read('deskSeconds'), kiosk: read('kioskSeconds') },
    // The wider of both spreads if both kinds of lanes are in use.
    spread: Math.max(
      ...modes
        .filter((mode) => read(mode) > 0)
        .map((mode) => service[mode]?.spread ?? rehearsalRules.spread),
      0,
    ),
    window,
    limit: read('limit') * 60,
  };
  const { desk, kiosk } = input.lanes;
  const all = [input.people, desk + kiosk, input.seconds.desk + input.seconds.kiosk, input.limit];
  return window >= 0 && all.every((each) => !Number.isNaN(each)) ? input : null;
}
