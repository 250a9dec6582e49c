import { FileDown, Files } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { screenLanguages } from '../../domain/base/language.ts';
import { formatsOf, reportIds } from '../../domain/reports/report-kinds.ts';
import { Button } from '../kit/button.tsx';
import { ask } from '../kit/client/ask.ts';
import { useStation } from '../kit/client/station.tsx';
import { useAction } from '../kit/client/use-action.ts';
import { FailureNote } from '../kit/failure-note.tsx';
import { Select } from '../kit/fields/select.tsx';
import { useNotify } from '../kit/toast.tsx';
import { useFormats } from '../kit/words/format.ts';
import type { ReportRequest } from './report-request.ts';

/** No id of a day. */
const wholeEvent = 'event';

/** Certificates are many pages for many people: never among all reports. */
const allInOne = reportIds.filter((id) => id !== 'certificates');

/** Which report, day, language and format; and the buttons that write the file. */
export function ReportControls({
  request,
  onChange,
}: {
  request: ReportRequest;
  onChange: (change: Partial<ReportRequest>) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="card report-controls grid gap-4 items-end" aria-label={t('reports.choice')}>
      <Select
        label={t('reports.report')}
        choices={reportIds.map((id) => ({ id, label: t(`reports.ids.${id}`) }))}
        value={request.id}
        onChange={(id) => onChange({ id })}
      />
      <DayChoice day={request.day} onChange={(day) => onChange({ day })} />
      <Select
        label={t('reports.language')}
        choices={screenLanguages.map((id) => ({ id, label: t(`reports.languages.${id}`) }))}
        value={request.language}
        onChange={(language) => onChange({ language })}
      />
      <Select
        label={t('reports.format')}
        choices={formatsOf(request.id).map((id) => ({ id, label: t(`reports.formats.${id}`) }))}
        value={request.format}
        onChange={(format) => onChange({ format })}
      />
      <SaveButtons request={request} />
    </section>
  );
}

function DayChoice({
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

function SaveButtons({ request }: { request: ReportRequest }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { id, day, language, format } = request;
  const saveOne = useCallback(async (): Promise<void> => {
    if (await ask('saveReport', { ids: [id], day, language, format })) notify(t('reports.saved'));
  }, [id, day, language, format, notify, t]);
  const saveAll = useCallback(async (): Promise<void> => {
    const wanted = { ids: [...allInOne], day, language, format: 'xlsx' as const };
    if (await ask('saveReport', wanted)) notify(t('reports.saved'));
  }, [day, language, notify, t]);
  const one = useAction(saveOne);
  const all = useAction(saveAll);
  const busy = one.busy || all.busy;
  return (
    <div className="flex items-center flex-wrap gap-3 col-span-full">
      <Button look="primary" icon={<FileDown />} isDisabled={busy} onPress={() => void one.run()}>
        {one.busy ? t('reports.writing') : t('reports.save')}
      </Button>
      <Button icon={<Files />} isDisabled={busy} onPress={() => void all.run()}>
        {all.busy ? t('reports.writing') : t('reports.saveAll')}
      </Button>
      <FailureNote failure={one.failure ?? all.failure} />
    </div>
  );
}
