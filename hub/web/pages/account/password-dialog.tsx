import { type FormEvent, type ReactNode, useState } from 'react';
import { shortestPassword } from '../../../../domain/wire/organiser-access.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { showErrors } from '../../../../renderer/ui/show-errors.ts';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { access } from '../../client/access.ts';
import { takeSession } from '../../client/session-store.ts';
import { useAction } from '../../client/use-action.ts';
import { EntryField } from '../../parts/entry-field.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
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
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isShort) showErrors(event.currentTarget, () => setShown(true));
    else void change.run();
  };
  return (
    <Dialog title={t('account.changePassword')} onClose={onClose} closesOutside={false}>
      <form className="dialog-form" onSubmit={send}>
        <FailureNote failure={change.failure} />
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
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={change.busy}>
            {t('app.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
