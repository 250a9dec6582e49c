import {
  CircleAlert,
  ClockAlert,
  CloudOff,
  CloudUpload,
  Inbox,
  RefreshCw,
  Server,
  Unplug,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import { StatusItem } from '../../ui/status-item.tsx';
import { type HubState, hubState, hubTone, toSettle } from './hub-state.ts';
import { useSyncNow } from './sync-provider.tsx';
import { useAgeWords, useHubWords } from './use-hub-words.ts';

function icon(kind: HubState['kind']): typeof Server {
  switch (kind) {
    case 'alone':
      return Unplug;
    case 'syncing':
    case 'host-starting':
      return RefreshCw;
    case 'catching-up':
      return CloudUpload;
    case 'offline':
      return CloudOff;
    case 'trouble':
    case 'host-failed':
      return CircleAlert;
    case 'synced':
    case 'hosting':
      return Server;
  }
}

export function HubItem({ view }: { view: SyncView }): ReactNode {
  const hubWords = useHubWords();
  const state = hubState(view, useSyncNow());
  const Icon = icon(state.kind);
  return (
    <StatusItem tone={hubTone(state)} icon={<Icon aria-hidden="true" size={16} />}>
      <span className="figures">{hubWords(state)}</span>
    </StatusItem>
  );
}

/** The state, and what else needs attention, for pages without a problems screen. */
export function HubItems({ view }: { view: SyncView }): ReactNode {
  const { t } = useTranslation();
  const open = toSettle(view);
  return (
    <>
      <HubItem view={view} />
      {view.link !== null && view.link.clockOff !== null && (
        <ClockItem offset={view.link.clockOff} />
      )}
      {open > 0 && (
        <StatusItem tone="look" icon={<Inbox />}>
          {t('hub.open', { count: open })}
        </StatusItem>
      )}
    </>
  );
}

function ClockItem({ offset }: { offset: number }): ReactNode {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  return (
    <StatusItem tone="look" icon={<ClockAlert />} title={t('hub.clockRemedy')}>
      {t('hub.clockOff', { age: ageWords(Math.abs(offset)) })}
    </StatusItem>
  );
}
