import { ArrowLeft, QrCode } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StationMode, stationModeSchema } from '../../domain/base/protocol.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { useAnswer } from '../base/page-client.ts';
import { InviteCode } from './invite-code.tsx';
import { type Invite, useInvite } from './use-invite.ts';

type For = 'one' | 'all';
const nobody = 'nobody';

export function InviteDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const invite = useInvite();
  const [isShown, setIsShown] = useState(false);
  const shown = isShown && invite.code !== null;
  return (
    <Dialog title={t('invite.title')} size="wide" closesOutside={false} onClose={onClose}>
      {shown ? (
        <>
          <InviteCode invite={invite} />
          <div className="dialog-buttons">
            <Button icon={<ArrowLeft className="flips" />} onPress={() => setIsShown(false)}>
              {t('invite.another')}
            </Button>
            {/* The button that made the code is gone, and the focus with it: Escape would do nothing. */}
            <Button variant="primary" autoFocus onPress={onClose}>
              {t('app.close')}
            </Button>
          </div>
        </>
      ) : (
        <InviteForm invite={invite} onCancel={onClose} onMade={() => setIsShown(true)} />
      )}
    </Dialog>
  );
}

function InviteForm({
  invite,
  onCancel,
  onMade,
}: {
  invite: Invite;
  onCancel: () => void;
  onMade: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const stations = useAnswer('listStations', []);
  const [isFor, setIsFor] = useState<For>('one');
  const [mode, setMode] = useState<StationMode>('desk');
  const [name, setName] = useState('');
  const [replaces, setReplaces] = useState(nobody);
  const send = async (): Promise<void> => {
    const isOne = isFor === 'one';
    const made = await invite.run({
      mode,
      name: isOne ? name.trim() : '',
      replaces: isOne && replaces !== nobody ? replaces : null,
      takeOver: !isOne,
    });
    if (made) onMade();
  };
  const others = (stations.value ?? []).filter(({ self, state }) => !self && state !== 'replaced');
  return (
    <DialogForm
      onCancel={onCancel}
      onSubmit={() => void send()}
      failure={invite.failure}
      submit={{ label: t('invite.make'), icon: <QrCode />, isDisabled: invite.busy }}
    >
      <RadioCards
        label={t('invite.for')}
        value={isFor}
        onChange={setIsFor}
        choices={[
          { id: 'one', label: t('invite.one'), hint: t('invite.oneHint') },
          { id: 'all', label: t('invite.all'), hint: t('invite.allHint') },
        ]}
      />
      {isFor === 'one' && (
        <>
          <RadioCards
            label={t('invite.mode')}
            value={mode}
            onChange={setMode}
            choices={stationModeSchema.options.map((id) => ({
              id,
              label: t(`stationMode.${id}`),
              hint: t(`invite.modeHint.${id}`),
            }))}
          />
          <div className="grid-cols-fit-56 grid gap-4">
            <TextField
              label={t('invite.name')}
              hint={t('invite.nameHint')}
              maxLength={60}
              value={name}
              onChange={setName}
            />
            <Select
              label={t('invite.replaces')}
              choices={[
                { id: nobody, label: t('invite.replacesNobody') },
                ...others.map((one) => ({ id: one.id, label: one.name })),
              ]}
              value={replaces}
              onChange={setReplaces}
            />
          </div>
        </>
      )}
    </DialogForm>
  );
}
