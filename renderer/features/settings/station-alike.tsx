import { FileDown, FileUp } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { SettingsFileDialog } from '../settings-file/settings-file-dialog.tsx';
import { useSettingsFile } from '../settings-file/use-settings-file.ts';

/** The settings as a file, out and in, so that many stations are set up alike. */
export function StationAlike(): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [withSupervisor, setWithSupervisor] = useState(false);
  const verb = useCallback(async (): Promise<void> => {
    if (await ask('exportSettings', { withSupervisor })) notify(t('stationSettings.exported'));
  }, [notify, t, withSupervisor]);
  const save = useAction(verb);
  const file = useSettingsFile();
  return (
    <section className="settings-aside" aria-label={t('stationSettings.alike')}>
      <h2>{t('stationSettings.alike')}</h2>
      <p className="field-hint">{t('stationSettings.alikeHint')}</p>
      <CheckLine isSelected={withSupervisor} onChange={setWithSupervisor}>
        {t('stationSettings.withSupervisor')}
      </CheckLine>
      {withSupervisor && <p className="field-hint">{t('stationSettings.withSupervisorHint')}</p>}
      <FailureNote failure={save.failure ?? file.choose.failure} />
      <div className="settings-line">
        <Button
          icon={<FileDown aria-hidden="true" size={18} />}
          isDisabled={save.busy}
          onPress={() => void save.run()}
        >
          {t('stationSettings.export')}
        </Button>
        <Button
          icon={<FileUp aria-hidden="true" size={18} />}
          isDisabled={file.choose.busy}
          onPress={() => void file.choose.run()}
        >
          {t('stationSettings.import')}
        </Button>
      </div>
      <SettingsFileDialog file={file} />
    </section>
  );
}
