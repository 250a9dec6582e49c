import {
  CircleAlert,
  CircleCheckBig,
  CloudOff,
  CloudUpload,
  LogOut,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../../preload/contract/sync.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { Button } from '../../ui/button.tsx';
import { type HubState, hubState, hubTone } from './hub-state.ts';
import { LinkBody } from './link-body.tsx';
import { StateHead } from './state-head.tsx';
import { useSyncNow } from './sync-provider.tsx';
import { useHubWords } from './use-hub-words.ts';

function icon(state: HubState): LucideIcon {
  switch (state.kind) {
    case 'offline':
      return CloudOff;
    case 'trouble':
      return CircleAlert;
    case 'syncing':
      return RefreshCw;
    case 'catching-up':
      return CloudUpload;
    default:
      return CircleCheckBig;
  }
}

/** The link to a hub that runs elsewhere: state, facts and what can be done. */
export function LinkCard({
  view,
  link,
}: {
  view: SyncView;
  link: NonNullable<SyncView['link']>;
}): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const isSupervisor = useIsSupervisor();
  const title = useTitle();
  const state = hubState(view, useSyncNow());
  return (
    <section className="card sync-card" aria-label={t('link.title')}>
      <StateHead
        tone={hubTone(state)}
        Icon={icon(state)}
        title={title(state)}
        name={link.hubName}
        address={link.url}
        actions={
          isSupervisor && (
            <Button
              look="quiet"
              icon={<LogOut aria-hidden="true" size={18} className="flips" />}
              onPress={() => open({ kind: 'leave' })}
            >
              {t('link.leave')}
            </Button>
          )
        }
      />
      <LinkBody state={state} link={link} />
    </section>
  );
}

/** The state in whole words; the facts below it tell the ages. */
function useTitle(): (state: HubState) => string {
  const { t } = useTranslation();
  const hubWords = useHubWords();
  return (state) => {
    if (state.kind === 'trouble') return t(`trouble.${state.group}.title`);
    return state.kind === 'synced' ? t('link.synced') : hubWords(state);
  };
}
