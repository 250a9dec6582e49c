import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../preload/contract.ts';
import { ask } from '../../client/ask.ts';
import { useStationAnswer } from '../../client/station.tsx';
import { type Action, useAction } from '../../client/use-action.ts';
import { useNotify } from '../../ui/toast.tsx';

/** What Settings → Station may change. */
export type StationChange = CallInput<'changeStation'>;

/** Changes what this station is, and shows what main then answers. */
export function useChangeStation(): Action<[StationChange]> {
  const { t } = useTranslation();
  const { renew } = useStationAnswer();
  const notify = useNotify();
  const verb = useCallback(
    async (change: StationChange): Promise<void> => {
      await ask('changeStation', change);
      renew();
      notify(t('stationSettings.saved'));
    },
    [notify, renew, t],
  );
  return useAction(verb);
}

/** Starts the app anew, in the mode in which the station starts by itself. */
export function useRestart(): Action<[]> {
  return useAction(useCallback(() => ask('restartStation'), []));
}
