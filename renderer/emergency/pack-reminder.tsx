import { FileWarning } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../kit/navigation.tsx';
import { StatusItem } from '../kit/status-item.tsx';
import { showSection } from './shown-section.ts';
import { usePackDue } from './use-pack-due.ts';

/** A link in the footer on the morning of an event's day, until the pack is prepared. */
export function PackReminder(): ReactNode {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const isDue = usePackDue();
  if (!isDue) return null;
  return (
    <Button
      className="status-press min-w-target inline-flex items-center gap-1 min-h-target p-0 border-0 bg-transparent rounded-full"
      onPress={() => {
        showSection('pack');
        go('emergency');
      }}
    >
      <StatusItem tone="look" icon={<FileWarning />} title={t('emergency.pack.reminderHint')}>
        <span className="status-extra">{t('emergency.pack.reminder')}</span>
      </StatusItem>
    </Button>
  );
}
