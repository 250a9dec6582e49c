import { createContext, use } from 'react';
import { useMay } from '../client/session-store.ts';
import { useAnswer } from '../client/use-answer.ts';
import type { PlaceName } from './places.ts';

/** How many things wait for somebody, by the page where they can be seen. */
export type Waiting = Partial<Record<PlaceName, number>>;

export const WaitingContext = createContext<Waiting>({});

/** How many things wait for somebody, by page. */
export function useWaiting(): Waiting {
  return use(WaitingContext);
}

/** Asks the hub how much waits, whatever page is shown. */
export function useSummaryOfWaiting(): Waiting {
  const mayApprovePurge = useMay('approve-purge');
  const mayApproveJudging = useMay('approve-judging');
  const { value } = useAnswer('summary', {}, { on: ['facts'] });
  const approvals = useAnswer(
    'approvals',
    {},
    { on: ['stations'], when: mayApprovePurge || mayApproveJudging },
  );
  return {
    ...(value === null ? {} : { help: value.openCalls, duplicates: value.openDuplicates }),
    approvals: approvals.value?.approvals.filter(({ mayDecide }) => mayDecide).length ?? 0,
  };
}
