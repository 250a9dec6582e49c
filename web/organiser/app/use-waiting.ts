import { createContext, use } from 'react';
import { approvalKinds } from '../../../domain/organiser/approvals.ts';
import { useAnswer } from '../client/page-client.ts';
import { useSession } from '../client/session-store.ts';
import type { PlaceName } from './places.ts';

/** Number of items that need attention, by the page that lists them. */
export type Waiting = Partial<Record<PlaceName, number>>;

export const WaitingContext = createContext<Waiting>({});

export function useWaiting(): Waiting {
  return use(WaitingContext);
}

/** Asks the hub for the items that need attention, on any page. */
export function useSummaryOfWaiting(): Waiting {
  const { rights } = useSession();
  const mayApprove = Object.values(approvalKinds).some(({ approve }) => rights.includes(approve));
  const { value } = useAnswer('summary', [{}], { renewOn: ['facts'] });
  const approvals = useAnswer('approvals', [{}], { renewOn: ['stations'], when: mayApprove });
  return {
    ...(value === null ? {} : { help: value.openCalls, duplicates: value.openDuplicates }),
    approvals: approvals.value?.approvals.filter(({ mayDecide }) => mayDecide).length ?? 0,
  };
}
