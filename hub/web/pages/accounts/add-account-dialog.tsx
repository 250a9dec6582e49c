import { type ReactNode, useState } from 'react';
import type { IssuedSetUp, OrganiserRole } from '../../../../domain/wire/organiser-access.ts';
import { Select } from '../../../../renderer/ui/select.tsx';
import { showErrors } from '../../../../renderer/ui/show-errors.ts';
import { TextField } from '../../../../renderer/ui/text-field.tsx';
import { access } from '../../client/access.ts';
import { useAction } from '../../client/use-action.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../words.ts';
import { rolesGivenHere } from './roles-given-here.ts';

/** A new account: a name and a role; its owner chooses password and authenticator with a one-time code. */
export function AddAccountDialog({
  onClose,
  onIssued,
}: {
  onClose: () => void;
  onIssued: (issued: IssuedSetUp) => void;
}): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState<OrganiserRole>('viewer');
  const [isEmpty, setEmpty] = useState(false);
  const add = useAction(async () => onIssued(await access.addAccount({ name: name.trim(), role })));
  return (
    <FormDialog
      title={t('accounts.add')}
      onClose={onClose}
      onSubmit={(form) => {
        if (name.trim() === '') showErrors(form, () => setEmpty(true));
        else void add.run();
      }}
      failure={add.failure}
      submit={{ words: t('accounts.makeCode'), isDisabled: add.busy }}
    >
      <TextField
        label={t('accounts.name')}
        hint={t('accounts.nameHint')}
        value={name}
        onChange={setName}
        error={isEmpty && name.trim() === '' ? t('accounts.nameMissing') : null}
        maxLength={60}
        autoFocus
      />
      <Select
        label={t('accounts.role')}
        choices={rolesGivenHere.map((id) => ({ id, words: t(`role.${id}`) }))}
        value={role}
        onChange={setRole}
      />
      <p className="small">{t(`roleHint.${role}`)}</p>
    </FormDialog>
  );
}
