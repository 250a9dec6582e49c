import { FileDown, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { csvFile } from '../../../../domain/csv.ts';
import type { Ticket } from '../../../../domain/wire/organiser-tickets.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';

/** The way to a new ticket for one person. */
export function RenewTicket({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const [step, setStep] = useState<'closed' | 'asking' | Ticket>('closed');
  const close = (): void => setStep('closed');
  return (
    <>
      <div className="row">
        <Button
          size="small"
          icon={<RefreshCw aria-hidden="true" size={16} />}
          onPress={() => setStep('asking')}
        >
          {t('tickets.renewOne')}
        </Button>
      </div>
      {step === 'asking' && <AskDialog id={id} onRenewed={setStep} onClose={close} />}
      {typeof step === 'object' && <CodeDialog ticket={step} onClose={close} />}
    </>
  );
}

function AskDialog({
  id,
  onRenewed,
  onClose,
}: {
  id: string;
  onRenewed: (ticket: Ticket) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const renew = useAction(async () => onRenewed(await ask('renewTicket', {}, id)));
  return (
    <FormDialog
      title={t('tickets.renewOneTitle')}
      onClose={onClose}
      onSubmit={() => void renew.run()}
      failure={renew.failure}
      submit={{
        words: t('tickets.renewOne'),
        icon: <RefreshCw aria-hidden="true" size={18} />,
        look: 'danger',
        isDisabled: renew.busy,
      }}
    >
      <ul className="bullets">
        <li>{t('tickets.effect.sentOne')}</li>
        <li>{t('tickets.effect.connected')}</li>
        <li>{t('tickets.effect.badges')}</li>
        <li>{t('tickets.effect.codeOne')}</li>
      </ul>
    </FormDialog>
  );
}

/** The new code, for whoever sends the ticket. */
function CodeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { registrationCode, printedName, code } = ticket;
  const save = (): void => {
    const lines = [
      ['Registration code', 'Name', 'Ticket code'],
      [registrationCode, printedName, code],
    ];
    const name = `${t('tickets.fileOne', { code: registrationCode.replace(/[^\w.-]/g, '_') })}.csv`;
    saveFile(new Blob([csvFile(lines, ',')], { type: 'text/csv' }), name);
  };
  return (
    <Dialog
      title={t('tickets.newCode', { name: printedName })}
      onClose={onClose}
      actions={
        <Button look="primary" icon={<FileDown aria-hidden="true" size={18} />} onPress={save}>
          {t('tickets.saveOne')}
        </Button>
      }
    >
      <p>
        <bdi className="code">{code}</bdi>
      </p>
      <p>{t('tickets.newCodeHint')}</p>
    </Dialog>
  );
}
