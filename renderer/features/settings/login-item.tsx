import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Switch } from '../../ui/switch.tsx';

/** Starts the app when somebody signs in to the computer, where the system lets the app say so. */
export function LoginItem(): ReactNode {
  const { t } = useTranslation();
  const { value, renew } = useAnswer('getStartAtLogin', []);
  const verb = useCallback(
    async (on: boolean): Promise<void> => {
      await ask('setStartAtLogin', { on });
      renew();
    },
    [renew],
  );
  const { run, failure } = useAction(verb);
  if (value === null) return null;
  return (
    <>
      <Switch isSelected={value} onChange={(on) => void run(on)}>
        {t('stationSettings.startAtLogin')}
      </Switch>
      <FailureNote failure={failure} />
    </>
  );
}
