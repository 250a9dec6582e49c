import { useCallback } from 'react';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import { useNavigation } from '../kit/navigation.tsx';
import { useDesk } from './desk-provider.tsx';
import { isAnswerDue } from './flow.ts';

/** Opens a person just registered, with the document seen, if any: Enter checks them in. */
export function useOpenNew(): (delegateId: string, document?: IdentityDocument) => void {
  const { go, pick } = useNavigation();
  const { state, flow } = useDesk();
  return useCallback(
    (delegateId, document) => {
      if (!isAnswerDue(state)) flow.putAside();
      flow.sawDocument(document === undefined ? null : { delegateId, document });
      go('desk');
      pick(delegateId);
    },
    [flow, go, pick, state],
  );
}
