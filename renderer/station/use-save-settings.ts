import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../preload/contract.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { type Action, useAction } from '../base/page-client.ts';
import { useStationAnswer } from '../base/station.tsx';

/** Saves single settings of the station, then renews the station and confirms. */
export function useSaveSettings(): Action<[CallInput<'saveStationSettings'>]> {
  const { t } = useTranslation();
  const { renew } = useStationAnswer();
  const notify = useNotify();
  return useAction(async (settings: CallInput<'saveStationSettings'>) => {
    await ask('saveStationSettings', settings);
    renew();
    notify(t('settings.saved'));
  });
}
