import { CircleCheckBig, OctagonX, TriangleAlert } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/formats.ts';
import { useClaimFocus } from '../../ui/use-claim-focus.ts';
import { useEventWords } from '../base/event-words.ts';
import { useIsSupervisor, useStation } from '../base/station.tsx';
import { useDesk } from './desk-provider.tsx';
import type { FinalAnswer } from './flow.ts';
import { ListAgesLine } from './list-ages-line.tsx';
import { Person, PersonNotice } from './person.tsx';
import { verdictLook } from './verdict.ts';
import { VerdictStub } from './verdict-stub.tsx';

/** The shapes differ, so that the verdict does not depend on colour. */
const icons = { go: CircleCheckBig, look: TriangleAlert, stop: OctagonX };

export function HeroVerdict({ answer }: { answer: FinalAnswer }): ReactNode {
  const { t } = useTranslation();
  const { flow } = useDesk();
  const { tone, headline } = verdictLook(answer);
  const detail = useVerdictDetail(answer);
  const panel = useRef<HTMLDivElement>(null);
  useClaimFocus(panel);
  const Icon = icons[tone];
  const delegate = 'delegate' in answer ? answer.delegate : null;
  const notice = answer.outcome === 'admitted' ? answer.notice : 'none';
  return (
    <div className="hero-verdict quiet-focus" ref={panel} tabIndex={-1}>
      <div className="hero-sign aspect-square grid place-items-center self-center">
        <Icon aria-hidden="true" />
      </div>
      <div className="grid gap-0.5 self-center min-w-0">
        {delegate === null ? (
          <h1 className="hero-word">{t(`verdict.${headline}`)}</h1>
        ) : (
          <>
            <p className="hero-word">{t(`verdict.${headline}`)}</p>
            <Person delegate={delegate} />
          </>
        )}
        <p className="hero-detail mt-2 font-bold">{detail}</p>
        {headline === 'unknown-holder' && (
          <p className="hero-detail mt-2 font-bold">{t('detail.unknown-holder')}</p>
        )}
        <PersonNotice notice={notice} />
        <ListAgesLine lists={answer.lists} />
      </div>
      <VerdictStub answer={answer} onDone={flow.putAside} />
    </div>
  );
}

/** The smaller line under the verdict, for the staff: what happened, or what to do next. */
function useVerdictDetail(answer: FinalAnswer): string {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEventWords();
  const { checkpoint } = useStation();
  const role = useIsSupervisor() ? 'supervisor' : 'operator';
  switch (answer.outcome) {
    case 'admitted':
      return t(answer.returning ? 'detail.returning' : 'detail.admitted', {
        time: formats.time(answer.wall),
        checkpoint: words.checkpoint(checkpoint),
      });
    case 'already-in': {
      const { admission, handedOver } = answer;
      if (handedOver !== undefined) return t('detail.handed-over', { serial: handedOver });
      const where = {
        day: formats.shortDay(admission.localDay),
        time: formats.time(admission.wall),
        checkpoint: words.checkpoint(admission.checkpoint),
        station: admission.stationName,
      };
      return admission.operatorName === null
        ? t('detail.already-in', where)
        : t('detail.already-in-by', { ...where, operator: admission.operatorName });
    }
    case 'wrong-day':
      return answer.validDays.length === 0
        ? t('detail.wrong-day-none')
        : t('detail.wrong-day', { days: formats.list(answer.validDays.map(formats.day)) });
    case 'badge-not-valid':
      return t(`detail.badge-not-valid.${answer.doubt}`, { serial: answer.serialText });
    case 'revoked':
      return t(`detail.revoked.${role}`);
    case 'stopped':
      return t(`detail.stopped.${answer.what}`);
    case 'forged':
      return t(`detail.forged.${role}`);
    case 'not-registered':
      if (answer.delegate === null) {
        const { host } = answer;
        return host === null
          ? t('detail.not-registered')
          : t('detail.not-registered-from', { host });
      }
      return t('detail.no-right', {
        category: words.category(answer.delegate.category, answer.delegate.grammaticalGender),
        checkpoint: words.checkpoint(checkpoint),
      });
    case 'other-event':
      return answer.host === null
        ? t('detail.other-event')
        : t('detail.other-event-from', { host: answer.host });
    case 'pending':
    case 'cancelled':
    case 'expired':
    case 'ticket-replaced':
    case 'unreadable':
      return t(`detail.${answer.outcome}`);
  }
}
