import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterState } from '../../domain/printing/print-job.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';

type Printer = Pick<PrinterState, 'id' | 'name'>;

function usePause({ id }: Printer, paused: boolean) {
  return useAction(() => ask('pausePrinter', { id, paused }));
}

export function PauseButton({ printer }: { printer: Printer }): ReactNode {
  const { t } = useTranslation();
  const { run, busy, failure } = usePause(printer, true);
  return (
    <>
      <Button
        isDisabled={busy}
        icon={<Pause />}
        aria-label={t('printers.pauseOf', { name: printer.name })}
        onPress={() => void run()}
      >
        {t('printers.pause')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}

/** Ends a printer's pause. Shown wherever a screen reports the pause. */
export function ResumeButton({ printer }: { printer: Printer }): ReactNode {
  const { t } = useTranslation();
  const { run, busy, failure } = usePause(printer, false);
  return (
    <>
      <Button
        variant="primary"
        isDisabled={busy}
        icon={<Play />}
        aria-label={t('printers.resumeOf', { name: printer.name })}
        onPress={() => void run()}
      >
        {t('printers.resume')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}

/** Buttons to resume the printer a badge waits for; without a printer, every paused one. */
export function ResumePaused({ printerId }: { printerId: string | null }): ReactNode {
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const paused = (value ?? [])
    .map(({ state }) => state)
    .filter(({ condition, id }) => condition === 'paused' && id === (printerId ?? id));
  return paused.map((printer) => <ResumeButton key={printer.id} printer={printer} />);
}
