import { FileX2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportPreview } from '../../preload/contract/reports.ts';
import { Bar } from '../../ui/bar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The answer to a report's question, legible across a room; nothing for a list. */
export function ReportAnswer({ report: { answer } }: { report: ReportPreview }): ReactNode {
  const { t } = useTranslation();
  if (answer === null) return null;
  const { text, detail, isYes, part, whole } = answer;
  const tone = isYes ? 'go' : 'look';
  return (
    <section className="report-answer card" data-tone={tone} aria-label={t('reports.answer')}>
      <p className="report-answer-text font-bold tracking-tight">{text}</p>
      <Bar fraction={whole === 0 ? 0 : part / whole} tone={tone} />
      <p className="figures text-xl">{detail}</p>
    </section>
  );
}

export function ReportPreviewCard({ report }: { report: ReportPreview }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="card grid gap-4" aria-label={t('reports.preview')}>
      <header>
        <h2 className="text-lg">{report.title}</h2>
        <p>{report.period}</p>
        <p>{report.asOf}</p>
        {report.notes.map((note) => (
          <p key={note} className="field-hint">
            {note}
          </p>
        ))}
      </header>
      {report.count === 0 ? (
        <EmptyState icon={<FileX2 size={28} />} title={report.empty} />
      ) : (
        <>
          <section
            className="report-table overflow-auto border rounded-lg"
            aria-label={report.title}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard too
            tabIndex={0}
          >
            <PreviewTable report={report} />
          </section>
          <p className="field-hint">
            {t('reports.rows', { shown: report.rows.length, count: report.count })}
          </p>
        </>
      )}
    </section>
  );
}

function PreviewTable({ report }: { report: ReportPreview }): ReactNode {
  const columns = keyed(report.columns, ({ title }) => title);
  const rows = keyed(report.rows, (row) => row.join('\u0000'));
  const { totals } = report;
  const cells = (row: readonly string[]): ReactNode =>
    columns.map(({ key, item }, i) => (
      <td className="px-3 py-2 text-start" key={key} data-align={item.align}>
        <bdi>{row[i]}</bdi>
      </td>
    ));
  return (
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr>
          {columns.map(({ key, item }) => (
            <th
              className="px-3 py-2 text-soft font-semibold text-start"
              key={key}
              scope="col"
              data-align={item.align}
            >
              {item.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, item }) => (
          <tr className="border-t" key={key}>
            {cells(item)}
          </tr>
        ))}
      </tbody>
      {totals !== null && (
        <tfoot>
          <tr className="border-t">{cells(totals)}</tr>
        </tfoot>
      )}
    </table>
  );
}

/** Two rows may have the same text, and two sessions the same name: makes a unique key for each. */
function keyed<T>(items: readonly T[], textOf: (item: T) => string): { key: string; item: T }[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const text = textOf(item);
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return { key: `${times} ${text}`, item };
  });
}
