import { CircleAlert, CircleCheckBig, CloudOff, LogOut, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../../preload/contract/sync.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { AwayCard } from './away-card.tsx';
import { type HubState, hubState, hubTone, isAwayLong } from './hub-state.ts';
import { LinkFacts } from './link-facts.tsx';
import { StateHead } from './state-head.tsx';
import { useSyncNow } from './sync-provider.tsx';
import { useHubWords } from './use-hub-words.ts';

type Link = NonNullable<SyncView['link']>;

function icon(state: HubState): typeof RefreshCw {
  if (state.kind === 'offline') return CloudOff;
  if (state.kind === 'trouble') return CircleAlert;
  return state.kind === 'syncing' ? RefreshCw : CircleCheckBig;
}

/** The link to the hub: state, facts and what can be done. */
export function LinkCard({ view, link }: { view: SyncView; link: Link }): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const isSupervisor = useIsSupervisor();
  const hubWords = useHubWords();
  const now = useSyncNow();
  const state = hubState(view, now);
  const isOwn = view.host !== null;
  return (
    <section className="card sync-card" aria-label={t('link.title')}>
      {!isOwn && (
        <StateHead
          tone={hubTone(state)}
          Icon={icon(state)}
          title={hubWords(state)}
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
      )}
      {link.state.pull !== null && <PullProgress pull={link.state.pull} />}
      {state.kind === 'trouble' && (
        <Note
          tone={hubTone(state)}
          icon={<CircleAlert aria-hidden="true" size={20} />}
          title={t(`trouble.${state.group}.title`)}
        >
          <p>{t(`trouble.${state.group}.remedy`)}</p>
        </Note>
      )}
      {!isOwn && isAwayLong(state, now) && <AwayCard waiting={link.state.waiting} />}
      <LinkFacts link={link} />
    </section>
  );
}

function PullProgress({ pull }: { pull: NonNullable<Link['state']['pull']> }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { done, total } = pull;
  return (
    <div className="sync-pull">
      <Progress
        label={t('link.pull')}
        fraction={total === 0 ? 0 : done / total}
        valueWords={t('link.pullOf', { done: number(done), total: number(total) })}
      />
      <p className="field-hint">{t('link.pullHint')}</p>
    </div>
  );
}
