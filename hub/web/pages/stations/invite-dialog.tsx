import { QrCode } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { KioskMode } from '../../../../domain/base/protocol.ts';
import type {
  InvitedStation,
  OrganiserStation,
} from '../../../../domain/hub-hosting/organiser-stations.ts';
import { Dialog } from '../../../../renderer/kit/dialog.tsx';
import { Select } from '../../../../renderer/kit/fields/select.tsx';
import { TextField } from '../../../../renderer/kit/fields/text-field.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../words.ts';
import { InviteCode } from './invite-code.tsx';

const modes: readonly KioskMode[] = ['desk', 'kiosk', 'door'];
const nobody = 'nobody';

/** Enrols a new station: choose its mode, then scan the code there. */
export function InviteDialog({
  stations,
  onClose,
}: {
  stations: readonly OrganiserStation[];
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const [mode, setMode] = useState<KioskMode>('desk');
  const [name, setName] = useState('');
  const [replaces, setReplaces] = useState(nobody);
  const [invited, setInvited] = useState<InvitedStation | null>(null);
  const invite = useAction(async () => {
    const wanted = { mode, name, replaces: replaces === nobody ? null : replaces };
    setInvited(await ask('inviteStation', wanted));
  });
  if (invited !== null) {
    return (
      <Dialog title={t('invite.title')} onClose={onClose} closesOutside={false} size="wide">
        <FailureNote failure={invite.failure} />
        <InviteCode
          invited={invited}
          isBusy={invite.busy}
          onAgain={() => void invite.run()}
          onDone={onClose}
        />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('invite.title')}
      onClose={onClose}
      onSubmit={() => void invite.run()}
      failure={invite.failure}
      submit={{
        words: t('invite.make'),
        icon: <QrCode aria-hidden="true" size={18} />,
        isDisabled: invite.busy,
      }}
    >
      <Select
        label={t('invite.mode')}
        choices={modes.map((id) => ({ id, words: t(`stations.mode.${id}`) }))}
        value={mode}
        onChange={setMode}
      />
      <TextField
        label={t('invite.name')}
        hint={t('invite.nameHint')}
        value={name}
        onChange={setName}
        maxLength={60}
      />
      <Select
        label={t('invite.replaces')}
        choices={[
          { id: nobody, words: t('invite.replacesNone') },
          ...stations
            .filter(({ state }) => state !== 'replaced')
            .map(({ id, name: words }) => ({ id, words })),
        ]}
        value={replaces}
        onChange={setReplaces}
      />
    </FormDialog>
  );
}
