import { useState } from 'react';
import type { InviteView } from '../../preload/contract/sync.ts';
import type { CallInput } from '../../preload/contract.ts';
import { ask, type CallFailure } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';

type InviteInput = CallInput<'createInvite'>;

export interface Invite {
  code: InviteView | null;
  busy: boolean;
  failure: CallFailure | null;
  run: (input: InviteInput) => Promise<boolean>;
  /** Makes another code for the same purpose; does nothing before the first. */
  again: () => void;
}

export function useInvite(): Invite {
  const [made, setMade] = useState<{ code: InviteView; input: InviteInput } | null>(null);
  const { run, busy, failure } = useAction(async (input: InviteInput) => {
    setMade({ code: await ask('createInvite', input), input });
  });
  const again = (): void => {
    if (made !== null) void run(made.input);
  };
  return { code: made?.code ?? null, busy, failure, run, again };
}
