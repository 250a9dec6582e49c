import { useTranslation } from 'react-i18next';
import type { PrinterState } from '../../domain/printing/print-job.ts';

interface ConditionWords {
  words: string;
  /** The next step, if one is needed. */
  remedy: string | null;
}

/** The label of a printer's condition, with the remedy if it cannot print. */
export function useConditionWords(): (condition: PrinterState['condition']) => ConditionWords {
  const { t } = useTranslation();
  return (condition) => {
    switch (condition) {
      case 'ready':
      case 'printing':
      case 'paper-low':
      case 'unknown':
        return { words: t(`settings.condition.${condition}`), remedy: null };
      default:
        return { words: t(`hold.${condition}.title`), remedy: t(`hold.${condition}.remedy`) };
    }
  };
}
