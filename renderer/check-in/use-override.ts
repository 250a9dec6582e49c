import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverridableOutcome, OverrideReason } from '../../domain/check-in/override.ts';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { type Action, useAction } from '../base/page-client.ts';
import type { PinTrouble } from '../operators/second-pin.tsx';
import { useDesk } from './desk-provider.tsx';

export interface OverrideRequest {
  /** Key of the conversation that ended in the refusal. */
  refusal: string;
  outcome: OverridableOutcome;
  delegateId: string;
  printedName: string;
}

export interface OverrideForm {
  reason: OverrideReason;
  note: string;
  identity: IdentityDocument | null;
  pin: string;
}

interface Override extends Action<[OverrideForm]> {
  trouble: PinTrouble | null;
  /** The rules now give another result, so nothing was written. */
  changed: boolean;
}

/** Requests the override; if it is granted, the desk shows the admission. */
export function useOverride(request: OverrideRequest, onGranted: () => void): Override {
  const { t } = useTranslation();
  const notify = useNotify();
  const { flow } = useDesk();
  const [trouble, setTrouble] = useState<PinTrouble | null>(null);
  const [changed, setChanged] = useState(false);
  // One idempotency key per dialog: a form sent twice is written once.
  const key = useRef(crypto.randomUUID());
  const action = useAction(async (form: OverrideForm) => {
    const { delegateId, outcome, printedName, refusal } = request;
    setTrouble(null);
    const sent = { key: key.current, delegateId, outcome, ...form };
    const answer = await ask('overrideRefusal', sent);
    switch (answer.result) {
      case 'wait':
        setTrouble({ result: 'wait', until: performance.now() + answer.milliseconds });
        return;
      case 'wrong-pin':
      case 'same-person':
      case 'not-independent':
        setTrouble({ result: answer.result });
        return;
      case 'changed':
        setChanged(true);
        return;
      case 'granted': {
        const admitted = answer.answer;
        const isShown =
          admitted.outcome !== 'identity-check' && flow.granted(refusal, key.current, admitted);
        if (!isShown) notify(t('override.done', { name: printedName }));
        onGranted();
      }
    }
  });
  return { ...action, trouble, changed };
}
