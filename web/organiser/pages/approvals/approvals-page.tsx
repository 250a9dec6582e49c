import { UserRoundCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Approval } from '../../../../domain/organiser/approvals.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { useAnswer } from '../../client/page-client.ts';
import { useSession } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { ApprovalLine } from './approval-line.tsx';
import { DecideDialog, type Decision } from './decide-dialog.tsx';

/** Requests for a second person, and their outcome. No one can decide their own request. */
export function ApprovalsPage(): ReactNode {
  const { t } = useWords();
  const answer = useAnswer('approvals', [{}], { renewOn: ['stations'] });
  const [deciding, setDeciding] = useState<Decision | null>(null);
  return (
    <Page title={t('approvals.title')}>
      <Answered answer={answer}>
        {({ approvals }) => (
          <Lists approvals={approvals} onDecide={setDeciding} onChanged={answer.renew} />
        )}
      </Answered>
      {deciding !== null && (
        <DecideDialog
          decision={deciding}
          onClose={() => {
            setDeciding(null);
            answer.renew();
          }}
        />
      )}
    </Page>
  );
}

function Lists({
  approvals,
  onDecide,
  onChanged,
}: {
  approvals: readonly Approval[];
  onDecide: (decision: Decision) => void;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const { account } = useSession();
  const list = (rows: readonly Approval[]): ReactNode => (
    <ul className="approvals grid">
      {rows.map((approval) => (
        <li
          key={approval.id}
          className="approval trim-ends not-last:border-b flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4"
        >
          <ApprovalLine
            approval={approval}
            isOwn={approval.requestedBy.id === account.id}
            onDecide={onDecide}
            onChanged={onChanged}
          />
        </li>
      ))}
    </ul>
  );
  const yours = approvals.filter(({ mayDecide }) => mayDecide);
  const others = approvals.filter(({ state, mayDecide }) => state === 'open' && !mayDecide);
  const decided = approvals.filter(({ state }) => state !== 'open');
  return (
    <>
      <Section title={t('approvals.yours')}>
        {yours.length === 0 ? (
          <EmptyState
            icon={<UserRoundCheck size={24} />}
            title={t('approvals.none')}
            hint={t('approvals.noneHint')}
          />
        ) : (
          list(yours)
        )}
      </Section>
      {others.length > 0 && <Section title={t('approvals.others')}>{list(others)}</Section>}
      {decided.length > 0 && <Section title={t('approvals.decided')}>{list(decided)}</Section>}
    </>
  );
}
