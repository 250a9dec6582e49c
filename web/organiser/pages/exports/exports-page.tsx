import { CircleCheck, Download, FileX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ScreenLanguage } from '../../../../domain/base/language.ts';
import type { ExportFormat, Exports } from '../../../../domain/organiser/exports.ts';
import { exportUrl } from '../../../../domain/organiser/organiser.ts';
import { Button } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PeriodChoice } from '../../../../ui/event/day-choice.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { FileLanguageChoice } from '../../../../ui/reports/file-language-choice.tsx';
import { useEvent } from '../../client/event-context.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { fetchFile } from '../../client/request.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page } from '../../parts/page.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';
import './exports.css';

/** The value of the query's day for the whole event. */
const wholeEvent = 'event';

/** The secretariat's lists: a report, a format, a language. */
export function ExportsPage(): ReactNode {
  const { t, language } = useWords();
  const exports = useAnswer('exports', [{}]);
  const [inLanguage, setInLanguage] = useState<ScreenLanguage>(language);
  const event = useEvent();
  const [day, setDay] = useState<string | null>(null);
  return (
    <Page title={t('exports.title')} lead={t('exports.lead')}>
      <section className="card grid content-start gap-4 min-w-0">
        <div className="filter-row grid gap-3 items-end">
          <FileLanguageChoice value={inLanguage} onChange={setInLanguage} />
          <PeriodChoice of={event} value={day} onChange={setDay} />
        </div>
        <Answered answer={exports}>
          {({ reports }) =>
            reports.length === 0 ? (
              <EmptyState
                icon={<FileX size={24} />}
                title={t('exports.none')}
                hint={t('exports.noneHint')}
              />
            ) : (
              <ul className="exports grid">
                {reports.map((report) => (
                  <ExportLine
                    key={report.id}
                    report={report}
                    language={inLanguage}
                    day={day ?? wholeEvent}
                  />
                ))}
              </ul>
            )
          }
        </Answered>
      </section>
    </Page>
  );
}

/** One report with a button for each format, its progress, and any failure. */
function ExportLine({
  report,
  language,
  day,
}: {
  report: Exports['reports'][number];
  /** The file's language, not the page's. */
  language: ScreenLanguage;
  day: string;
}): ReactNode {
  const { t, language: ofPage } = useWords();
  const [received, setReceived] = useState(0);
  const [done, setDone] = useState<ExportFormat | null>(null);
  const [asked, setAsked] = useState<ExportFormat | null>(null);
  const fetching = useAction(async (format: ExportFormat) => {
    setAsked(format);
    setDone(null);
    setReceived(0);
    const query = new URLSearchParams({ format, language, day });
    const url = exportUrl.replace(':report', encodeURIComponent(report.id));
    const { blob, name } = await fetchFile(`${url}?${query}`, setReceived);
    saveFile(blob, name ?? `${report.id}-${day}-${language}.${format}`);
    setDone(format);
  });
  const title = report.title[ofPage];
  return (
    <li className="export grid grid-cols-text-end gap-x-4 items-center py-3 border-t">
      <div className="grid">
        <span className="font-semibold">{title}</span>
        <Progress busy={fetching.busy} received={received} done={done} />
      </div>
      <div className="cluster">
        {report.formats.map((format) => (
          <Button
            key={format}
            size="small"
            isDisabled={fetching.busy}
            icon={<Download />}
            aria-label={t('exports.save', { title, format: format.toUpperCase() })}
            onPress={() => void fetching.run(format)}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
      <div className="export-failure col-span-full">
        <FailureNote
          failure={fetching.failure}
          onRetry={asked === null ? undefined : () => void fetching.run(asked)}
        />
      </div>
    </li>
  );
}

function Progress({
  busy,
  received,
  done,
}: {
  busy: boolean;
  received: number;
  done: ExportFormat | null;
}): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const kilobytes = number(Math.ceil(received / 1000));
  return (
    <span className="small figures" role="status">
      {busy && (received === 0 ? t('exports.making') : t('exports.coming', { kilobytes }))}
      {!busy && done !== null && (
        <span className="export-done inline-flex items-center gap-1 text-go-ink">
          <CircleCheck size={16} />
          {t('exports.saved', { format: done.toUpperCase(), kilobytes })}
        </span>
      )}
    </span>
  );
}
