import { type ReactNode, useState } from 'react';
import { shortestPassword } from '../../../../domain/wire/organiser-access.ts';
import { showErrors } from '../../../../renderer/ui/show-errors.ts';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { access } from '../../client/access.ts';
import { takeSession } from '../../client/session-store.ts';
import { useAction } from '../../client/use-action.ts';
import { EntryField } from '../../parts/entry-field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../words.ts';
import { ProofFields } from './proof-fields.tsx';

/** Another password; all other sessions of the person end. */
export function PasswordDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [proof, setProof] = useState({ password: '', code: '' });
  const [next, setNext] = useState('');
  const [isShown, setShown] = useState(false);
  const isShort = next.length < shortestPassword;
  const change = useAction(async () => {
    takeSession(await access.changePassword(proof, next));
    notify(t('account.passwordChanged'));
    onClose();
  });
  return (
    <FormDialog
      title={t('account.changePassword')}
      onClose={onClose}
      onSubmit={(form) => {
        if (isShort) showErrors(form, () => setShown(true));
        else void change.run();
      }}
      failure={change.failure}
      submit={{ words: t('app.save'), isDisabled: change.busy }}
    >
      <ProofFields proof={proof} onChange={setProof} />
      <EntryField
        label={t('setUp.password')}
        hint={t('setUp.passwordHint', { count: shortestPassword })}
        type="password"
        fills="new-password"
        value={next}
        onChange={setNext}
        error={isShown && isShort ? t('setUp.passwordShort', { count: shortestPassword }) : null}
      />
      <p className="small">{t('account.passwordEffect')}</p>
    </FormDialog>
  );
}
