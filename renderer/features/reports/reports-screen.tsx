import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatsOf } from '../../../domain/report-kinds.ts';
import { useMay } from '../../client/rights.ts';
import { useStation } from '../../client/station.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../i18n/format.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ReportControls } from './report-controls.tsx';
import { ReportPreviewCard } from './report-preview.tsx';
import { ReportRulesForm } from './report-rules-form.tsx';
import type { ReportWish } from './report-wish.ts';
import './reports.css';

/** The lists that the secretariat takes along: chosen, seen, saved. */
export function ReportsScreen(): ReactNode {
  const { t } = useTranslation();
  const { day } = useStation();
  const { language } = useFormats();
  const mayExport = useMay('export');
  const [wish, setWish] = useState<ReportWish>({
    id: 'participants-provisional',
    day,
    language,
    format: 'pdf',
  });
  const preview = useAnswer(
    'previewReport',
    [{ id: wish.id, day: wish.day, language: wish.language }],
    { when: mayExport },
  );
  return (
    <main className="screen reports" aria-label={t('reports.title')}>
      <header className="screen-head">
        <h1>{t('reports.title')}</h1>
        <p>{t('reports.intro')}</p>
      </header>
      {mayExport ? (
        <>
          <ReportControls
            wish={wish}
            onChange={(change) => setWish((last) => fitting({ ...last, ...change }))}
          />
          <ReportRulesForm id={wish.id} onSaved={preview.renew} />
          <FailureNote failure={preview.failure} />
          {preview.value !== null && <ReportPreviewCard report={preview.value} />}
        </>
      ) : (
        <p className="field-hint">{t('roles.exportOnly')}</p>
      )}
    </main>
  );
}

/** A format that the report does not have gives way to one that every report has. */
function fitting(wish: ReportWish): ReportWish {
  return formatsOf(wish.id).includes(wish.format) ? wish : { ...wish, format: 'pdf' };
}
