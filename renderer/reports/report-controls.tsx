import { FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { screenLanguages } from '../../domain/base/language.ts';
import { formatsOf, type ReportId } from '../../domain/reports.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import type { ReportRequest } from './report-request.ts';

/** Must not be the id of a day. */
const wholeEvent = 'event';

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
      <DayChoice day={request.day} onChange={(day) => onChange({ day })} />
      <LanguageChoice request={request} onChange={onChange} />
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

export function DayChoice({
  day,
  onChange,
}: {
  day: string | null;
  onChange: (day: string | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { shortDay } = useFormats();
  const { day: today, event } = useStation();
  const days = [...new Set([...event.days, today])].sort();
  return (
    <Select
      label={t('reports.day')}
      choices={[
        ...days.map((id) => ({ id, label: shortDay(id) })),
        { id: wholeEvent, label: t('reports.wholeEvent') },
      ]}
      value={day ?? wholeEvent}
      onChange={(id) => onChange(id === wholeEvent ? null : id)}
    />
  );
}

export function LanguageChoice({
  request,
  onChange,
}: {
  request: ReportRequest;
  onChange: (change: Partial<ReportRequest>) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Select
      label={t('reports.language')}
      choices={screenLanguages.map((id) => ({ id, label: t(`reports.languages.${id}`) }))}
      value={request.language}
      onChange={(language) => onChange({ language })}
    />
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
