import { FilePenLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../../ui/chip.tsx';

/** Marks an admission first recorded on paper: its time is that of the admission, not of entry. */
export function PaperChip(): ReactNode {
  const { t } = useTranslation();
  return (
    <Chip tone="quiet" icon={<FilePenLine size={14} />}>
      {t('emergency.fromPaper.mark')}
    </Chip>
  );
}
