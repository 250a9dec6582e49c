import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import type { PrinterState } from '../../domain/printing/print-job.ts';
import type { Tone } from '../../ui/chip.tsx';
import { StatusItem } from '../../ui/status-item.tsx';
import { useAnswer } from '../base/page-client.ts';
import { conditionTone } from './condition-tone.ts';
import { ResumeButton } from './pause-button.tsx';
import { useConditionWords } from './use-condition-words.ts';

/**
 * The printer's condition. Several printers are shown as one, by the worst; pressing it shows all.
 */
export function PrinterStatus(): ReactNode {
  const { t } = useTranslation();
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  if (value === null) return null;
  if (value.length === 0) {
    return (
      <StatusItem tone="look" icon={<Printer />} title={t('hold.no-printer.remedy')}>
        {t('footer.noPrinter')}
      </StatusItem>
    );
  }
  const states = value.map(({ state }) => state);
  const [only, ...others] = states;
  // A paused printer gets the list, which has the button to resume it.
  return only === undefined || others.length > 0 || only.condition === 'paused' ? (
    <PrinterList states={states} />
  ) : (
    <PrinterItem state={only} />
  );
}

function PrinterItem({ state }: { state: PrinterState }): ReactNode {
  const { t } = useTranslation();
  const { words, remedy } = useConditionWords()(state.condition);
  const filled = { name: state.name, state: words, count: state.waiting };
  return (
    <StatusItem
      tone={conditionTone(state.condition)}
      icon={<Printer />}
      {...(remedy === null ? {} : { title: remedy })}
    >
      <bdi>{t(state.waiting > 0 ? 'footer.printerWaiting' : 'footer.printerState', filled)}</bdi>
    </StatusItem>
  );
}

const tones: readonly Tone[] = ['look', 'quiet', 'go'];

/** Sorts printers that need attention first. */
function byNeed(states: readonly PrinterState[]): PrinterState[] {
  const place = ({ condition }: PrinterState): number => tones.indexOf(conditionTone(condition));
  return states.toSorted((a, b) => place(a) - place(b) || b.waiting - a.waiting);
}

function PrinterList({ states }: { states: readonly PrinterState[] }): ReactNode {
  const { t } = useTranslation();
  const conditionWords = useConditionWords();
  const sorted = byNeed(states);
  const [worst] = sorted;
  if (worst === undefined) return null;
  const tone = conditionTone(worst.condition);
  const count = states.length;
  const troubled = states.filter(({ condition }) => conditionTone(condition) === tone).length;
  const { words, remedy } = conditionWords(worst.condition);
  return (
    <DialogTrigger>
      <Button className="status-press min-w-target min-h-target p-0 border-0 bg-transparent rounded-full">
        {count === 1 ? (
          <PrinterItem state={worst} />
        ) : (
          <StatusItem
            tone={tone}
            icon={<Printer />}
            {...(remedy === null ? {} : { title: remedy })}
          >
            <bdi>
              {tone === 'go'
                ? t('footer.printersReady', { count })
                : t('footer.printersOf', { state: words, troubled, count })}
            </bdi>
          </StatusItem>
        )}
      </Button>
      <Popover
        className="status-popover p-4 panel w-[min(26rem,92vw)] shadow-lift-3"
        placement="top start"
      >
        {/* It takes the focus itself when it opens; its content keeps its focus ring. */}
        <Dialog className="quiet-focus" aria-label={t('footer.printersList')}>
          <ul className="grid gap-3">
            {sorted.map((state) => (
              <li key={state.id} className="status-printer flex items-center justify-between gap-3">
                <PrinterItem state={state} />
                {state.condition === 'paused' && <ResumeButton printer={state} />}
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
