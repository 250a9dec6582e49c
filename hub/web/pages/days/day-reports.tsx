import { Copy, FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { dayReportUrl, type OrganiserDayStatus } from '../../../../domain/wire/organiser-days.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { fetchFile } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { useAction } from '../../client/use-action.ts';
import { useFormats } from '../../formats.ts';
import { FactList } from '../../parts/fact-list.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';

type Report = OrganiserDayStatus['reports'][number];

/** Every revision of the day's report, to be saved, and how anybody finds out whether such a file is genuine. */
export function DayReports({ status }: { status: OrganiserDayStatus }): ReactNode {
  const { t } = useWords();
  const { reports, day, publicKey } = status;
  const [newest] = reports;
  if (newest === undefined) return <p className="soft">{t('days.noReports')}</p>;
  return (
    <>
      <ul className="day-reports">
        {reports.map((report) => (
          <li key={report.revision}>
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
  const { moment, number } = useFormats();
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
        <p>
          <strong>{t('days.reportRevision', { revision })}</strong>
          {' · '}
          <span className="figures">{moment(issuedAt)}</span>
        </p>
        <p className="small">
          {t('days.provenOf', {
            proven: number(proof.proven),
            count: proof.proven + proof.open + proof.broken,
          })}
          {' · '}
          {t('days.reportBy', { place: closedAt ?? t('days.byHub') })}
          {' · '}
          {t('days.fingerprint')}{' '}
          <bdi className="code">{hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}</bdi>
        </p>
      </div>
      {mayExport && (
        <Button
          icon={<FileDown aria-hidden="true" size={18} />}
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
    <div className="verify">
      <h3>{t('days.verify')}</h3>
      <p className="small">{t('days.verifyHint')}</p>
      <p className="code">
        <bdi>{command}</bdi>
      </p>
      <FactList facts={[{ name: t('days.key'), value: <bdi className="code">{publicKey}</bdi> }]} />
      <div className="row">
        <Button
          size="small"
          icon={<Copy aria-hidden="true" size={16} />}
          onPress={() => void copy()}
        >
          {t('days.copyCommand')}
        </Button>
      </div>
    </div>
  );
}
