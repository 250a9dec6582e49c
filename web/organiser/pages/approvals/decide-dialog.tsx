import { Check, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Approval, ApprovalKind } from '../../../../domain/organiser/approvals.ts';
import { maxReasonLength } from '../../../../domain/organiser/privacy.ts';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useWords } from '../../words.ts';
import { Consequences } from '../privacy/consequences.tsx';
import { useOrderWords } from '../stations/record-words.ts';
import { TicketConsequences } from '../tickets/ticket-consequences.tsx';

/** Effects of each kind, shown before the approval; an order on records is its own description. */
const consequences: Readonly<Record<ApprovalKind, ReactNode>> = {
  purge: <Consequences />,
  tickets: <TicketConsequences />,
  // The order itself is shown above.
  records: null,
};

export interface Decision {
  approval: Approval;
  verdict: 'approve' | 'refuse';
}

/** The second person's decision: an approval with an optional note, or a refusal with a reason. */
export function DecideDialog({
  decision: { approval, verdict },
  onClose,
}: {
  decision: Decision;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const order = useOrderWords();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isRefusal = verdict === 'refuse';
  const send = useAction(async () => {
    await ask(verdict, { note: note.trim() }, approval.id);
    notify(t(isRefusal ? 'approvals.refusedNow' : 'approvals.approvedNow'));
    onClose();
  });
  const Icon = isRefusal ? X : Check;
  return (
    <FormDialog
      title={t(isRefusal ? 'approvals.refuseTitle' : 'approvals.approveTitle')}
      size={isRefusal ? 'normal' : 'wide'}
      onClose={onClose}
      onSubmit={() => {
        if (isRefusal && note.trim() === '') setMissing(true);
        else void send.run();
      }}
      failure={send.failure}
      submit={{
        label: t(`approvals.${verdict}`),
        icon: <Icon aria-hidden="true" size={18} />,
        isDisabled: send.busy,
      }}
    >
      <div>
        <p className="font-semibold wrap-anywhere">{t(`approvals.kind.${approval.kind}`)}</p>
        {approval.reason !== '' && (
          <p>
            <bdi>{approval.requestedBy.name}</bdi>{' '}
            <q>
              <bdi>{approval.reason}</bdi>
            </q>
          </p>
        )}
      </div>
      {approval.kind === 'records' && (
        <p>
          <bdi>{order.subject(approval.subject)}</bdi>
        </p>
      )}
      {!isRefusal && consequences[approval.kind]}
      <p>{t(isRefusal ? 'approvals.refuseEffect' : 'approvals.approveEffect')}</p>
      <TextField
        label={t(isRefusal ? 'approvals.why' : 'approvals.note')}
        hint={t(isRefusal ? 'approvals.whyHint' : 'approvals.noteHint')}
        value={note}
        onChange={setNote}
        maxLength={maxReasonLength}
        error={isMissing && note.trim() === '' ? t('approvals.whyMissing') : null}
        autoFocus
      />
    </FormDialog>
  );
}
