import { useCallback, useState } from 'react';
import type { WrittenStick } from '../../../preload/contract/stick.ts';
import { ask } from '../../client/ask.ts';
import { type Action, useAction } from '../../client/use-action.ts';

/**
 * Writes this station's records to a stick, from the dialog that a supervisor's PIN opened. `outcome`: what was
 * written, `closed` where the person closed the system's dialog, null before.
 */
export function useWriteStick(
  pin: string,
  dialog: { onBusy: (isBusy: boolean) => void; onClose: () => void },
): { action: Action<[]>; outcome: WrittenStick | 'closed' | null } {
  const { onBusy, onClose } = dialog;
  const [outcome, setOutcome] = useState<WrittenStick | 'closed' | null>(null);
  const verb = useCallback(async (): Promise<void> => {
    setOutcome(null);
    onBusy(true);
    try {
      const answer = await ask('writeStickByPin', { pin });
      if (answer.result === 'written') setOutcome({ name: answer.name, facts: answer.facts });
      else if (answer.result === 'closed') setOutcome('closed');
      // The PIN was right a moment ago; if it is not any more, somebody changed it meanwhile.
      else onClose();
    } finally {
      onBusy(false);
    }
  }, [onBusy, onClose, pin]);
  return { action: useAction(verb), outcome };
}
