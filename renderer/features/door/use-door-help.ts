import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, failureOf } from '../../client/ask.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useNotify } from '../../ui/toast.tsx';

interface Call {
  callId: string;
  code: string;
}

const unknownCall = '00000000-0000-4000-8000-000000000000';
/** An answered call is shown for so many milliseconds, then the button is free again. */
const answeredFor = 20_000;

/** The steward's call for a member of staff, and whether somebody comes. A second touch calls again. */
export function useDoorHelp(): { code: string | null; answered: boolean; call: () => void } {
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
