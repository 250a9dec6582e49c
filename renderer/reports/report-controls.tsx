import { FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatsOf, type ReportId } from '../../domain/reports.ts';
import { Button } from '../../ui/button.tsx';
import { PeriodChoice } from '../../ui/event/day-choice.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { FileLanguageChoice } from '../../ui/reports/file-language-choice.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import type { ReportRequest } from './report-request.ts';

export function ReportControls({
  id,
  request,
  onChange,
}: {
  id: ReportId;
  request: ReportRequest;
  onChange: (change: Partial<ReportRequest>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const formats = formatsOf(id);
  const format = formats.includes(request.format) ? request.format : 'pdf';
  return (
    <section className="card grid gap-4 items-end grid-cols-fill-48" aria-label={t('reports.save')}>
      <FileChoices request={request} onChange={onChange} />
      <Select
        label={t('reports.format')}
        choices={formats.map((one) => ({ id: one, label: t(`reports.formats.${one}`) }))}
        value={format}
        onChange={(chosen) => onChange({ format: chosen })}
      />
      <SaveButton id={id} request={{ ...request, format }} />
    </section>
  );
}

/** The period and the language of reports. */
export function FileChoices({
  request: { day, language },
  onChange,
}: {
  request: ReportRequest;
  onChange: (change: Partial<ReportRequest>) => void;
}): ReactNode {
  const { day: today, event } = useStation();
  return (
    <>
      <PeriodChoice
        of={{ days: event.days, today }}
        value={day}
        onChange={(chosen) => onChange({ day: chosen })}
      />
      <FileLanguageChoice value={language} onChange={(chosen) => onChange({ language: chosen })} />
    </>
  );
}

function SaveButton({
  id,
  request: { day, language, format },
}: {
  id: ReportId;
  request: ReportRequest;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    if (await ask('saveReport', { ids: [id], day, language, format })) notify(t('reports.saved'));
  });
  return (
    <div className="flex items-center flex-wrap gap-3">
      <Button variant="primary" icon={<FileDown />} isDisabled={busy} onPress={() => void run()}>
        {busy ? t('reports.writing') : t('reports.save')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}
