import { Trash2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopEntry } from '../../../domain/wire/stop-list.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { SecondPin } from '../override/second-pin.tsx';
import { useSecondPin } from '../override/use-second-pin.ts';
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
  const notify = useNotify();
  const { renew } = useSync();
  const rolesWords = useRolesWords();
  const second = useSecondPin();
  const { pin, take } = second;
  const verb = useCallback(async (): Promise<void> => {
    if (!take(await ask('changeStops', { add: [], remove: [entry], pin }))) return;
    notify(t('stops.removed'));
    renew();
    onClose();
  }, [entry, notify, onClose, pin, renew, t, take]);
  const { run, busy, failure } = useAction(verb);
  return (
    <Dialog
      title={t('stops.removeTitle')}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('app.cancel')}
          </Button>
          <Button
            look="danger"
            isDisabled={busy || !second.isReady}
            icon={<Trash2 aria-hidden="true" size={18} />}
            onPress={() => void run()}
          >
            {t('stops.remove')}
          </Button>
        </>
      }
    >
      <p className="dialog-lead">
        <bdi>{t('stops.removeAsk', { name: label })}</bdi>
      </p>
      <p className="dialog-effect">{t('stops.removeEffect')}</p>
      <SecondPin
        label={t('roles.pinOf', { roles: rolesWords('approve-stop-list') })}
        value={second.pin}
        onChange={second.setPin}
        trouble={second.trouble}
        secondsLeft={second.secondsLeft}
      />
      <FailureNote failure={failure} />
    </Dialog>
  );
}
