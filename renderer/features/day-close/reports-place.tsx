import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useMay } from '../../client/rights.ts';
import { Button } from '../../ui/button.tsx';

/** The way to the lists of the event, for those who may take them along. */
export function ReportsPlace(_props: { day: string }): ReactNode {
  const { t } = useTranslation();
  const { go } = useNavigation();
  if (!useMay('export')) return null;
  return (
    <div className="reports-place">
      <Button icon={<FileText aria-hidden="true" size={18} />} onPress={() => go('reports')}>
        {t('reports.toReports')}
      </Button>
    </div>
  );
}
