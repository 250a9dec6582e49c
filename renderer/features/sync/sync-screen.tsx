import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { StickCard } from '../stick/stick-card.tsx';
import { Alone } from './alone.tsx';
import { HostCard } from './host-card.tsx';
import { LinkCard } from './link-card.tsx';
import { SyncLists } from './sync-lists.tsx';
import { useSync } from './sync-provider.tsx';
import './sync.css';

/** How this desk keeps in step with the others: its hub, and what only people can settle. */
export function SyncScreen(): ReactNode {
  const { t } = useTranslation();
  const { view, failure, syncNow } = useSync();
  const isAlone = view !== null && view.link === null && view.host === null;
  return (
    <main className="screen" aria-label={t('sync.title')}>
      <header className="screen-head sync-head">
        <h1>{t('sync.title')}</h1>
        <p>{t('sync.intro')}</p>
        {view !== null && view.link !== null && (
          <Button
            icon={<RefreshCw aria-hidden="true" size={18} />}
            keys={[t('keys.ctrl'), t('keys.shift'), 'S']}
            isDisabled={syncNow.busy}
            onPress={() => void syncNow.run()}
          >
            {t('sync.now')}
          </Button>
        )}
      </header>
      <FailureNote failure={failure ?? syncNow.failure} />
      {isAlone && <Alone />}
      {view !== null && view.host !== null && <HostCard view={view} host={view.host} />}
      {view !== null && view.host === null && view.link !== null && (
        <LinkCard view={view} link={view.link} />
      )}
      {view !== null && <SyncLists view={view} />}
      {view !== null && view.link !== null && <StickCard />}
    </main>
  );
}
