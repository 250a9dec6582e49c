import { History, Layers, Pause, Pencil, Play, ReceiptText, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings } from '../../../domain/print-job.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ask } from '../../client/ask.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';

/** What can be done with a printer; the names in the labels tell the buttons of two cards apart. */
export function PrinterActions({
  settings,
  isPaused,
}: {
  settings: PrinterSettings;
  isPaused: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const isSupervisor = useIsSupervisor();
  const { open } = useNavigation();
  const { id, name } = settings;
  const testVerb = useCallback(async (): Promise<void> => {
    await ask('testPrint', { printerId: id });
    notify(t('printers.testQueued'));
  }, [id, notify, t]);
  const test = useAction(testVerb);
  return (
    <div className="printer-actions">
      <div className="printer-buttons">
        <Button
          isDisabled={test.busy}
          icon={<ReceiptText aria-hidden="true" size={18} />}
          aria-label={t('printers.testOf', { name })}
          onPress={() => void test.run()}
        >
          {t('printers.test')}
        </Button>
        {isSupervisor && (
          <Button
            icon={<Layers aria-hidden="true" size={18} />}
            aria-label={t('printers.loadOf', { name })}
            onPress={() => open({ kind: 'load-stock', printerId: id })}
          >
            {t('printers.load')}
          </Button>
        )}
        <PauseButton id={id} name={name} isPaused={isPaused} />
      </div>
      <div className="printer-buttons" data-end>
        <Button
          look="quiet"
          icon={<History aria-hidden="true" size={18} />}
          aria-label={t('printers.historyOf', { name })}
          onPress={() => open({ kind: 'printer-history', printerId: id, name })}
        >
          {t('printers.history')}
        </Button>
        {isSupervisor && (
          <>
            <IconButton
              label={t('printers.editOf', { name })}
              icon={<Pencil aria-hidden="true" size={18} />}
              onPress={() => open({ kind: 'edit-printer', printerId: id })}
            />
            <IconButton
              label={t('printers.removeOf', { name })}
              icon={<Trash2 aria-hidden="true" size={18} />}
              onPress={() => open({ kind: 'remove-printer', printerId: id, name })}
            />
          </>
        )}
      </div>
      <FailureNote failure={test.failure} />
    </div>
  );
}

function PauseButton({
  id,
  name,
  isPaused,
}: {
  id: string;
  name: string;
  isPaused: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const verb = useCallback(
    (): Promise<void> => ask('pausePrinter', { id, paused: !isPaused }),
    [id, isPaused],
  );
  const { run, busy, failure } = useAction(verb);
  const Icon = isPaused ? Play : Pause;
  return (
    <>
      <Button
        look={isPaused ? 'primary' : 'plain'}
        isDisabled={busy}
        icon={<Icon aria-hidden="true" size={18} />}
        aria-label={t(isPaused ? 'printers.resumeOf' : 'printers.pauseOf', { name })}
        onPress={() => void run()}
      >
        {t(isPaused ? 'printers.resume' : 'printers.pause')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}
