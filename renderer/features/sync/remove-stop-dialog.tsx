import { Trash2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopEntry } from '../../../domain/wire/stop-list.ts';
import { ask } from '../../client/ask.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface RemoveStopDialogProps {
  entry: StopEntry;
  label: string;
  onClose: () => void;
}

/** Takes somebody or a badge off the stop list: asked for, since a slip would let them pass everywhere. */
export function RemoveStopDialog({ entry, label, onClose }: RemoveStopDialogProps): ReactNode {
  const { t } = useTranslation();
  const verb = useCallback(() => ask('changeStops', { add: [], remove: [entry] }), [entry]);
  return (
    <ConfirmDialog
      title={t('stops.removeTitle')}
      lead={t('stops.removeAsk', { name: label })}
      effect={t('stops.removeEffect')}
      icon={<Trash2 aria-hidden="true" size={18} />}
      confirm={t('stops.remove')}
      done={t('stops.removed')}
      verb={verb}
      onClose={onClose}
    />
  );
}
