import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../../preload/contract/sync.ts';
import { useFormats } from '../../i18n/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { AwayCard } from './away-card.tsx';
import { type HubState, isAwayLong, isHeldUp } from './hub-state.ts';
import { LinkFacts } from './link-facts.tsx';
import { useSyncNow } from './sync-provider.tsx';
import { ClockCard, TroubleCard } from './trouble-card.tsx';

type Link = NonNullable<SyncView['link']>;

/** How the link stands, wherever its hub runs: a long pull, what to do, and the facts. */
export function LinkBody({ state, link }: { state: HubState; link: Link }): ReactNode {
  const now = useSyncNow();
  return (
    <>
      {link.state.pull !== null && <PullProgress pull={link.state.pull} />}
      {state.kind === 'trouble' && <TroubleCard state={state} />}
      {isAwayLong(state, now) && <AwayCard />}
      {link.clockOff !== null && <ClockCard />}
      <LinkFacts link={link} isHeldUp={isHeldUp(state)} />
    </>
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
