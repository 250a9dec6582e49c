import { useTranslation } from 'react-i18next';
import type { PrintBatchView } from '../../../preload/contract/print-batches.ts';
import { useEventWords } from '../../i18n/event-words.ts';

/** What a batch prints, in words: the delegation's name, or "Whole roster". */
export function useBatchName(): (batch: Pick<PrintBatchView, 'kind' | 'delegation'>) => string {
  const { t } = useTranslation();
  const words = useEventWords();
  return ({ kind, delegation }) => {
    if (delegation !== null) return words.delegation(delegation);
    return t(kind === 'roster' ? 'batches.wholeRoster' : 'batches.selection');
  };
}
