import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useStation } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { useFormats } from '../../i18n/format.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { StepFrame } from './step-frame.tsx';
import { useSetUp } from './use-set-up.ts';

/** The checkpoint, and for a door the way in which people pass. */
export function PlaceStep(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const station = useStation();
  const { next } = useSetUp();
  const [checkpoint, setCheckpoint] = useState(station.checkpoint);
  const [direction, setDirection] = useState(station.direction);
  const verb = useCallback(async (): Promise<void> => {
    await ask('changeStation', { checkpoint, direction });
    next();
  }, [checkpoint, direction, next]);
  const { run, busy, failure } = useAction(verb);
  return (
    <StepFrame
      title={t('setUp.place.title')}
      intro={t('setUp.place.intro')}
      isBusy={busy}
      failure={failure}
      onNext={() => void run()}
    >
      <RadioCards
        label={t('setUp.steps.place')}
        value={checkpoint}
        onChange={setCheckpoint}
        autoFocus
        choices={station.event.checkpoints.map(({ id, name }) => ({ id, words: name[language] }))}
      />
      {station.startsAs === 'door' && (
        <RadioCards
          label={t('setUp.place.direction')}
          value={direction}
          onChange={setDirection}
          choices={(['in', 'out'] as const).map((id) => ({
            id,
            words: t(`setUp.place.${id}`),
            hint: t(`setUp.place.${id}Hint`),
          }))}
        />
      )}
    </StepFrame>
  );
}
