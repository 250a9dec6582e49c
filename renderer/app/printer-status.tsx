import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterState } from '../../domain/print-job.ts';
import { useAnswer } from '../client/use-answer.ts';
import type { Tone } from '../ui/chip.tsx';
import { StatusItem } from './status-item.tsx';
import { useConditionWords } from './use-condition-words.ts';

/** The colour of a printer's condition. */
export function conditionTone(condition: PrinterState['condition']): Tone {
  switch (condition) {
    case 'ready':
    case 'printing':
      return 'go';
    case 'unknown':
      return 'quiet';
    default:
      return 'look';
  }
}

/** Every printer with its condition; or that there is none. */
export function PrinterStatus(): ReactNode {
  const { t } = useTranslation();
  const conditionWords = useConditionWords();
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  if (value === null) return null;
  if (value.length === 0) {
    return (
      <StatusItem
        tone="look"
        icon={<Printer aria-hidden="true" size={16} />}
        title={t('hold.no-printer.remedy')}
      >
        {t('footer.noPrinter')}
      </StatusItem>
    );
  }
  return value.map(({ state }) => {
    const { words, remedy } = conditionWords(state.condition);
    const filled = { name: state.name, state: words, count: state.waiting };
    return (
      <StatusItem
        key={state.id}
        tone={conditionTone(state.condition)}
        icon={<Printer aria-hidden="true" size={16} />}
        {...(remedy === null ? {} : { title: remedy })}
      >
        <bdi>{t(state.waiting > 0 ? 'footer.printerWaiting' : 'footer.printerState', filled)}</bdi>
      </StatusItem>
    );
  });
}
