import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotify } from '../../ui/toast.tsx';
import { ask, failureOf } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';

interface Call {
  callId: string;
  code: string;
}

const unknownCall = '00000000-0000-4000-8000-000000000000';
/** Milliseconds for which an answered call is shown; then the button is free again. */
const answeredFor = 20_000;

/** This station's call for help, which is shown at every desk of its hub. */
export interface OwnHelpCall {
  /** Null while there is no current call. */
  code: string | null;
  /** True if a colleague is coming. */
  answered: boolean;
  /** Calls; a second time, it calls again under the same code. */
  call: () => void;
}

export function useHelpCall(): OwnHelpCall {
  const { t } = useTranslation();
  const notify = useNotify();
  const [called, setCalled] = useState<Call | null>(null);
  const { value } = useAnswer('getHelpCall', [{ callId: called?.callId ?? unknownCall }], {
    renewOn: ['countsChanged', 'syncChanged'],
    when: called !== null,
  });
  const answered = value?.answered === true;
  useEffect(() => {
    if (!answered) return;
    const timer = setTimeout(() => setCalled(null), answeredFor);
    return () => clearTimeout(timer);
  }, [answered]);
  const call = (): void => {
    ask('callForHelp', { reason: 'asked', code: called?.code ?? null }).then(
      setCalled,
      (error: unknown) => notify(t(`error.${failureOf(error).code}.title`)),
    );
  };
  return { code: called?.code ?? null, answered, call };
}
