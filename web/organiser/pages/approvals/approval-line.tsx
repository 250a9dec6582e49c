import { Check, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Approval, ApprovalState } from '../../../../domain/organiser/approvals.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip, type Tone } from '../../../../ui/chip.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useWords } from '../../words.ts';
import { useOrderWords } from '../stations/record-words.ts';
import type { Decision } from './decide-dialog.tsx';

const tones = {
  open: 'look',
  approved: 'accent',
  refused: 'stop',
  withdrawn: 'quiet',
  expired: 'quiet',
  spent: 'go',
} as const satisfies Record<ApprovalState, Tone>;

/** One request with its reason, its outcome, and the actions that the viewer may take. */
export function ApprovalLine({
  approval,
  isOwn,
  onDecide,
  onChanged,
}: {
  approval: Approval;
  isOwn: boolean;
  onDecide: (decision: Decision) => void;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const order = useOrderWords();
  const { kind, subject, reason, state, requestedBy, requestedAt, expires, mayDecide } = approval;
  const isOpen = state === 'open';
  return (
    <>
      <div className="grid gap-1 flex-1 wrap-anywhere min-w-[min(18rem,100%)]">
        <p className="flex items-center flex-wrap gap-x-3 gap-y-1 font-semibold">
          {t(`approvals.kind.${kind}`)}
          <Chip tone={tones[state]}>{t(`approvals.state.${state}`)}</Chip>
        </p>
        {kind === 'records' && (
          <p>
            <bdi>{order.subject(subject)}</bdi>
          </p>
        )}
        <p>
          {reason === '' ? (
            <span className="text-soft">{t('approvals.noReason')}</span>
          ) : (
            <q>
              <bdi>{reason}</bdi>
            </q>
          )}
        </p>
        <p className="small figures">
          <bdi>{t('approvals.asked', { name: requestedBy.name, time: moment(requestedAt) })}</bdi>
          {isOpen && ` · ${t('approvals.until', { time: moment(expires) })}`}
          {state === 'approved' && ` · ${t('approvals.use', { time: moment(expires) })}`}
        </p>
        <Decided approval={approval} />
        {isOpen && !mayDecide && (
          <p className="small">{t(isOwn ? 'approvals.own' : 'approvals.notYou')}</p>
        )}
      </div>
      {mayDecide && (
        <div className="approval-acts flex flex-wrap gap-3">
          <Button icon={<X />} onPress={() => onDecide({ approval, verdict: 'refuse' })}>
            {t('approvals.refuse')}
          </Button>
          <Button
            variant="primary"
            icon={<Check />}
            onPress={() => onDecide({ approval, verdict: 'approve' })}
          >
            {t('approvals.approve')}
          </Button>
        </div>
      )}
      {isOwn && isOpen && <Withdraw id={approval.id} onDone={onChanged} />}
    </>
  );
}

function Decided({ approval: { decidedBy, decidedAt, note } }: { approval: Approval }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  if (decidedBy === null || decidedAt === null) return null;
  return (
    <p className="small figures">
      <bdi>{t('approvals.decidedBy', { name: decidedBy.name, time: moment(decidedAt) })}</bdi>
      {note !== '' && (
        <>
          {' · '}
          <q>
            <bdi>{note}</bdi>
          </q>
        </>
      )}
    </p>
  );
}

export function Withdraw({ id, onDone }: { id: string; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const withdraw = useAction(async () => {
    await ask('withdraw', {}, id);
    notify(t('approvals.withdrawn'));
    onDone();
  });
  return (
    <div className="approval-acts flex flex-wrap gap-3">
      <FailureNote failure={withdraw.failure} />
      <Button icon={<Undo2 />} isDisabled={withdraw.busy} onPress={() => void withdraw.run()}>
        {t('approvals.withdraw')}
      </Button>
    </div>
  );
}
