import { CircleAlert, CircleCheckBig, History, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ListAgesLine } from '../sync/list-ages-line.tsx';
import { useDesk } from './desk-provider.tsx';
import type { FinalAnswer } from './flow.ts';
import { Person, PersonNotice } from './person.tsx';
import { useVerdictDetail } from './use-verdict-detail.ts';
import { verdictLook } from './verdict.ts';
import { VerdictStub } from './verdict-stub.tsx';

const icons = { check: CircleCheckBig, again: History, look: CircleAlert, stop: OctagonX };

/** A final answer: the verdict in colour, icon and word; the person; and what can be done next. */
export function HeroVerdict({ answer }: { answer: FinalAnswer }): ReactNode {
  const { t } = useTranslation();
  const { flow } = useDesk();
  const look = verdictLook(answer);
  const detail = useVerdictDetail(answer);
  const Icon = icons[look.icon];
  const delegate = 'delegate' in answer ? answer.delegate : null;
  const notice = answer.outcome === 'admitted' ? answer.notice : 'none';
  const isDiscreet = look.publicWords === 'see' || look.publicWords === 'code';
  return (
    <div className="hero-verdict">
      <div className="hero-sign">
        <Icon aria-hidden="true" />
      </div>
      <div className="hero-person">
        {delegate === null ? (
          <h1 className="hero-name">{t(`verdict.${look.publicWords}`)}</h1>
        ) : (
          <>
            <p className="hero-word">{t(`verdict.${look.publicWords}`)}</p>
            <Person delegate={delegate} />
          </>
        )}
        <p className="hero-detail" data-discreet={isDiscreet || undefined}>
          {detail}
        </p>
        {answer.outcome === 'admitted' && delegate === null && (
          <p className="hero-detail">{t('detail.notInRoster')}</p>
        )}
        <PersonNotice notice={notice} />
        <ListAgesLine lists={answer.lists} />
      </div>
      <VerdictStub answer={answer} onDone={flow.putAside} />
    </div>
  );
}
