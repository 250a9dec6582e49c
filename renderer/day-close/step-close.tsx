import {
  CircleCheckBig,
  CloudDownload,
  Download,
  FileCheck2,
  FileText,
  History,
  Lock,
  OctagonX,
  RefreshCw,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type DayStatus,
  type IssuedReport,
  nextRevision,
  type ReportComparison,
} from '../../domain/day-close/status.ts';
import { Button } from '../../ui/button.tsx';
import { useCloseLabel } from '../../ui/day-close/close-day-dialog.tsx';
import { Completeness, ReportHash } from '../../ui/day-close/report-facts.tsx';
import { StaysOpen } from '../../ui/day-close/stays-open.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor, useMay, useStation } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';
import { ArchiveButton } from './archive-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { useDayClose } from './day-close-provider.tsx';
import { StepHead } from './step-head.tsx';
import { HubAway } from './step-send.tsx';
import { canClose } from './steps.ts';
import { useStaysOpen } from './use-stays-open.ts';
import './report-card.css';

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
  const { open, close } = useNavigation();
  const isSupervisor = useIsSupervisor();
  const closeLabel = useCloseLabel();
  const stays = useStaysOpen(status);
  return (
    <>
      {!canClose(status) && <HubAway />}
      <StaysOpen {...stays} />
      {isSupervisor ? (
        <div className="flex">
          <Button
            variant="primary"
            size="large"
            icon={<Lock size={20} />}
            isDisabled={!canClose(status)}
            onPress={() => open(<CloseDialog status={status} onClose={close} />)}
          >
            {closeLabel(nextRevision(status))}
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
      icon={<History />}
      title={t('dayClose.close.reopened', { count: late, number: number(late) })}
    >
      <p>{t('dayClose.close.reopenedRemedy', { revision: nextRevision(status) })}</p>
    </Note>
  );
}

/**
 * The link to the event's lists and, on the last day, the archive; for operators who may export
 * them.
 */
function ReportsPlace({ day }: { day: string }): ReactNode {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { event } = useStation();
  if (!useMay('export')) return null;
  return (
    <div className="flex flex-wrap gap-3">
      <Button icon={<FileText />} onPress={() => go('reports')}>
        {t('reports.toReports')}
      </Button>
      {day === event.days.at(-1) && <ArchiveButton />}
    </div>
  );
}

function ReportCard({
  report,
  earlier,
  day,
  isPast,
}: {
  report: IssuedReport;
  earlier: readonly IssuedReport[];
  day: string;
  /** Records came since, so the report is no longer current. */
  isPast: boolean;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <article
      className="report-card grid gap-4 p-5 rounded-lg border-2 border-go-ink"
      data-past={isPast || undefined}
    >
      <header className="flex items-center flex-wrap gap-x-4 gap-y-3">
        <span className="report-sign size-14 grid place-items-center rounded-full bg-go-soft text-go-ink">
          <FileCheck2 size={26} />
        </span>
        <div>
          <h3 className="text-lg">{t('day.report.revision', { revision: report.revision })}</h3>
          <p className="font-semibold">
            <ReportCompleteness report={report} />
          </p>
        </div>
        <SaveReport
          format="json"
          day={day}
          revision={report.revision}
          variant={isPast ? 'plain' : 'primary'}
        />
        <SaveReport format="pdf" day={day} revision={report.revision} variant="plain" />
      </header>
      <ReportFacts report={report} />
      <CopyCheck />
      {earlier.length > 0 && <Earlier reports={earlier} day={day} />}
    </article>
  );
}

function ReportCompleteness({ report: { proof, issuedAt } }: { report: IssuedReport }): ReactNode {
  const moment = useMoment();
  return <Completeness proof={proof} issued={moment(issuedAt)} />;
}

function ReportFacts({ report }: { report: IssuedReport }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { operatorName, issuer, number: place, hash } = report;
  return (
    <dl className="gap-x-5 gap-y-3 grid-cols-fit-40 grid pt-4 border-t">
      <div>
        <dt className="small">{t('dayClose.report.by')}</dt>
        <dd className="font-semibold">
          <bdi>{operatorName ?? t('dayClose.report.byNobody')}</bdi>
        </dd>
      </div>
      <div>
        <dt className="small">{t('dayClose.report.signed')}</dt>
        <dd className="font-semibold">{t(`dayClose.report.issuer.${issuer}`)}</dd>
      </div>
      <div>
        <dt className="small">{t('dayClose.report.number')}</dt>
        <dd className="figures font-semibold">{number(place)}</dd>
      </div>
      <div>
        <dt className="small">{t('day.report.hash')}</dt>
        <dd className="text-sm font-semibold">
          <ReportHash hash={hash} />
        </dd>
      </div>
    </dl>
  );
}

/** Saves the signed file, which is the proof, or a PDF of it to read. */
function SaveReport({
  format,
  day,
  revision,
  variant,
}: {
  format: 'json' | 'pdf';
  day: string;
  revision: number;
  variant: 'primary' | 'plain' | 'quiet';
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const mayExport = useMay('export');
  const { run, busy, failure } = useAction(async () => {
    if (await ask('saveDayReport', { day, revision, format })) notify(t('dayClose.report.saved'));
  });
  if (!mayExport) return null;
  return (
    <>
      <Button
        variant={variant}
        icon={format === 'json' ? <Download /> : <FileText />}
        aria-label={t(`dayClose.report.saveOf.${format}`, { revision })}
        isDisabled={busy}
        onPress={() => void run()}
      >
        {t(`dayClose.report.save.${format}`)}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}

function Earlier({ reports, day }: { reports: readonly IssuedReport[]; day: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Fold label={t('dayClose.report.earlier', { count: reports.length })}>
      <ul className="report-earlier grid gap-1">
        {reports.map((report) => (
          <li className="flex items-center flex-wrap gap-x-4 gap-y-1 ps-3" key={report.revision}>
            <strong>{t('day.report.revision', { revision: report.revision })}</strong>
            <span>
              <ReportCompleteness report={report} />
            </span>
            <SaveReport format="json" day={day} revision={report.revision} variant="quiet" />
            <SaveReport format="pdf" day={day} revision={report.revision} variant="quiet" />
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** Whether this desk holds the records of a report, station by station, and what to do if not. */
function CopyCheck(): ReactNode {
  const { t } = useTranslation();
  const { value, failure, renew } = useDayClose().copy;
  const again = (
    <Button size="small" icon={<RefreshCw />} onPress={() => void renew()}>
      {t('dayClose.copy.again')}
    </Button>
  );
  if (failure !== null) return <FailureNote failure={failure} actions={again} />;
  if (value === null) return <p className="field-hint">{t('dayClose.copy.checking')}</p>;
  if (value.findings.length === 0) return <Equal {...value} />;
  return (
    <div className="grid gap-3">
      {(['differs', 'left-out', 'behind'] as const).map((kind) => (
        <Findings
          key={kind}
          kind={kind}
          findings={value.findings.filter((one) => one.kind === kind)}
          actions={again}
        />
      ))}
    </div>
  );
}

function Equal({ stations, equal }: Pick<ReportComparison, 'stations' | 'equal'>): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <p className="flex items-center gap-2 text-go-ink font-semibold">
      <CircleCheckBig size={18} />
      {t('dayClose.copy.equal', { count: stations, equal: number(equal) })}
    </p>
  );
}

function Findings({
  kind,
  findings,
  actions,
}: {
  kind: ReportComparison['findings'][number]['kind'];
  findings: ReportComparison['findings'];
  actions: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (findings.length === 0) return null;
  const Icon = kind === 'behind' ? CloudDownload : OctagonX;
  return (
    <Note
      tone={kind === 'behind' ? 'look' : 'stop'}
      icon={<Icon aria-hidden="true" size={20} />}
      title={t(`dayClose.copy.${kind}.title`)}
      actions={actions}
    >
      <ul className="my-1 grid gap-1">
        {findings.map(({ station, incarnation, name, here, expected }) => (
          <li key={`${station} ${incarnation}`}>
            <bdi className="me-1 font-semibold">{name}</bdi>{' '}
            <span className="figures">
              {t(`dayClose.copy.${kind}.row`, { here: number(here), expected: number(expected) })}
            </span>
          </li>
        ))}
      </ul>
      <p>{t(`dayClose.copy.${kind}.remedy`)}</p>
    </Note>
  );
}
