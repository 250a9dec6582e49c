import type { HubKnowledge } from '../../domain/sync/last-seen.ts';
import { hubState, isHeard } from './hub-state.ts';
import { useSync, useSyncNow } from './sync-provider.tsx';

/** How far the hub's information on its stations can be relied on now. */
export function useHubKnowledge(): HubKnowledge {
  const now = useSyncNow();
  const { view } = useSync();
  const state = view === null ? null : hubState(view, now);
  return {
    now,
    isCurrent: state !== null && isHeard(state),
    isRevoked: state?.kind === 'trouble' && state.group === 'revoked',
  };
}
