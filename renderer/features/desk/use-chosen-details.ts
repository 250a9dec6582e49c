import type { DelegateDetail } from '../../../preload/contract/check-in.ts';
import { type Answer, useAnswer } from '../../client/use-answer.ts';
import { useLater } from '../../ui/use-later.ts';

/** Whoever types or runs through the list sees nobody's details before the choice stands still so long. */
const stillMilliseconds = 250;
const notYet: Answer<DelegateDetail> = { value: null, failure: null, renew: () => undefined };

/**
 * The details of the chosen delegate (null: nobody's). While somebody searches they are asked for only once the choice
 * stands still, so that letters and arrow keys never wait for them.
 */
export function useChosenDetails(
  chosenId: string | null,
  isSearching: boolean,
): Answer<DelegateDetail> {
  const isStill = useLater(chosenId, stillMilliseconds) === chosenId;
  const when = chosenId !== null && (isStill || !isSearching);
  const details = useAnswer('getDelegate', [{ id: chosenId ?? '' }], {
    when,
    renewOn: ['countsChanged', 'printJobsChanged'],
  });
  return when ? details : notYet;
}
