import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../ui/navigation.tsx';
import { HubItem } from './hub-items.tsx';
import { useSync } from './sync-provider.tsx';

/** The state of the station's link with its hub; pressing it opens the sync screen. */
export function HubStatus({ canOpen }: { canOpen: boolean }): ReactNode {
  const { t } = useTranslation();
  const { view } = useSync();
  const { go } = useNavigation();
  if (view === null) return null;
  if (!canOpen) return <HubItem view={view} />;
  return (
    <Button
      className="status-press min-w-target inline-flex items-center gap-1 min-h-target p-0 border-0 bg-transparent rounded-full"
      aria-describedby="hub-status-opens"
      onPress={() => go('sync')}
    >
      <HubItem view={view} />
      <span id="hub-status-opens" className="visually-hidden">
        {t('hub.opens')}
      </span>
    </Button>
  );
}
