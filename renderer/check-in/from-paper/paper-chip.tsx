import { FilePenLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../kit/chip.tsx';

/** Marks an admission written on paper first: its time is the true one, not that of entry. */
export function PaperChip(): ReactNode {
  const { t } = useTranslation();
  return (
    <Chip tone="quiet" icon={<FilePenLine size={14} />}>
      {t('emergency.fromPaper.mark')}
    </Chip>
  );
}
