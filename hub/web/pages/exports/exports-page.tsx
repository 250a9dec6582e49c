import { FileX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ScreenLanguage } from '../../../../domain/language.ts';
import { EmptyState } from '../../../../renderer/ui/empty-state.tsx';
import { Select } from '../../../../renderer/ui/select.tsx';
import { useEvent } from '../../client/event-context.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { useDays } from '../../parts/day-choice.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { ExportLine } from './export-line.tsx';
import './exports.css';

/** As the hub's query calls it, where a day could stand. */
const wholeEvent = 'event';

/** The secretariat's lists: a report, a format, a language. */
export function ExportsPage(): ReactNode {
  const { t, language } = useWords();
  const exports = useAnswer('exports', {});
  const [inLanguage, setInLanguage] = useState<ScreenLanguage>(language);
  const [of, setOf] = useState<string>(wholeEvent);
  return (
    <Page title={t('exports.title')} lead={t('exports.lead')}>
      <section className="card stack">
        <div className="filter-row">
          <Select
            label={t('exports.language')}
            choices={[
              { id: 'en', words: t('exports.english') },
              { id: 'fr', words: t('exports.french') },
            ]}
            value={inLanguage}
            onChange={setInLanguage}
          />
          <PeriodChoice value={of} onChange={setOf} />
        </div>
        <Answered answer={exports}>
          {({ reports }) =>
            reports.length === 0 ? (
              <EmptyState
                icon={<FileX aria-hidden="true" size={24} />}
                title={t('exports.none')}
                hint={t('exports.noneHint')}
              />
            ) : (
              <ul className="exports">
                {reports.map((report) => (
                  <ExportLine key={report.id} report={report} language={inLanguage} day={of} />
                ))}
              </ul>
            )
          }
        </Answered>
      </section>
    </Page>
  );
}

function PeriodChoice({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}): ReactNode {
  const { t } = useWords();
  const { shortDay } = useFormats();
  const { today } = useEvent();
  return (
    <Select
      label={t('day.label')}
      choices={[
        { id: wholeEvent, words: t('exports.wholeEvent') },
        ...useDays().map((day) => ({
          id: day,
          words: day === today ? t('day.today', { day: shortDay(day) }) : shortDay(day),
        })),
      ]}
      value={value}
      onChange={onChange}
    />
  );
}
