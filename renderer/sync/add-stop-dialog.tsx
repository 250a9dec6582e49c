import { OctagonX } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopEntry } from '../../domain/sync/stop-list.ts';
import { useSync } from '../hub-client/sync-provider.tsx';
import { Button } from '../kit/button.tsx';
import { ask } from '../kit/client/ask.ts';
import { useAction } from '../kit/client/use-action.ts';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { RadioCards } from '../kit/fields/radio-cards.tsx';
import { TextField } from '../kit/fields/text-field.tsx';
import { useNotify } from '../kit/toast.tsx';
import { SecondPin } from '../operators/second-pin.tsx';
import { useRolesWords } from '../operators/use-roles-words.ts';
import { useSecondPin } from '../operators/use-second-pin.ts';
import { DelegateFinder } from '../roster/delegate-finder.tsx';

type Kind = StopEntry['kind'];

/** Puts a delegate, found by the search, or a single badge on the stop list. */
export function AddStopDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { renew } = useSync();
  const [kind, setKind] = useState<Kind>('delegate');
  const [delegateId, setDelegateId] = useState<string | null>(null);
  const [serial, setSerial] = useState('');
  const second = useSecondPin();
  const rolesWords = useRolesWords();
  const { pin, take } = second;
  const verb = useCallback(
    async (entry: StopEntry): Promise<void> => {
      if (!take(await ask('changeStops', { add: [entry], remove: [], pin }))) return;
      notify(t('stops.added'));
      renew();
      onClose();
    },
    [notify, onClose, pin, renew, t, take],
  );
  const { run, busy, failure } = useAction(verb);
  const value = kind === 'delegate' ? delegateId : serial.trim().toUpperCase() || null;
  const add = async (): Promise<void> => {
    if (value !== null && second.isReady) await run({ kind, value });
  };
  return (
    <Dialog
      title={t('stops.add')}
      closesOutside={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            look="danger"
            isDisabled={busy || value === null || !second.isReady}
            icon={<OctagonX aria-hidden="true" size={18} />}
            onPress={() => void add()}
          >
            {t('stops.confirm')}
          </Button>
        </>
      }
    >
      <RadioCards
        label={t('stops.what')}
        value={kind}
        onChange={setKind}
        choices={[
          { id: 'delegate', words: t('stops.kind.delegate'), hint: t('stops.delegateHint') },
          { id: 'badge', words: t('stops.kind.badge'), hint: t('stops.badgeHint') },
        ]}
      />
      {kind === 'delegate' ? (
        <DelegateFinder chosenId={delegateId} onChoose={setDelegateId} />
      ) : (
        <TextField
          label={t('stops.serial')}
          hint={t('stops.serialHint')}
          autoFocus
          maxLength={64}
          value={serial}
          onChange={setSerial}
        />
      )}
      <SecondPin
        label={t('roles.pinOf', { roles: rolesWords('approve-stop-list') })}
        value={second.pin}
        onChange={second.setPin}
        trouble={second.trouble}
        secondsLeft={second.secondsLeft}
      />
      <p className="small">{t('stops.effect')}</p>
      <FailureNote failure={failure} />
    </Dialog>
  );
}
