import { Files } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { type ReportId, reportsFor } from '../../domain/reports.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { FileChoices } from './report-controls.tsx';
import type { ReportRequest } from './report-request.ts';

const groups = ['people', 'attendance', 'balance', 'stations'] as const;

const groupOf: Readonly<Record<ReportId, (typeof groups)[number]>> = {
  'participants-provisional': 'people',
  'participants-final': 'people',
  attendance: 'attendance',
  sessions: 'attendance',
  totals: 'attendance',
  bookings: 'attendance',
  arrivals: 'attendance',
  'no-shows': 'people',
  'walk-ins': 'people',
  'registration-balance': 'balance',
  quorum: 'attendance',
  reprints: 'balance',
  overrides: 'balance',
  duplicates: 'balance',
  'print-jobs': 'stations',
  stations: 'stations',
  lanes: 'stations',
  certificates: 'people',
};

export function ReportGallery({
  request,
  onChange,
  onOpen,
}: {
  request: ReportRequest;
  onChange: (change: Partial<ReportRequest>) => void;
  onOpen: (id: ReportId) => void;
}): ReactNode {
  const { t } = useTranslation();
  const reports = reportsFor(useStation().event);
  return (
    <>
      {groups.map((group) => (
        <section key={group} className="grid gap-3" aria-labelledby={`reports-${group}`}>
          <h2 id={`reports-${group}`} className="text-lg">
            {t(`reports.groups.${group}`)}
          </h2>
          <ul className="grid grid-cols-fill-68 gap-3">
            {reports
              .filter((id) => groupOf[id] === group)
              .map((id) => (
                <li key={id} className="grid">
                  <ReportCard id={id} onOpen={onOpen} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <section
        className="card grid gap-4 items-end grid-cols-fill-48"
        aria-label={t('reports.all')}
      >
        <FileChoices request={request} onChange={onChange} />
        <SaveAll request={request} />
      </section>
    </>
  );
}

function ReportCard({ id, onOpen }: { id: ReportId; onOpen: (id: ReportId) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <AriaButton
      className="report-choice panel grid content-start gap-1 px-4 py-3 text-start cursor-pointer hover:bg-sunken"
      onPress={() => onOpen(id)}
    >
      <strong>{t(`reports.ids.${id}`)}</strong>
      <span className="small">{t(`reports.purpose.${id}`)}</span>
    </AriaButton>
  );
}

function SaveAll({ request: { day, language } }: { request: ReportRequest }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { event } = useStation();
  const { run, busy, failure } = useAction(async () => {
    // Without certificates, which are many pages for many people.
    const ids = reportsFor(event).filter((id) => id !== 'certificates');
    const wanted = { ids, day, language, format: 'xlsx' as const };
    if (await ask('saveReport', wanted)) notify(t('reports.saved'));
  });
  return (
    <div className="flex items-center flex-wrap gap-3">
      <Button icon={<Files />} isDisabled={busy} onPress={() => void run()}>
        {busy ? t('reports.writing') : t('reports.saveAll')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}
