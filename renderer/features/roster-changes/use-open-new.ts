import { useCallback } from 'react';
import { useNavigation } from '../../app/navigation.tsx';
import { useDesk } from '../desk/desk-provider.tsx';
import { isAnswerDue } from '../desk/flow.ts';

/** Opens a person just registered on the desk, so that Enter checks them in. */
export function useOpenNew(): (delegateId: string) => void {
  const { go } = useNavigation();
  const { state, flow, pick } = useDesk();
  return useCallback(
    (delegateId) => {
      if (!isAnswerDue(state)) flow.putAside();
      go('desk');
      pick(delegateId);
    },
    [flow, go, pick, state],
  );
}
