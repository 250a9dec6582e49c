import { Trash2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopEntry } from '../../../domain/wire/stop-list.ts';
import { ask } from '../../client/ask.ts';
import { SecondPinDialog } from '../override/second-pin-dialog.tsx';
import { useRolesWords } from '../settings/use-roles-words.ts';
import { useSync } from './sync-provider.tsx';

interface RemoveStopDialogProps {
  entry: StopEntry;
  label: string;
  onClose: () => void;
}

/**
 * Takes somebody or a badge off the stop list: a second person says so too, since a slip would let them pass
 * everywhere.
 */
export function RemoveStopDialog({ entry, label, onClose }: RemoveStopDialogProps): ReactNode {
  const { t } = useTranslation();
  const { renew } = useSync();
  const rolesWords = useRolesWords();
  const send = useCallback(
    async (pin: string) => {
      const answer = await ask('changeStops', { add: [], remove: [entry], pin });
      if (answer.result === 'done') renew();
      return answer;
    },
    [entry, renew],
  );
  return (
    <SecondPinDialog
      deed={{
        title: t('stops.removeTitle'),
        label: t('roles.pinOf', { roles: rolesWords('approve-stop-list') }),
        confirm: {
          words: t('stops.remove'),
          look: 'danger',
          icon: <Trash2 aria-hidden="true" size={18} />,
        },
        send,
        done: t('stops.removed'),
      }}
      onClose={onClose}
    >
      <p className="dialog-lead">
        <bdi>{t('stops.removeAsk', { name: label })}</bdi>
      </p>
      <p className="dialog-effect">{t('stops.removeEffect')}</p>
    </SecondPinDialog>
  );
}
