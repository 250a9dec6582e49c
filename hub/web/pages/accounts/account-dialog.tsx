import { KeyRound, UserCheck, UserX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AccountEntry, IssuedSetUp } from '../../../../domain/wire/organiser-access.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { Select } from '../../../../renderer/ui/select.tsx';
import { access } from '../../client/access.ts';
import { useAction } from '../../client/use-action.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useWords } from '../../words.ts';
import { rolesGivenHere } from './roles-given-here.ts';

/** Somebody's account: another role, a new start for whoever lost phone or password, an end. */
export function AccountDialog({
  account,
  onClose,
  onIssued,
}: {
  account: AccountEntry;
  onClose: () => void;
  onIssued: (issued: IssuedSetUp) => void;
}): ReactNode {
  const { t } = useWords();
  const [role, setRole] = useState(account.role);
  const save = useAction(async () => {
    if (role !== account.role) await access.changeRole(account.id, role);
    onClose();
  });
  const reset = useAction(async () => onIssued(await access.resetAccount(account.id)));
  const turn = useAction(async () => {
    await access.setActive(account.id, !account.active);
    onClose();
  });
  const isBusy = save.busy || reset.busy || turn.busy;
  return (
    <Dialog
      title={account.name}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" isDisabled={isBusy} onPress={() => void save.run()}>
            {t('app.save')}
          </Button>
        </>
      }
    >
      <FailureNote failure={save.failure ?? reset.failure ?? turn.failure} />
      <Select
        label={t('accounts.role')}
        choices={rolesGivenHere.map((id) => ({ id, words: t(`role.${id}`) }))}
        value={role}
        onChange={setRole}
      />
      <p className="small">{t(`roleHint.${role}`)}</p>
      <div className="account-act">
        <p>{t('accounts.resetHint')}</p>
        <Button
          icon={<KeyRound aria-hidden="true" size={18} />}
          isDisabled={isBusy}
          onPress={() => void reset.run()}
        >
          {t('accounts.reset')}
        </Button>
      </div>
      <div className="account-act">
        <p>{t(account.active ? 'accounts.deactivateHint' : 'accounts.activateHint')}</p>
        {account.active ? (
          <Button
            look="danger"
            icon={<UserX aria-hidden="true" size={18} />}
            isDisabled={isBusy}
            onPress={() => void turn.run()}
          >
            {t('accounts.deactivate')}
          </Button>
        ) : (
          <Button
            icon={<UserCheck aria-hidden="true" size={18} />}
            isDisabled={isBusy}
            onPress={() => void turn.run()}
          >
            {t('accounts.activate')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
