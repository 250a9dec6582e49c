import { Layers } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings } from '../../../domain/print-job.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { draftErrors } from './draft-errors.ts';
import { draftOf, settingsOf } from './printer-draft.ts';
import { StockFields } from './stock-fields.tsx';

/** Says what was loaded into a printer; badges that waited for it print by themselves. */
export function StockDialog({
  printerId,
  onClose,
}: {
  printerId: string;
  onClose: () => void;
}): ReactNode {
  const { value } = useAnswer('getPrinters', []);
  const settings = value?.find((printer) => printer.settings.id === printerId)?.settings;
  if (settings === undefined) return null;
  return <StockForm settings={settings} onClose={onClose} />;
}

function StockForm({
  settings,
  onClose,
}: {
  settings: PrinterSettings;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [wasSent, setWasSent] = useState(false);
  const verb = useCallback(async (): Promise<void> => {
    const { stock } = settingsOf(draft, settings.id);
    await ask('savePrinter', { ...settings, stock });
    notify(t('printers.stockSaved'));
    onClose();
  }, [draft, notify, onClose, settings, t]);
  const { run, busy, failure } = useAction(verb);
  const error = draftErrors(draft, []).categories;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (error === undefined) void run();
  };
  return (
    <Dialog
      title={t('printers.loadTitle', { name: settings.name })}
      closesOutside={false}
      onClose={onClose}
    >
      <Form className="dialog-form" onSubmit={send}>
        <p className="dialog-effect">{t('printers.loadEffect')}</p>
        <StockFields
          draft={draft}
          setDraft={setDraft}
          change={(part) => setDraft({ ...draft, ...part })}
          wrong={(field) =>
            wasSent && field === 'categories' && error !== undefined
              ? t(`printers.wrong.${error}`)
              : null
          }
        />
        <FailureNote failure={failure} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            isDisabled={busy}
            icon={<Layers aria-hidden="true" size={18} />}
          >
            {t('printers.loadSave')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
