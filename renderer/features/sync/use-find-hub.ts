import { useCallback, useEffect, useState } from 'react';
import type { FoundHub } from '../../../preload/contract/sync.ts';
import type { CallInput } from '../../../preload/contract.ts';
import { ask } from '../../client/ask.ts';
import { type Action, useAction } from '../../client/use-action.ts';
import { useDesk } from '../desk/desk-provider.tsx';

interface FindHub {
  find: Action<[CallInput<'findHub'>]>;
  /** The hub that the code led to; null until then. */
  found: FoundHub | null;
  /** Back to the code. */
  forget: () => void;
}

/**
 * Finds a hub by a code that is scanned, whatever has the focus, or typed. While it is shown every
 * scan is taken as such a code.
 *
 * @param call `findHubAtSetUp` during the set-up, without a sign-in
 */
export function useFindHub(call: 'findHub' | 'findHubAtSetUp'): FindHub {
  const { readInvites } = useDesk();
  const [found, setFound] = useState<FoundHub | null>(null);
  const verb = useCallback(
    async (input: CallInput<'findHub'>): Promise<void> => {
      setFound(null);
      setFound(await ask(call, input));
    },
    [call],
  );
  const find = useAction(verb);
  const { run } = find;
  useEffect(() => {
    readInvites((text) => void run({ kind: 'scanned', text }));
    return () => readInvites(null);
  }, [readInvites, run]);
  const forget = (): void => {
    setFound(null);
    find.forget();
  };
  return { find, found, forget };
}
