import { Check, FileX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn } from '../../domain/base/language.ts';
import type { SettingsChoice } from '../../preload/contract/station/set-up.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { useStation } from '../base/station.tsx';
import { FileProblems } from './file-problems.tsx';
import type { SettingsFileUse } from './use-settings-file.ts';
import '../../ui/file-problems.css';

/** The effect of a chosen settings file on this station, or every reason why it cannot be used. */
export function SettingsFileDialog({ file }: { file: SettingsFileUse }): ReactNode {
  const { choice } = file;
  if (choice === null) return null;
  return choice.settings === null ? (
    <Refused choice={choice} onClose={file.close} />
  ) : (
    <Offered file={file} fileName={choice.fileName} settings={choice.settings} />
  );
}

function Refused({ choice, onClose }: { choice: SettingsChoice; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('settingsFile.title')}
      size="wide"
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('app.close')}</Button>}
    >
      <Note tone="stop" icon={<FileX />} title={t('settingsFile.refused')}>
        <p>{t('settingsFile.refusedHint')}</p>
        <bdi className="code wrap-anywhere">{choice.fileName}</bdi>
      </Note>
      <FileProblems problems={choice.problems} />
    </Dialog>
  );
}

function Offered({
  file,
  fileName,
  settings,
}: {
  file: SettingsFileUse;
  fileName: string;
  settings: NonNullable<SettingsChoice['settings']>;
}): ReactNode {
  const { t } = useTranslation();
  const { list } = useFormats();
  const [number, setNumber] = useState('1');
  const isNumber = /^[1-9]\d{0,3}$/.test(number);
  const name = settings.name.replaceAll('{number}', number);
  const rows = [
    [t('setUp.ready.station'), name],
    [t('settingsFile.mode'), t(`setUp.station.${settings.mode}`)],
    [
      t('settingsFile.printers'),
      settings.printers.length === 0 ? t('settingsFile.none') : list(settings.printers),
    ],
    [t('settingsFile.checkpoint'), useCheckpointWords(settings)],
    [t('settingsFile.supervisor'), settings.supervisor ?? t('settingsFile.nobody')],
  ] as const;
  return (
    <FormDialog
      title={t('settingsFile.title')}
      onClose={file.close}
      onSubmit={() => void file.apply.run(Number(number))}
      failure={file.apply.failure}
      submit={{
        label: t('settingsFile.apply'),
        icon: <Check />,
        isDisabled: file.apply.busy || !isNumber,
      }}
    >
      <p>{t('settingsFile.from', { file: fileName })}</p>
      {settings.asksForNumber && (
        <TextField
          label={t('settingsFile.number')}
          hint={t('settingsFile.numberHint')}
          inputMode="numeric"
          maxLength={4}
          value={number}
          onChange={setNumber}
          autoFocus
          error={isNumber ? null : t('settingsFile.numberWrong')}
        />
      )}
      <dl className="settings-file-facts grid" aria-label={t('settingsFile.willBe')}>
        {rows.map(([word, value]) => (
          <div className="grid gap-3 py-2 border-t" key={word}>
            <dt className="text-soft">{word}</dt>
            <dd className="font-semibold wrap-anywhere">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </FormDialog>
  );
}

function useCheckpointWords(settings: NonNullable<SettingsChoice['settings']>): string {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event } = useStation();
  const { checkpoint } = settings;
  if (checkpoint === null) return t('settingsFile.first');
  const known = nameIn(event.checkpoints, checkpoint, language, event);
  return known ?? t('settingsFile.unknown', { id: checkpoint });
}
