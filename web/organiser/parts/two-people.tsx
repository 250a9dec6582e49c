import { CircleX, Hourglass, ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  type Approval,
  type ApprovalKind,
  approvalKinds,
} from '../../../domain/organiser/approvals.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { Note } from '../../../ui/note.tsx';
import { addressOf } from '../app/route.ts';
import { useAnswer } from '../client/page-client.ts';
import { useMay, useSession } from '../client/session-store.ts';
import { Withdraw } from '../pages/approvals/approval-line.tsx';
import { useWords } from '../words.ts';
import { Answered } from './answered.tsx';

/** An action that takes two people, with the texts of its page. */
interface TwoPeopleProps {
  kind: ApprovalKind;
  icon: ReactNode;
  words: { ask: string; ready: string; carryOut: string };
  /** The dialog for requesting it. */
  asking: (close: () => void) => ReactNode;
  /** The dialog for carrying it out, with the id of the approval. */
  carrying: (approval: string, close: () => void) => ReactNode;
  onChanged?: () => void;
}

/** Requested by one account, approved by another, carried out once: shows the current step. */
export function TwoPeople({ onChanged, ...props }: TwoPeopleProps): ReactNode {
  const approvals = useAnswer('approvals', [{}], { renewOn: ['stations'] });
  return (
    <Answered answer={approvals}>
      {(value) => (
        <Step
          {...props}
          requests={value.approvals.filter(({ kind }) => kind === props.kind)}
          onChanged={() => {
            approvals.renew();
            onChanged?.();
          }}
        />
      )}
    </Answered>
  );
}

interface StepProps extends TwoPeopleProps {
  /** Newest first. */
  requests: readonly Approval[];
  onChanged: () => void;
}

function Step(props: StepProps): ReactNode {
  const { requests, onChanged } = props;
  const approved = requests.find(({ state }) => state === 'approved');
  const open = requests.find(({ state }) => state === 'open');
  if (approved !== undefined) return <Ready {...props} approval={approved} />;
  if (open !== undefined) return <Waits approval={open} onChanged={onChanged} />;
  return <Ask {...props} />;
}

/** Shown if no request is open. If the last one was refused, shows why. */
function Ask({ kind, icon, words, asking, requests, onChanged }: StepProps): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const [isAsking, setAsking] = useState(false);
  const mayAsk = useMay(approvalKinds[kind].request);
  const [last] = requests;
  const refused = last?.state === 'refused' ? last : null;
  return (
    <>
      {refused?.decidedBy && (
        <Note tone="stop" icon={<CircleX />} title={t('approvals.turnedDown')}>
          <p>
            <bdi>
              {t('approvals.decidedBy', {
                name: refused.decidedBy.name,
                time: moment(refused.decidedAt ?? refused.requestedAt),
              })}
            </bdi>
            {' · '}
            <q>
              <bdi>{refused.note}</bdi>
            </q>
          </p>
        </Note>
      )}
      {mayAsk && (
        <div className="cluster">
          <Button variant="danger" icon={icon} onPress={() => setAsking(true)}>
            {words.ask}
          </Button>
        </div>
      )}
      {isAsking &&
        asking(() => {
          setAsking(false);
          onChanged();
        })}
    </>
  );
}

function Waits({
  approval: { id, expires, requestedBy, requestedAt, reason },
  onChanged,
}: {
  approval: Approval;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const { account } = useSession();
  return (
    <>
      <Note tone="look" icon={<Hourglass />} title={t('approvals.waits')}>
        <p>
          <bdi>{t('approvals.asked', { name: requestedBy.name, time: moment(requestedAt) })}</bdi>
          {' · '}
          <q>
            <bdi>{reason}</bdi>
          </q>
        </p>
        <p>{t('approvals.waitsHint', { time: moment(expires) })}</p>
      </Note>
      <div className="cluster">
        <a
          className="inline-flex items-center min-h-target font-semibold"
          href={addressOf('approvals')}
        >
          {t('approvals.title')}
        </a>
        {requestedBy.id === account.id && <Withdraw id={id} onDone={onChanged} />}
      </div>
    </>
  );
}

function Ready({
  kind,
  icon,
  words,
  carrying,
  approval: { id, decidedBy, expires },
  onChanged,
}: StepProps & { approval: Approval }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const mayOrder = useMay(approvalKinds[kind].request);
  return (
    <>
      <Note
        tone="accent"
        icon={<ShieldCheck />}
        title={words.ready}
        actions={
          mayOrder && (
            <Button variant="danger" icon={icon} onPress={() => setOpen(true)}>
              {words.carryOut}
            </Button>
          )
        }
      >
        <p>
          <bdi>
            {t('approvals.readyHint', { name: decidedBy?.name ?? '', time: moment(expires) })}
          </bdi>
        </p>
      </Note>
      {isOpen &&
        carrying(id, () => {
          setOpen(false);
          onChanged();
        })}
    </>
  );
}
