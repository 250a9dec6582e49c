import { SearchX } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Heads, Presence } from '../../../../domain/wire/organiser-figures.ts';
import { EmptyState } from '../../../../renderer/ui/empty-state.tsx';
import { Select } from '../../../../renderer/ui/select.tsx';
import { TextField } from '../../../../renderer/ui/text-field.tsx';
import { useMay } from '../../client/session-store.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { DayChoice } from '../../parts/day-choice.tsx';
import { Page } from '../../parts/page.tsx';
import { useDay } from '../../parts/use-day.ts';
import { useWords } from '../../words.ts';
import { useDelegationColumns } from './delegation-columns.tsx';
import { filterRows, type Shown, shownChoices } from './filter-rows.ts';
import './delegations.css';

/** Who is present, by delegation, in the order of the secretariat's list. A table: no map, no flags. */
export function DelegationsPage(): ReactNode {
  const { t, language } = useWords();
  const formats = useFormats();
  const { day, choose } = useDay();
  const presence = useAnswer('presence', { day, language }, { on: ['facts', 'roster'] });
  const heads = useHeads(day, presence.value);
  return (
    <Page
      title={t('delegations.title')}
      lead={
        <span className="row">
          <span>{formats.day(day)}</span>
          <AsOf asOf={presence.value?.basis.asOf ?? null} />
        </span>
      }
      actions={<DayChoice day={day} onChange={choose} />}
    >
      <Answered answer={presence}>
        {(value) => <PresenceTable presence={value} heads={heads} />}
      </Answered>
    </Page>
  );
}

/**
 * The heads by name, for whoever may see persons. Each answer is an entry of the hub's audit: asked anew only where the
 * figures say that a head has come or gone.
 */
function useHeads(day: string, presence: Presence | null): Heads | null {
  const { language } = useWords();
  const when = useMay('see-heads');
  const { value, renew } = useAnswer('heads', { day, language }, { when, once: true });
  const here = presence?.rows.reduce((sum, { heads }) => sum + heads.present, 0) ?? null;
  const known = useRef<number | null>(null);
  useEffect(() => {
    if (known.current !== null && here !== null && known.current !== here) renew();
    known.current = here;
  }, [here, renew]);
  return value;
}

function PresenceTable({
  presence: { rows },
  heads,
}: {
  presence: Presence;
  heads: Heads | null;
}): ReactNode {
  const { t, language } = useWords();
  const columns = useDelegationColumns(heads);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const found = filterRows(rows, text, shown, language);
  return (
    <section className="card stack">
      <div className="filter-row">
        <TextField label={t('delegations.filter')} value={text} onChange={setText} type="search" />
        <Select
          label={t('delegations.show')}
          choices={shownChoices.map((id) => ({ id, words: t(`delegations.shown.${id}`) }))}
          value={shown}
          onChange={setShown}
        />
      </div>
      <Totals rows={found} />
      <DataTable
        caption={t('delegations.title')}
        columns={columns}
        rows={found}
        keyOf={({ code }) => code}
        empty={
          <EmptyState
            icon={<SearchX aria-hidden="true" size={24} />}
            title={t('delegations.none')}
            hint={t('delegations.noneHint')}
          />
        }
      />
    </section>
  );
}

function Totals({ rows }: { rows: Presence['rows'] }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const sum = (of: (row: Presence['rows'][number]) => number): string =>
    number(rows.reduce((total, row) => total + of(row), 0));
  return (
    <p className="figures" role="status">
      {t('delegations.totals', {
        present: number(rows.filter(({ present }) => present > 0).length),
        all: number(rows.length),
        persons: sum((row) => row.present),
        registered: sum((row) => row.registered),
      })}
    </p>
  );
}
