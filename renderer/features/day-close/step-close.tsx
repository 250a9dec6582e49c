import { History, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../../domain/day-close/status.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ReportCard } from './report-card.tsx';
import { ReportsPlace } from './reports-place.tsx';
import { StaysOpen } from './stays-open.tsx';
import { StepHead } from './step-head.tsx';
import { HubAway } from './step-send.tsx';
import { canClose, nextRevision } from './steps.ts';

/** The fourth step: what stays open, the close itself, and afterwards the signed report. */
export function StepClose({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { day } = useFormats();
  const [report, ...earlier] = status.reports;
  const isClosed = status.state === 'closed' && report !== undefined;
  return (
    <>
      <StepHead
        title={t(isClosed ? 'dayClose.close.closedTitle' : 'dayClose.close.title')}
        hint={t(isClosed ? 'dayClose.close.closedHint' : 'dayClose.close.hint', {
          day: day(status.day),
        })}
      />
      {status.state === 'reopened' && <Reopened status={status} />}
      {!isClosed && <ToClose status={status} />}
      {report !== undefined && (
        <ReportCard report={report} earlier={earlier} day={status.day} isPast={!isClosed} />
      )}
      <ReportsPlace day={status.day} />
    </>
  );
}

function ToClose({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const isSupervisor = useIsSupervisor();
  const revision = nextRevision(status);
  return (
    <>
      {!canClose(status) && <HubAway />}
      <StaysOpen status={status} />
      {isSupervisor ? (
        <div className="close-action">
          <Button
            look="primary"
            size="large"
            icon={<Lock aria-hidden="true" size={20} />}
            isDisabled={!canClose(status)}
            onPress={() => open({ kind: 'close-day', status })}
          >
            {revision === 1 ? t('dayClose.close.button') : t('dayClose.close.again', { revision })}
          </Button>
        </div>
      ) : (
        <p className="field-hint">{t('dayClose.close.supervisor')}</p>
      )}
    </>
  );
}

function Reopened({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { late } = status;
  return (
    <Note
      tone="look"
      icon={<History aria-hidden="true" size={20} />}
      title={t('dayClose.close.reopened', { count: late, number: number(late) })}
    >
      <p>{t('dayClose.close.reopenedRemedy', { revision: nextRevision(status) })}</p>
    </Note>
  );
}
