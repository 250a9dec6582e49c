import { RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { stationModeSchema } from '../../../domain/station-face.ts';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { KioskFields } from './kiosk-fields.tsx';
import { LoginItem } from './login-item.tsx';
import { useChangeStation, useRestart } from './use-change-station.ts';

/** Mode, name and place; for a door its direction, for a kiosk its languages and times. */
export function StationForm(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const station = useStation();
  const { run, busy, failure } = useChangeStation();
  const [name, setName] = useState(station.kioskName);
  const isFixed = (field: string): boolean => station.preset.includes(field);
  return (
    <Form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void run({ kioskName: name.trim() });
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
            words: t(`setUp.station.${id}`),
            hint: t(`setUp.station.${id}Hint`),
          }))}
        />
      )}
      <RestartLine />
      <div className="settings-line settings-name">
        <TextField
          label={t('setUp.station.name')}
          maxLength={60}
          isDisabled={isFixed('kioskName')}
          value={name}
          onChange={setName}
          error={name.trim() === '' ? t('setUp.station.nameMissing') : null}
        />
        <Button
          type="submit"
          isDisabled={busy || name.trim() === '' || name.trim() === station.kioskName}
        >
          {t('stationSettings.save')}
        </Button>
      </div>
      <Select
        label={t('settings.desk.checkpoint')}
        choices={station.event.checkpoints.map(({ id, name: words }) => ({
          id,
          words: words[language],
        }))}
        value={station.checkpoint}
        isDisabled={isFixed('checkpoint')}
        onChange={(checkpoint) => void run({ checkpoint })}
      />
      {station.startsAs === 'door' && (
        <RadioCards
          label={t('setUp.place.direction')}
          value={station.direction}
          onChange={(direction) => void run({ direction })}
          choices={(['in', 'out'] as const).map((id) => ({ id, words: t(`setUp.place.${id}`) }))}
        />
      )}
      <LoginItem />
      {station.startsAs === 'kiosk' && <KioskFields onChange={(change) => void run(change)} />}
    </Form>
  );
}

/** The mode of the next start, where it is not this one's. */
function RestartLine(): ReactNode {
  const { t } = useTranslation();
  const { mode, startsAs } = useStation();
  const { run, busy, failure } = useRestart();
  if (mode === startsAs) return null;
  const words = t(`setUp.station.${startsAs}`);
  return (
    <>
      <div className="settings-line">
        <p className="field-hint">{t('stationSettings.restartHint')}</p>
        <Button
          look="primary"
          isDisabled={busy}
          icon={<RotateCw aria-hidden="true" size={18} />}
          onPress={() => void run()}
        >
          {t('stationSettings.restart', { mode: words })}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </>
  );
}
