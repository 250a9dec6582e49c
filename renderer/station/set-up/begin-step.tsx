import { FileCog } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskLanguage } from '../../../domain/base/language.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { RadioCards } from '../../../ui/fields/radio-cards.tsx';
import { Select } from '../../../ui/fields/select.tsx';
import { endonyms } from '../../../ui/words/endonyms.ts';
import { wordedLanguages } from '../../../ui/words/further.ts';
import { ask } from '../../base/ask.ts';
import { useAction } from '../../base/page-client.ts';
import { useStation, useStationAnswer } from '../../base/station.tsx';
import { SettingsFileDialog } from '../settings-file-dialog.tsx';
import { useSettingsFile } from '../use-settings-file.ts';
import { StepFrame } from './step-frame.tsx';

const ways = ['create', 'hub', 'package', 'file', 'demo'] as const;
type Way = (typeof ways)[number];

export function BeginStep(): ReactNode {
  const { t } = useTranslation();
  const { renew } = useStationAnswer();
  const { setUp } = useStation();
  const [way, setWay] = useState<Way>(
    setUp?.source === 'preset' ? 'file' : (setUp?.source ?? 'create'),
  );
  const { run, busy, failure } = useAction(async () => {
    await ask('chooseSetUpSource', { source: way });
    renew();
  });
  return (
    <StepFrame
      title={t('setUp.begin.title')}
      wide
      onNext={() => void run()}
      isBusy={busy}
      failure={failure}
    >
      <LanguageChoice />
      <RadioCards
        label={t('setUp.begin.how')}
        value={way}
        onChange={setWay}
        choices={ways.map((id) => ({
          id,
          label: t(`setUp.begin.${id}`),
          hint: t(`setUp.begin.${id}Hint`),
        }))}
      />
      {busy && way === 'demo' && <p role="status">{t('setUp.begin.loading')}</p>}
      <SettingsFileLine />
    </StepFrame>
  );
}

function LanguageChoice(): ReactNode {
  const { t } = useTranslation();
  const { language } = useStation();
  const { renew } = useStationAnswer();
  const { run, failure } = useAction(async (next: KioskLanguage) => {
    await ask('changeStation', { language: next });
    renew();
  });
  return (
    <>
      <Select
        label={t('settings.desk.language')}
        choices={wordedLanguages().map((id) => ({ id, label: endonyms[id] }))}
        value={language}
        onChange={(next) => void run(next)}
      />
      <FailureNote failure={failure} />
    </>
  );
}

function SettingsFileLine(): ReactNode {
  const { t } = useTranslation();
  const file = useSettingsFile();
  return (
    <div className="flex items-center flex-wrap gap-2 small">
      <span>{t('setUp.begin.alike')}</span>
      <Button variant="quiet" icon={<FileCog />} onPress={() => void file.choose.run()}>
        {t('setUp.begin.useFile')}
      </Button>
      <FailureNote failure={file.choose.failure} />
      <SettingsFileDialog file={file} />
    </div>
  );
}
