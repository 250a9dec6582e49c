import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StationMode, stationModeSchema } from '../../../domain/station-face.ts';
import { ask } from '../../client/ask.ts';
import { useStation } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { StepFrame } from './step-frame.tsx';
import { useSetUp } from './use-set-up.ts';

/** What this station is, and its name. */
export function StationStep(): ReactNode {
  const { t } = useTranslation();
  const station = useStation();
  const { next } = useSetUp();
  const [mode, setMode] = useState<StationMode>(station.startsAs);
  const [name, setName] = useState(station.kioskName);
  const [wasNamed, setWasNamed] = useState(
    !stationModeSchema.options.some((id) => t(`setUp.station.named.${id}`) === station.kioskName) &&
      station.kioskName !== 'Desk 1',
  );
  const [wasSent, setWasSent] = useState(false);
  const verb = useCallback(async (): Promise<void> => {
    await ask('changeStation', { mode, kioskName: name.trim() });
    next();
  }, [mode, name, next]);
  const { run, busy, failure } = useAction(verb);
  const nameError = name.trim() === '' ? t('setUp.station.nameMissing') : null;
  const choose = (id: StationMode): void => {
    setMode(id);
    // The usual name of the mode, until somebody gives one.
    if (!wasNamed) setName(t(`setUp.station.named.${id}`));
  };
  return (
    <StepFrame
      title={t('setUp.station.title')}
      intro={t('setUp.station.intro')}
      isBusy={busy}
      failure={failure}
      onNext={() => {
        setWasSent(true);
        if (nameError === null) void run();
      }}
    >
      {!station.preset.includes('mode') && (
        <RadioCards
          label={t('setUp.station.mode')}
          value={mode}
          onChange={choose}
          autoFocus
          choices={stationModeSchema.options.map((id) => ({
            id,
            words: t(`setUp.station.${id}`),
            hint: t(`setUp.station.${id}Hint`),
          }))}
        />
      )}
      {!station.preset.includes('kioskName') && (
        <TextField
          label={t('setUp.station.name')}
          hint={t('setUp.station.nameHint')}
          maxLength={60}
          value={name}
          onChange={(text) => {
            setName(text);
            setWasNamed(true);
          }}
          error={wasSent ? nameError : null}
        />
      )}
    </StepFrame>
  );
}
