import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsChoice } from '../../preload/contract/station/set-up.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { type Action, useAction } from '../base/page-client.ts';
import { useStationAnswer } from '../base/station.tsx';

export interface SettingsFileUse {
  /** The file that was chosen and not applied yet. */
  choice: SettingsChoice | null;
  choose: Action<[]>;
  apply: Action<[number: number]>;
  close: () => void;
}

export function useSettingsFile(): SettingsFileUse {
  const { t } = useTranslation();
  const { renew } = useStationAnswer();
  const notify = useNotify();
  const [choice, setChoice] = useState<SettingsChoice | null>(null);
  const choose = useAction(async () => {
    setChoice(await ask('chooseSettingsFile'));
  });
  const apply = useAction(async (number: number) => {
    await ask('applySettingsFile', { number });
    notify(t('settingsFile.applied', { name: choice?.fileName ?? '' }));
    setChoice(null);
    renew();
  });
  return { choice, choose, apply, close: () => setChoice(null) };
}
