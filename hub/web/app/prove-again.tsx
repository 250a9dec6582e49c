import { type ReactNode, useEffect, useState } from 'react';
import { access } from '../client/access.ts';
import { setProveAgain } from '../client/request.ts';
import { useAction } from '../client/use-action.ts';
import { EntryField } from '../parts/entry-field.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { useWords } from '../words.ts';

type Answer = (given: boolean) => void;

/** Asks for the password where the hub wants it again; the request that was refused then goes on. */
export function ProveAgain(): ReactNode {
  const [waiting, setWaiting] = useState<readonly Answer[]>([]);
  useEffect(() => {
    setProveAgain(() => new Promise((answer) => setWaiting((others) => [...others, answer])));
    return () => setProveAgain(null);
  }, []);
  if (waiting.length === 0) return null;
  return (
    <ProveDialog
      onEnd={(given) => {
        for (const answer of waiting) answer(given);
        setWaiting([]);
      }}
    />
  );
}

function ProveDialog({ onEnd }: { onEnd: Answer }): ReactNode {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const prove = useAction(async () => {
    await access.prove(password);
    onEnd(true);
  });
  return (
    <FormDialog
      title={t('prove.title')}
      onClose={() => onEnd(false)}
      onSubmit={() => void prove.run()}
      failure={prove.failure}
      submit={{ words: t('prove.title'), isDisabled: prove.busy || password === '' }}
    >
      <p>{t('prove.why')}</p>
      <EntryField
        label={t('account.currentPassword')}
        type="password"
        fills="current-password"
        value={password}
        onChange={setPassword}
        autoFocus
      />
    </FormDialog>
  );
}
