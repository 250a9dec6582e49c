import { RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kioskLanguages, offeredLanguages, textIn } from '../../domain/base/language.ts';
import { stationModeSchema } from '../../domain/base/protocol.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { CallInput } from '../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { CheckLine } from '../../ui/fields/check-line.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { Switch } from '../../ui/fields/switch.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { type Action, useAction, useAnswer } from '../base/page-client.ts';
import { useStation, useStationAnswer } from '../base/station.tsx';
import { OutletCards } from './outlet-cards.tsx';
import { PlainRows } from './setting-row.tsx';

export function StationForm(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const station = useStation();
  const { run, busy, failure } = useChangeStation();
  const [name, setName] = useState(station.stationName);
  const isFixed = (field: string): boolean => station.preset.includes(field);
  return (
    <Form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void run({ stationName: name.trim() });
      }}
    >
      <h2>{t('stationSettings.title')}</h2>
      <FailureNote failure={failure} />
      {isFixed('mode') ? (
        <p className="field-hint">{t('stationSettings.fixed')}</p>
      ) : (
        <RadioCards
          label={t('stationSettings.mode')}
          value={station.startsAs}
          onChange={(mode) => void run({ mode })}
          choices={stationModeSchema.options.map((id) => ({
            id,
            label: t(`setUp.station.${id}`),
            hint: t(`setUp.station.${id}Hint`),
          }))}
        />
      )}
      <RestartLine />
      <div className="settings-name flex flex-wrap items-end justify-between gap-3">
        <TextField
          label={t('setUp.station.name')}
          maxLength={60}
          isDisabled={isFixed('stationName')}
          value={name}
          onChange={setName}
          error={name.trim() === '' ? t('setUp.station.nameMissing') : null}
        />
        <Button
          type="submit"
          isDisabled={busy || name.trim() === '' || name.trim() === station.stationName}
        >
          {t('stationSettings.save')}
        </Button>
      </div>
      <Select
        label={t('settings.desk.checkpoint')}
        choices={inUse(station.event.checkpoints, station.checkpoint).map(
          ({ id, name: words }) => ({
            id,
            label: textIn(words, language, station.event),
          }),
        )}
        value={station.checkpoint}
        isDisabled={isFixed('checkpoint')}
        onChange={(checkpoint) => void run({ checkpoint })}
      />
      {station.startsAs === 'door' && (
        <RadioCards
          label={t('setUp.place.direction')}
          value={station.direction}
          onChange={(direction) => void run({ direction })}
          choices={(['in', 'out'] as const).map((id) => ({ id, label: t(`setUp.place.${id}`) }))}
        />
      )}
      <LoginItem />
      {station.startsAs === 'kiosk' && <KioskFields onChange={(change) => void run(change)} />}
      <PlainRows section="station" onChange={(change) => void run(change)} />
    </Form>
  );
}

/** The mode of the next start, if it differs from the current one. */
function RestartLine(): ReactNode {
  const { t } = useTranslation();
  const { mode, startsAs } = useStation();
  const { run, busy, failure } = useRestart();
  if (mode === startsAs) return null;
  const words = t(`setUp.station.${startsAs}`);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="field-hint">{t('stationSettings.restartHint')}</p>
        <Button variant="primary" isDisabled={busy} icon={<RotateCw />} onPress={() => void run()}>
          {t('stationSettings.restart', { mode: words })}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </>
  );
}

/** Starts the app when the user signs in to the computer, if the system permits it. */
function LoginItem(): ReactNode {
  const { t } = useTranslation();
  const { value, renew } = useAnswer('getStartAtLogin', []);
  const { run, failure } = useAction(async (on: boolean) => {
    await ask('setStartAtLogin', { on });
    renew();
  });
  if (value === null) return null;
  return (
    <>
      <Switch isSelected={value} onChange={(on) => void run(on)}>
        {t('stationSettings.startAtLogin')}
      </Switch>
      <FailureNote failure={failure} />
    </>
  );
}

function KioskFields({ onChange }: { onChange: (change: StationChange) => void }): ReactNode {
  const { t } = useTranslation();
  const { event, kioskLanguages: chosen, preset } = useStation();
  const offered = offeredLanguages(chosen, event);
  return (
    <>
      <OutletFields onChange={onChange} />
      <fieldset
        className="grid-cols-fill-40 grid gap-2"
        disabled={preset.includes('kioskLanguages')}
      >
        <legend className="field-label">{t('stationSettings.languages')}</legend>
        {event.languages.map((id) => (
          <CheckLine
            key={id}
            isSelected={offered.includes(id)}
            // A kiosk needs at least one language.
            isDisabled={offered.length === 1 && offered.includes(id)}
            onChange={(isSelected) =>
              onChange({
                // What another event may have stays as it is.
                kioskLanguages: kioskLanguages.filter((one) =>
                  one === id ? isSelected : offered.includes(one) || chosen.includes(one),
                ),
              })
            }
          >
            <span lang={id}>{t(`stationSettings.languageNames.${id}`)}</span>
          </CheckLine>
        ))}
      </fieldset>
    </>
  );
}

/** Where the badge comes out, or the counter that hands it over; hidden if preset. */
function OutletFields({ onChange }: { onChange: (change: StationChange) => void }): ReactNode {
  const { t } = useTranslation();
  const { badgeOutlet, counter, idCheck, preset } = useStation();
  const [typed, setTyped] = useState(counter);
  return (
    <>
      {!preset.includes('badgeOutlet') && (
        <OutletCards value={badgeOutlet} onChange={(outlet) => onChange({ badgeOutlet: outlet })} />
      )}
      {idCheck && (
        <TextField
          label={t('stationSettings.counter')}
          hint={t('stationSettings.counterHint')}
          maxLength={3}
          isDisabled={preset.includes('counter')}
          value={typed}
          onChange={setTyped}
          onBlur={() => {
            if (typed.trim() !== counter) onChange({ counter: typed.trim() });
          }}
        />
      )}
    </>
  );
}

type StationChange = CallInput<'changeStation'>;

function useChangeStation(): Action<[StationChange]> {
  const { t } = useTranslation();
  const { renew } = useStationAnswer();
  const notify = useNotify();
  return useAction(async (change: StationChange) => {
    await ask('changeStation', change);
    renew();
    notify(t('stationSettings.saved'));
  });
}

function useRestart(): Action<[]> {
  return useAction(() => ask('restartStation'));
}
