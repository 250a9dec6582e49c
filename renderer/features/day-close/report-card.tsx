import { ChevronRight, Download, FileCheck2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { Disclosure, DisclosurePanel, Button as PlainButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { IssuedReport } from '../../../domain/day-close/status.ts';
import { ask } from '../../client/ask.ts';
import { useMay } from '../../client/rights.ts';
import { useAction } from '../../client/use-action.ts';
import { useFormats } from '../../i18n/format.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { CopyCheck } from './copy-check.tsx';
import './report-card.css';

/** The signed report of a day: how complete, which revision, by whom; and those before it. */
export function ReportCard({
  report,
  earlier,
  day,
  isPast,
}: {
  report: IssuedReport;
  earlier: readonly IssuedReport[];
  day: string;
  /** Facts came since: it is no longer the last word. */
  isPast: boolean;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <article className="report-card" data-past={isPast || undefined}>
      <header>
        <span className="report-sign">
          <FileCheck2 aria-hidden="true" size={26} />
        </span>
        <div>
          <h3>{t('dayClose.report.revision', { revision: report.revision })}</h3>
          <p className="report-proof">
            <Completeness report={report} />
          </p>
        </div>
        <SaveReport day={day} revision={report.revision} look={isPast ? 'plain' : 'primary'} />
      </header>
      <ReportFacts report={report} />
      <CopyCheck day={day} revision={report.revision} />
      {earlier.length > 0 && <Earlier reports={earlier} day={day} />}
    </article>
  );
}

/** "Complete as of 18:04, 5 of 6 stations proven" */
function Completeness({ report }: { report: IssuedReport }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { proven, open, broken } = report.proof;
  const all = proven + open + broken;
  return t('dayClose.report.complete', { time: moment(report.issuedAt), proven, count: all });
}

function ReportFacts({ report }: { report: IssuedReport }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { operatorName, issuer, number: place, hash } = report;
  return (
    <dl className="report-facts">
      <div>
        <dt>{t('dayClose.report.by')}</dt>
        <dd>
          <bdi>{operatorName ?? t('dayClose.report.byNobody')}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t('dayClose.report.signed')}</dt>
        <dd>{t(`dayClose.report.issuer.${issuer}`)}</dd>
      </div>
      <div>
        <dt>{t('dayClose.report.number')}</dt>
        <dd className="figures">{number(place)}</dd>
      </div>
      <div>
        <dt>{t('dayClose.report.hash')}</dt>
        <dd className="code">
          <bdi>{hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}</bdi>
        </dd>
      </div>
    </dl>
  );
}

function SaveReport({
  day,
  revision,
  look,
}: {
  day: string;
  revision: number;
  look: 'primary' | 'plain' | 'quiet';
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const mayExport = useMay('export');
  const verb = useCallback(async (): Promise<void> => {
    if (await ask('saveDayReport', { day, revision })) notify(t('dayClose.report.saved'));
  }, [day, notify, revision, t]);
  const { run, busy, failure } = useAction(verb);
  if (!mayExport) return null;
  return (
    <>
      <Button
        look={look}
        icon={<Download aria-hidden="true" size={18} />}
        aria-label={t('dayClose.report.saveOf', { revision })}
        isDisabled={busy}
        onPress={() => void run()}
      >
        {t('dayClose.report.save')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}

function Earlier({ reports, day }: { reports: readonly IssuedReport[]; day: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Disclosure className="sync-fold">
      <PlainButton slot="trigger" className="sync-fold-button">
        <ChevronRight className="sync-fold-sign" aria-hidden="true" size={18} />
        {t('dayClose.report.earlier', { count: reports.length })}
      </PlainButton>
      <DisclosurePanel>
        <ul className="report-earlier">
          {reports.map((report) => (
            <li key={report.revision}>
              <strong>{t('dayClose.report.revision', { revision: report.revision })}</strong>
              <span>
                <Completeness report={report} />
              </span>
              <SaveReport day={day} revision={report.revision} look="quiet" />
            </li>
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}
