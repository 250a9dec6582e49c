import type { ReactNode } from 'react';
import { textIn } from '../../../../domain/base/language.ts';
import { formatExtra } from '../../../../domain/event/extra-values.ts';
import type { Summary } from '../../../../domain/organiser/figures.ts';
import { DataTable } from '../../../../ui/data-table.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useEvent } from '../../client/event-context.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

/** How many gave each answer to an extra field; nothing where the event has no such field. */
export function ExtraTotalsCard({ totals }: { totals: Summary['extraTotals'] }): ReactNode {
  const { t } = useWords();
  if (totals.length === 0) return null;
  return (
    <Section title={t('overview.answers')}>
      {totals.map((total) => (
        <FieldTotals key={total.field} total={total} />
      ))}
    </Section>
  );
}

function FieldTotals({ total }: { total: Summary['extraTotals'][number] }): ReactNode {
  const { t, language } = useWords();
  const { number } = useFormats();
  const event = useEvent();
  const field = event.extraFields.find(({ id }) => id === total.field);
  // A version of the event that this page has not heard of yet.
  if (field === undefined) return null;
  const label = textIn(field.label, language, event);
  return (
    <div className="grid gap-1">
      <h3 className="text-base font-semibold">{label}</h3>
      <DataTable
        caption={label}
        columns={[
          {
            id: 'answer',
            heading: t('overview.answer'),
            isTitle: true,
            cell: ({ value }) =>
              value === null ? t('overview.noAnswer') : formatExtra(field, value, language, event),
          },
          {
            id: 'expected',
            heading: t('overview.expectedColumn'),
            isFigure: true,
            cell: ({ expected }) => number(expected),
          },
          {
            id: 'present',
            heading: t('overview.presentColumn'),
            isFigure: true,
            cell: ({ present }) => number(present),
          },
        ]}
        rows={total.answers}
        keyOf={({ value }) => value ?? ''}
        empty={null}
      />
    </div>
  );
}
