import { Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { screenLanguages } from '../../../domain/language.ts';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { play, type Tone } from '../desk/sounds.ts';
import { useSaveSettings } from './use-save-settings.ts';

const lockChoices = [0, 2, 5, 10, 15, 30, 60];
const tones: readonly Tone[] = ['welcome', 'ask', 'attention', 'refused', 'arrival', 'call'];
const toneGapMilliseconds = 700;

function hearTones(): void {
  for (const [index, tone] of tones.entries()) {
    setTimeout(() => play(tone), index * toneGapMilliseconds);
  }
}

/** Language, sounds, checkpoint and lock of this desk. */
export function DeskSection(): ReactNode {
  const { t } = useTranslation();
  const station = useStation();
  const { language } = useFormats();
  const { run, failure } = useSaveSettings();
  const minutes = [...new Set([...lockChoices, station.lockAfterMinutes])].sort((a, b) => a - b);
  return (
    <div className="card settings-form">
      <FailureNote failure={failure} />
      <Select
        label={t('settings.desk.language')}
        choices={screenLanguages.map((id) => ({ id, words: t(`settings.desk.languages.${id}`) }))}
        value={station.language}
        onChange={(next) => void run({ language: next })}
      />
      <Select
        label={t('settings.desk.checkpoint')}
        choices={station.event.checkpoints.map(({ id, name }) => ({ id, words: name[language] }))}
        value={station.checkpoint}
        onChange={(checkpoint) => void run({ checkpoint })}
      />
      <Select
        label={t('settings.desk.lock')}
        choices={minutes.map((count) => ({
          id: String(count),
          words:
            count === 0 ? t('settings.desk.lockNever') : t('settings.desk.lockAfter', { count }),
        }))}
        value={String(station.lockAfterMinutes)}
        onChange={(count) => void run({ lockAfterMinutes: Number(count) })}
      />
      <div className="settings-line">
        <Switch isSelected={station.sounds} onChange={(sounds) => void run({ sounds })}>
          {t('settings.desk.sounds')}
        </Switch>
        <Button icon={<Volume2 aria-hidden="true" size={18} />} onPress={hearTones}>
          {t('settings.desk.hear')}
        </Button>
      </div>
      <p className="field-hint">{t('settings.desk.soundsHint')}</p>
    </div>
  );
}
