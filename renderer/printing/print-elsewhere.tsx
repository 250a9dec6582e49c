import { CornerUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type PrinterState, takesCategory } from '../../domain/printing/print-job.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';

const able: readonly PrinterState['condition'][] = ['ready', 'printing', 'paper-low'];

/** For a badge on hold: one button for each other printer that has its stock and can print now. */
export function PrintElsewhere({ job }: { job: PrintJobView }): ReactNode {
  const { t } = useTranslation();
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const { run, busy, failure } = useAction((printerId: string) =>
    ask('movePrintJob', { jobId: job.id, printerId }),
  );
  const others = (value ?? []).filter(
    ({ settings, state }) =>
      settings.id !== job.printerId &&
      able.includes(state.condition) &&
      takesCategory(settings.stock, job.category),
  );
  return (
    <>
      {others.map(({ settings: { id, name } }) => (
        <Button
          key={id}
          isDisabled={busy}
          icon={<CornerUpRight className="flips" />}
          onPress={() => void run(id)}
        >
          <bdi>{t('badge.printOn', { printer: name })}</bdi>
        </Button>
      ))}
      <FailureNote failure={failure} />
    </>
  );
}
