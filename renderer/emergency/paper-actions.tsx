import { FileDown, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperTarget } from '../../preload/contract/emergency.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useAction, useAnswer } from '../base/page-client.ts';
import './emergency.css';

/**
 * Prints a list on a system printer, or saves it as a PDF. `send` resolves to false if cancelled.
 */
export function PaperActions({
  send,
  isDisabled = false,
  primary,
}: {
  send: (to: PaperTarget) => Promise<boolean>;
  isDisabled?: boolean;
  /** The default action here. */
  primary: 'print' | 'file';
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { value: printers } = useAnswer('listPaperPrinters', []);
  const [chosen, setChosen] = useState<string | null>(null);
  const queue = printers?.find((one) => one.queue === chosen)?.queue ?? printers?.[0]?.queue;
  const hasNone = printers !== null && queue === undefined;
  const { run, busy, failure } = useAction(async (to: PaperTarget) => {
    if (!(await send(to))) return;
    notify(t(to.kind === 'file' ? 'emergency.saved' : 'emergency.printed'));
  });
  return (
    <>
      <div className="paper-actions flex flex-wrap gap-2 items-end">
        {printers !== null && printers.length > 1 && queue !== undefined && (
          <Select
            label={t('emergency.paperTo')}
            choices={printers.map((one) => ({ id: one.queue, label: one.name }))}
            value={queue}
            onChange={setChosen}
          />
        )}
        {!hasNone && (
          <Button
            variant={primary === 'print' && queue !== undefined ? 'primary' : 'plain'}
            icon={<Printer />}
            isDisabled={isDisabled || busy || queue === undefined}
            onPress={() => {
              if (queue !== undefined) void run({ kind: 'printer', queue });
            }}
          >
            {t('emergency.print')}
          </Button>
        )}
        <Button
          variant={primary === 'file' || hasNone ? 'primary' : 'plain'}
          icon={<FileDown />}
          isDisabled={isDisabled || busy}
          onPress={() => void run({ kind: 'file' })}
        >
          {t('emergency.savePdf')}
        </Button>
        {hasNone && <p className="field-hint self-center">{t('emergency.noPrinters')}</p>}
      </div>
      <FailureNote failure={failure} />
    </>
  );
}
