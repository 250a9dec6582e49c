import { type ReactNode, useState } from 'react';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { access } from '../../client/access.ts';
import { useSession } from '../../client/session-store.ts';
import { useAction } from '../../client/use-action.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { RecoveryCodes } from '../../parts/recovery-codes.tsx';
import { useWords } from '../../words.ts';
import { ProofFields } from './proof-fields.tsx';

/** New recovery codes; those from before end. */
export function RecoveryDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { account } = useSession();
  const [proof, setProof] = useState({ password: '', code: '' });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const make = useAction(async () => setCodes((await access.recoveryCodes(proof)).recoveryCodes));
  if (codes !== null) {
    return (
      <Dialog
        title={t('recovery.title')}
        onClose={onClose}
        closesOutside={false}
        actions={
          <Button look="primary" onPress={onClose}>
            {t('app.done')}
          </Button>
        }
      >
        <p>{t('recovery.lead')}</p>
        <RecoveryCodes codes={codes} name={account.name} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('account.newRecoveryCodes')} onClose={onClose} closesOutside={false}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void make.run();
        }}
      >
        <p>{t('recovery.effect')}</p>
        <FailureNote failure={make.failure} />
        <ProofFields proof={proof} onChange={setProof} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={make.busy}>
            {t('recovery.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
