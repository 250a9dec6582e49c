import { useState } from 'react';
import type { StickAnswer } from '../../domain/sync/stick.ts';
import { ask } from '../base/ask.ts';
import { type Action, useAction } from '../base/page-client.ts';

const nothing = (): void => undefined;

/**
 * Lets the operator choose a station's file and sends it to the hub; keeps the result for showing.
 */
export function useImportStick(onImported: () => void = nothing): {
  answer: StickAnswer | null;
  action: Action<[]>;
} {
  const [answer, setAnswer] = useState<StickAnswer | null>(null);
  const action = useAction(async () => {
    setAnswer(null);
    const brought = await ask('importStick');
    setAnswer(brought);
    if (brought?.outcome === 'imported') onImported();
  });
  return { answer, action };
}
