import { Pencil, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { textIn } from '../../../../domain/base/language.ts';
import { type EventList, entryName, keyOf } from '../../../../domain/event/event-changes.ts';
import type { EventFile } from '../../../../domain/event/event-file.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { useEventTexts } from './difference-list.tsx';

/** The entry that a dialog changes; null for a new one. */
export type Open =
  | { [L in EventList]: { list: L; entry: EventFile[L][number] | null } }[EventList]
  | { list: 'several-delegations' };

/** Number of rows of a long list that are shown at first. */
const shownAtFirst = 25;

/** The entries of a list in a table, each with a button to change it. */
export function Entries<L extends EventList>({
  list,
  file,
  onOpen,
  more = null,
}: {
  list: L;
  file: EventFile;
  onOpen: (open: Open) => void;
  /** Further ways to add to the list. */
  more?: ReactNode;
}): ReactNode {
  const { t, language } = useWords();
  const { columnsOf } = useEventTexts();
  const [isWhole, setWhole] = useState(false);
  const entries: readonly EventFile[L][number][] = file[list];
  const rows = isWhole ? entries : entries.slice(0, shownAtFirst);
  const opening = (entry: EventFile[L][number] | null) => onOpen({ list, entry } as Open);
  const columns: Column<EventFile[L][number]>[] = [
    {
      id: 'name',
      heading: t('event.field.name'),
      isTitle: true,
      cell: (entry) => (
        <span className="flex flex-wrap items-center gap-2">
          <bdi>{textIn(entryName(entry), language, file)}</bdi>
          {entry.retired === true && <Chip tone="quiet">{t('event.retired')}</Chip>}
        </span>
      ),
    },
    ...columnsOf(list).map(({ id, heading, text }) => ({
      id,
      heading,
      cell: (entry: EventFile[L][number]) => <bdi>{text(entry)}</bdi>,
    })),
    {
      id: 'change',
      heading: t('table.action'),
      isFigure: true,
      cell: (entry) => (
        <Button
          variant="quiet"
          size="small"
          icon={<Pencil />}
          aria-label={t('event.changeNamed', { name: textIn(entryName(entry), language, file) })}
          onPress={() => opening(entry)}
        >
          {t('event.change')}
        </Button>
      ),
    },
  ];
  return (
    <Section
      title={t(`event.lists.${list}`)}
      aside={
        <div className="flex flex-wrap gap-3">
          {more}
          <Button icon={<Plus />} onPress={() => opening(null)}>
            {t(`event.add.${list}`)}
          </Button>
        </div>
      }
    >
      <DataTable
        caption={t(`event.lists.${list}`)}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        empty={<p className="small">{t('event.noEntries')}</p>}
      />
      {rows.length < entries.length && (
        <Button variant="quiet" onPress={() => setWhole(true)}>
          {t('event.showAll', { count: entries.length })}
        </Button>
      )}
    </Section>
  );
}
