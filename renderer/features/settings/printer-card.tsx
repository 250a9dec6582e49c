import { Pencil, Printer, ReceiptText, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings, PrinterState } from '../../../domain/print-job.ts';
import { conditionTone } from '../../app/printer-status.tsx';
import { useConditionWords } from '../../app/use-condition-words.ts';
import { ask } from '../../client/ask.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';

interface PrinterCardProps {
  settings: PrinterSettings;
  state: PrinterState;
  onEdit: () => void;
  onRemoved: () => void;
}

/** One printer: state, remedy, test print; changing and removing for supervisors. */
export function PrinterCard({ settings, state, onEdit, onRemoved }: PrinterCardProps): ReactNode {
  const { t } = useTranslation();
  const conditionWords = useConditionWords();
  const { words, remedy } = conditionWords(state.condition);
  return (
    <li className="card printer-card">
      <Printer aria-hidden="true" size={26} />
      <div className="printer-words">
        <p className="printer-name">
          <bdi>{settings.name}</bdi>
          <Chip tone={conditionTone(state.condition)}>{words}</Chip>
          {state.waiting > 0 && (
            <span className="figures">
              {t('settings.printers.waiting', { count: state.waiting })}
            </span>
          )}
        </p>
        <p className="printer-where">
          <bdi className="code">{state.where}</bdi>
          <span>{t(`settings.printers.abilities.${settings.ability}`)}</span>
          <span>{t('settings.printers.language')}</span>
        </p>
        {remedy !== null && <p className="printer-remedy">{remedy}</p>}
        {state.detail !== '' && <bdi className="field-hint">{state.detail}</bdi>}
      </div>
      <PrinterActions settings={settings} onEdit={onEdit} onRemoved={onRemoved} />
    </li>
  );
}

function PrinterActions({
  settings,
  onEdit,
  onRemoved,
}: Omit<PrinterCardProps, 'state'>): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const isSupervisor = useIsSupervisor();
  const [asksRemoval, setAsksRemoval] = useState(false);
  const { id, name } = settings;
  const testVerb = useCallback(async (): Promise<void> => {
    await ask('testPrint', { printerId: id });
    notify(t('settings.printers.testSent'));
  }, [id, notify, t]);
  const removeVerb = useCallback(async (): Promise<void> => {
    await ask('removePrinter', { id });
    notify(t('settings.printers.removed'));
    onRemoved();
  }, [id, notify, onRemoved, t]);
  const test = useAction(testVerb);
  const remove = useAction(removeVerb);
  if (asksRemoval) {
    return (
      <div className="printer-actions">
        <p className="printer-question">
          <bdi>{t('settings.printers.removeConfirm', { name })}</bdi>
        </p>
        <Button look="danger" isDisabled={remove.busy} onPress={() => void remove.run()}>
          {t('settings.printers.remove')}
        </Button>
        <Button autoFocus onPress={() => setAsksRemoval(false)}>
          {t('app.cancel')}
        </Button>
        <FailureNote failure={remove.failure} />
      </div>
    );
  }
  return (
    <div className="printer-actions">
      <Button
        isDisabled={test.busy}
        icon={<ReceiptText aria-hidden="true" size={18} />}
        aria-label={t('settings.printers.testOf', { name })}
        onPress={() => void test.run()}
      >
        {t('settings.printers.test')}
      </Button>
      {isSupervisor && (
        <>
          <Button
            look="quiet"
            icon={<Pencil aria-hidden="true" size={18} />}
            aria-label={t('settings.printers.editOf', { name })}
            onPress={onEdit}
          >
            {t('settings.printers.edit')}
          </Button>
          <Button
            look="quiet"
            icon={<Trash2 aria-hidden="true" size={18} />}
            aria-label={t('settings.printers.removeOf', { name })}
            onPress={() => setAsksRemoval(true)}
          >
            {t('settings.printers.remove')}
          </Button>
        </>
      )}
      <FailureNote failure={test.failure} />
    </div>
  );
}
