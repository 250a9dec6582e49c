import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kioskLanguages } from '../../../domain/language.ts';
import { useStation } from '../../client/station.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { StationChange } from './use-change-station.ts';

/** Languages and times of a self-service kiosk. */
export function KioskFields({
  onChange,
}: {
  onChange: (change: StationChange) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { kioskLanguages: offered, preset } = useStation();
  return (
    <>
      <fieldset className="kiosk-languages" disabled={preset.includes('kioskLanguages')}>
        <legend className="field-label">{t('stationSettings.languages')}</legend>
        {kioskLanguages.map((id) => (
          <CheckLine
            key={id}
            isSelected={offered.includes(id)}
            // The last one stays: a kiosk without a language would say nothing.
            isDisabled={offered.length === 1 && offered.includes(id)}
            onChange={(isSelected) =>
              onChange({
                kioskLanguages: kioskLanguages.filter((one) =>
                  one === id ? isSelected : offered.includes(one),
                ),
              })
            }
          >
            <span lang={id}>{t(`stationSettings.languageNames.${id}`)}</span>
          </CheckLine>
        ))}
      </fieldset>
      <SecondsField field="idleSeconds" subject="idle" least={15} most={600} onChange={onChange} />
      <SecondsField
        field="countdownSeconds"
        subject="countdown"
        least={20}
        most={120}
        onChange={onChange}
      />
    </>
  );
}

function SecondsField({
  field,
  subject,
  least,
  most,
  onChange,
}: {
  field: 'idleSeconds' | 'countdownSeconds';
  subject: 'idle' | 'countdown';
  least: number;
  most: number;
  onChange: (change: StationChange) => void;
}): ReactNode {
  const { t } = useTranslation();
  const station = useStation();
  const [typed, setTyped] = useState(String(station[field]));
  const seconds = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
  const fits = seconds >= least && seconds <= most;
  return (
    <TextField
      label={t(`stationSettings.${subject}`)}
      hint={t(`stationSettings.${subject}Range`)}
      inputMode="numeric"
      maxLength={4}
      isDisabled={station.preset.includes(field)}
      value={typed}
      onChange={setTyped}
      onBlur={() => {
        if (fits && seconds !== station[field]) onChange({ [field]: seconds });
      }}
      error={fits ? null : t(`stationSettings.${subject}Range`)}
    />
  );
}
