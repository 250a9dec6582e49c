import { type ReactNode, useState } from 'react';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { access } from '../../client/access.ts';
import { useSession } from '../../client/session-store.ts';
import { useAction } from '../../client/use-action.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
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
    <FormDialog
      title={t('account.newRecoveryCodes')}
      onClose={onClose}
      onSubmit={() => void make.run()}
      failure={make.failure}
      submit={{ words: t('recovery.make'), isDisabled: make.busy }}
    >
      <p>{t('recovery.effect')}</p>
      <ProofFields proof={proof} onChange={setProof} />
    </FormDialog>
  );
}
