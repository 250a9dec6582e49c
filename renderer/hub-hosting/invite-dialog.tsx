import { ArrowLeft, QrCode } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { firstInviteDraft, InviteFields } from '../../ui/hub-hosting/invite-fields.tsx';
import { useAnswer } from '../base/page-client.ts';
import { DeskInviteCode } from './invite-code.tsx';
import { type Invite, useInvite } from './use-invite.ts';

type For = 'one' | 'all';

export function InviteDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const invite = useInvite();
  const [isShown, setIsShown] = useState(false);
  const shown = isShown && invite.code !== null;
  return (
    <Dialog title={t('invite.title')} size="wide" closesOutside={false} onClose={onClose}>
      {shown ? (
        <>
          <p>{t('invite.how')}</p>
          <DeskInviteCode invite={invite} />
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
  const [draft, setDraft] = useState(firstInviteDraft);
  const send = async (): Promise<void> => {
    const input =
      isFor === 'one'
        ? { ...draft, name: draft.name.trim(), takeOver: false }
        : { ...firstInviteDraft, mode: draft.mode, takeOver: true };
    if (await invite.run(input)) onMade();
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
      {isFor === 'one' && <InviteFields draft={draft} onChange={setDraft} others={others} />}
    </DialogForm>
  );
}
