import { useCallback, useMemo, useState } from 'react';
import { ask } from '../../client/ask.ts';
import { type Action, useAction } from '../../client/use-action.ts';

/** The choice of the checkpoint that the door stands at. */
export interface DoorChoosing {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  choose: Action<[checkpoint: string]>;
}

/** Opened by the steward, or by itself while there is no checkpoint. */
export function useDoorChoice(): DoorChoosing {
  const [isOpen, setOpen] = useState(false);
  const choose = useAction(
    useCallback(async (checkpoint: string): Promise<void> => {
      await ask('chooseDoor', { checkpoint });
      setOpen(false);
    }, []),
  );
  return useMemo(
    () => ({ isOpen, open: () => setOpen(true), close: () => setOpen(false), choose }),
    [isOpen, choose],
  );
}
