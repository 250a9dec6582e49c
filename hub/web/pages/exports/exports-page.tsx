import { FileX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ScreenLanguage } from '../../../../domain/language.ts';
import { EmptyState } from '../../../../renderer/ui/empty-state.tsx';
import { Select } from '../../../../renderer/ui/select.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { DayChoice } from '../../parts/day-choice.tsx';
import { Page } from '../../parts/page.tsx';
import { useDay } from '../../parts/use-day.ts';
import { useWords } from '../../words.ts';
import { ExportLine } from './export-line.tsx';
import './exports.css';

/** The secretariat's lists: a report, a format, a language. */
export function ExportsPage(): ReactNode {
  const { t, language } = useWords();
  const exports = useAnswer('exports', {});
  const [inLanguage, setInLanguage] = useState<ScreenLanguage>(language);
  const { day, choose } = useDay();
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
          <DayChoice day={day} onChange={choose} isLabelled />
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
                  <ExportLine key={report.id} report={report} language={inLanguage} day={day} />
                ))}
              </ul>
            )
          }
        </Answered>
      </section>
    </Page>
  );
}
