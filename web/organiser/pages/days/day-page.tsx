import { ArrowLeft, CircleCheck, Copy, FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { dayReportUrl, type OrganiserDayStatus } from '../../../../domain/organiser/days.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { DayFigures } from '../../../../ui/day-close/day-figures.tsx';
import { DayStateChip } from '../../../../ui/day-close/day-state-chip.tsx';
import { Completeness, ReportHash } from '../../../../ui/day-close/report-facts.tsx';
import { HeldRecords, VerdictWhy } from '../../../../ui/day-close/station-proof.tsx';
import { FactList } from '../../../../ui/fact-list.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useNotify } from '../../../../ui/toast.tsx';
import { VerdictChip } from '../../../../ui/verdict-chip.tsx';
import { addressOf } from '../../app/route.ts';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { fetchFile } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';
import { ClosingCard } from './closing-card.tsx';
import { findingsOf, summaryOf } from './day-matters.ts';
import './days.css';

/** One day: each station's verdict, the findings, closing it, and its signed reports. */
export function DayPage({ day }: { day: string }): ReactNode {
  const { t } = useWords();
  const formats = useFormats();
  const status = useAnswer('dayStatus', [{ day }], { renewOn: ['facts', 'stations', 'days'] });
  const { value } = status;
  return (
    <Page
      title={formats.day(day)}
      lead={
        <span className="cluster">
          <a className="back" href={addressOf('days')}>
            <ArrowLeft size={16} />
            {t('days.back')}
          </a>
          {value !== null && <DayStateChip state={value.state} />}
          <AsOf asOf={value?.asOf ?? null} />
        </span>
      }
    >
      <Answered answer={status}>
        {(known) => (
          <>
            <Figures status={known} />
            <div className="grid grid-cols-2 narrow-stack gap-4 items-start">
              <ClosingCard status={known} onChanged={status.renew} />
              <FindingsCard status={known} />
            </div>
            <Section title={t('days.stations')}>
              <p className="text-soft">{t('days.stationsHint')}</p>
              <DayStations stations={known.stations} />
            </Section>
            <Section title={t('days.reports')}>
              <DayReports status={known} />
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Figures({ status }: { status: OrganiserDayStatus }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  return (
    <section aria-label={t('days.status')}>
      <DayFigures
        summary={summaryOf(status)}
        day={status}
        others={[
          { label: t('days.registered'), value: number(status.balance.registered) },
          { label: t('days.factsName'), value: number(status.facts) },
        ]}
      />
    </section>
  );
}

function FindingsCard({ status }: { status: OrganiserDayStatus }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const findings = findingsOf(status);
  return (
    <Section title={t('days.findings')}>
      {findings.length === 0 ? (
        <p className="flex items-center gap-2 text-go-ink">
          <CircleCheck size={20} />
          {t('days.noFindings')}
        </p>
      ) : (
        <>
          <ul className="findings grid">
            {findings.map(({ kind, count, open }) => (
              <li
                className="not-last:border-b flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2"
                key={kind}
              >
                <span>
                  <strong className="figures">{number(count)}</strong>{' '}
                  {t(`days.finding.${kind}`, { count })}
                </span>
                {open > 0 ? (
                  <Chip tone="look">
                    {t('days.findingOpen', { count: open, number: number(open) })}
                  </Chip>
                ) : (
                  <Chip tone="go">{t('days.findingDone')}</Chip>
                )}
              </li>
            ))}
          </ul>
          <p className="small">{t('days.findingsHint')}</p>
        </>
      )}
    </Section>
  );
}

type Station = OrganiserDayStatus['stations'][number];

function DayStations({ stations }: { stations: readonly Station[] }): ReactNode {
  const { t } = useWords();
  const columns = useColumns();
  return (
    <DataTable
      caption={t('days.stations')}
      columns={columns}
      rows={stations}
      keyOf={({ station }) => station}
      empty={<p>{t('days.noStations')}</p>}
    />
  );
}

const worstFirst = ['broken', 'open', 'proven'];

function useColumns(): Column<Station>[] {
  const { t } = useWords();
  const { moment, compare } = useFormats();
  return [
    {
      id: 'station',
      heading: t('days.station'),
      isTitle: true,
      order: (a, b) => compare(a.name, b.name),
      cell: ({ name }) => <bdi>{name}</bdi>,
    },
    {
      id: 'verdict',
      heading: t('days.verdictName'),
      order: (a, b) => worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict),
      cell: ({ verdict }) => <VerdictChip verdict={verdict} />,
    },
    {
      id: 'why',
      heading: t('days.why'),
      cell: ({ reason, asOf, noted }) => (
        <div>
          <VerdictWhy reason={reason} asOf={asOf} moment={moment}>
            {noted && <p className="small">{t('days.noted')}</p>}
          </VerdictWhy>
        </div>
      ),
    },
    {
      id: 'held',
      heading: t('days.held'),
      isFigure: true,
      cell: (station) => <HeldRecords of={station} />,
    },
    {
      id: 'seen',
      heading: t('days.lastSeen'),
      isFigure: true,
      cell: ({ lastSeen }) => (lastSeen === null ? t('days.never') : moment(lastSeen)),
    },
  ];
}

type Report = OrganiserDayStatus['reports'][number];

/** Every revision of the day's report, to save, and how to check that such a file is genuine. */
function DayReports({ status }: { status: OrganiserDayStatus }): ReactNode {
  const { t } = useWords();
  const { reports, day, publicKey } = status;
  const [newest] = reports;
  if (newest === undefined) return <p className="text-soft">{t('days.noReports')}</p>;
  return (
    <>
      <ul className="day-reports grid gap-4">
        {reports.map((report) => (
          <li
            className="grid grid-cols-text-end gap-x-4 gap-y-2 items-center"
            key={report.revision}
          >
            <ReportLine report={report} day={day} />
          </li>
        ))}
      </ul>
      <Verify file={fileName(day, newest.revision)} publicKey={publicKey} />
    </>
  );
}

function fileName(day: string, revision: number): string {
  return `report-${day}-r${revision}.json`;
}

function ReportLine({ report, day }: { report: Report; day: string }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const notify = useNotify();
  const mayExport = useMay('export-figures');
  const { revision, issuedAt, closedAt, hash, proof } = report;
  const save = useAction(async () => {
    const query = new URLSearchParams({ day, revision: String(revision) });
    const { blob } = await fetchFile(`${dayReportUrl}?${query}`, () => undefined);
    saveFile(blob, fileName(day, revision));
    notify(t('days.savedReport'));
  });
  return (
    <>
      <div>
        <p className="figures">
          <strong>{t('day.report.revision', { revision })}</strong>
          {' · '}
          <Completeness proof={proof} issued={moment(issuedAt)} />
        </p>
        <p className="small">
          {t('days.reportBy', { place: closedAt ?? t('days.byHub') })}
          {' · '}
          {t('day.report.hash')} <ReportHash hash={hash} />
        </p>
      </div>
      {mayExport && (
        <Button
          icon={<FileDown />}
          aria-label={t('days.saveReportOf', { revision })}
          isDisabled={save.busy}
          onPress={() => void save.run()}
        >
          {t('days.saveReport')}
        </Button>
      )}
      <FailureNote failure={save.failure} />
    </>
  );
}

function Verify({ file, publicKey }: { file: string; publicKey: string }): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const command = `npm run verify -- ${file} --key ${publicKey}`;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(command);
    notify(t('app.copied'));
  };
  return (
    <div className="verify grid gap-3 p-4 rounded-md bg-sunken">
      <h3 className="text-md">{t('days.verify')}</h3>
      <p className="small">{t('days.verifyHint')}</p>
      <p className="code wrap-anywhere">
        <bdi>{command}</bdi>
      </p>
      <FactList
        facts={[
          { name: t('days.key'), value: <bdi className="code wrap-anywhere">{publicKey}</bdi> },
        ]}
      />
      <div className="cluster">
        <Button size="small" icon={<Copy />} onPress={() => void copy()}>
          {t('days.copyCommand')}
        </Button>
      </div>
    </div>
  );
}
