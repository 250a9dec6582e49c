import { useEffect, useState } from 'react';
import type { FoundHub } from '../../preload/contract/sync.ts';
import type { CallInput } from '../../preload/contract.ts';
import { ask } from '../base/ask.ts';
import { type Action, useAction } from '../base/page-client.ts';
import { useScans } from '../scanning/index.ts';
import { isInviteText } from '../scanning/invite-text.ts';

interface FindHub {
  find: Action<[CallInput<'findHub'>]>;
  /** Null before a hub was found. */
  found: FoundHub | null;
  /** Returns to the code. */
  forget: () => void;
}

/**
 * Finds a hub by a code that is typed, or scanned whatever has the focus.
 *
 * @param call `findHubAtSetUp` during the set-up, without a sign-in
 */
export function useFindHub(call: 'findHub' | 'findHubAtSetUp'): FindHub {
  const { readFirst } = useScans();
  const [found, setFound] = useState<FoundHub | null>(null);
  const find = useAction(async (input: CallInput<'findHub'>) => {
    setFound(null);
    setFound(await ask(call, input));
  });
  const { run } = find;
  useEffect(() => {
    return readFirst(({ input: { readings } }) => {
      const text = readings.find(isInviteText);
      if (text !== undefined) void run({ kind: 'scanned', text });
      return text !== undefined;
    });
  }, [readFirst, run]);
  const forget = (): void => {
    setFound(null);
    find.forget();
  };
  return { find, found, forget };
}
