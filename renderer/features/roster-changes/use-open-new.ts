import { useCallback } from 'react';
import type { IdentityDocument } from '../../../domain/ledger/attendance.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useDesk } from '../desk/desk-provider.tsx';
import { isAnswerDue } from '../desk/flow.ts';

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
