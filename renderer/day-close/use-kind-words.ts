import { useTranslation } from 'react-i18next';
import { balanceWords } from '../../domain/badges/gap-words.ts';
import { useFormats } from '../kit/words/format.ts';
import type { MatterKind } from './matters.ts';

/** The title of a kind of matters; the balance has the one of its report. */
export function useKindWords(): (kind: MatterKind) => string {
  const { t } = useTranslation();
  const { language } = useFormats();
  return (kind) =>
    kind === 'balance' ? balanceWords[language].title : t(`dayClose.kinds.${kind}`);
}
