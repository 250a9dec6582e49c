import type { TFunction } from 'i18next';
import { Star } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { isHead } from '../../../domain/delegations.ts';
import { matchesIn } from '../../../domain/roster/search-highlight.ts';
import type { SearchRow as Found } from '../../../preload/contract/check-in.ts';
import { NativeName } from '../../../ui/native-name.tsx';
import type { EventWords } from '../../base/event-words.ts';
import { PresenceMark, StatusMark } from '../../roster/status-chip.tsx';
import { useFieldLabel } from '../../roster/use-field-label.ts';

/** The element id of one result, for `aria-activedescendant`. */
export function rowId(index: number): string {
  return `desk-search-row-${index}`;
}

interface SearchRowProps {
  row: Found;
  /** The query that found the row, for marking the matches. */
  query: string;
  index: number;
  /** Size of the whole list, for assistive technology: not all rows may be rendered yet. */
  count: number;
  isActive: boolean;
  /** Passed down by the list: a lookup in every row costs more than rendering it. */
  t: TFunction;
  words: EventWords;
  isSupervisor: boolean;
  onChoose: (index: number) => void;
  onAct: () => void;
}

/** The same answer comes again at every check-in: skip rows that did not change. */
function saysTheSame(a: SearchRowProps, b: SearchRowProps): boolean {
  const { row: rowA, ...restA } = a;
  const { row: rowB, ...restB } = b;
  return (
    Object.entries(restA).every(([name, value]) => restB[name as keyof typeof restB] === value) &&
    (rowA === rowB || JSON.stringify(rowA) === JSON.stringify(rowB))
  );
}

export const SearchRow = memo(function SearchRow({
  row,
  query,
  index,
  count,
  isActive,
  t,
  words,
  isSupervisor,
  onChoose,
  onAct,
}: SearchRowProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The first row is already in view, and scrolling to it would cause another layout.
    if (isActive && (index > 0 || (element.current?.parentElement?.scrollTop ?? 0) > 0))
      element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive, index]);
  return (
    // The field handles the keys: the list never has the focus (ARIA combobox).
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={element}
      id={rowId(index)}
      role="option"
      aria-selected={isActive}
      aria-posinset={index + 1}
      aria-setsize={count}
      className="search-row flex items-center gap-4 px-3 py-2 rounded-md hover:bg-sunken chosen-row"
      onClick={() => onChoose(index)}
      onDoubleClick={onAct}
    >
      <Who row={row} query={query} t={t} words={words} />
      <div className="search-marks flex items-center gap-2">
        <PresenceMark presentToday={row.presentToday} presentEvent={row.presentEvent} t={t} />
        {row.status !== 'confirmed' && (
          <StatusMark status={row.status} t={t} isSupervisor={isSupervisor} />
        )}
        <bdi className="search-code min-w-26 code text-soft text-xs text-end">
          <Marked text={row.registrationCode} query={query} />
        </bdi>
      </div>
    </div>
  );
}, saysTheSame);

function Who({
  row,
  query,
  t,
  words,
}: Pick<SearchRowProps, 'row' | 'query' | 't' | 'words'>): ReactNode {
  const label = useFieldLabel();
  return (
    <div className="search-who flex-1 min-w-0">
      <p className="search-name flex gap-3 items-baseline min-w-0 font-semibold">
        <bdi>
          <Marked text={row.printedName} query={query} />
        </bdi>
        {row.nativeName !== '' && (
          <NativeName className="search-native" name={row.nativeName} delegation={row.delegation}>
            <Marked text={row.nativeName} query={query} />
          </NativeName>
        )}
        {row.vip && <Star aria-label={label('vip')} size={14} className="search-vip" />}
      </p>
      <p className="search-where flex gap-2 min-w-0 small">
        {words.hasHeads && isHead(row) && (
          <span className="flex-none text-ink font-semibold">{t('search.head')}</span>
        )}
        {row.delegation !== '' && (
          <bdi>
            <Marked text={words.delegation(row.delegation)} query={query} />
          </bdi>
        )}
        {row.administration !== '' && (
          <bdi>
            <Marked text={row.administration} query={query} />
          </bdi>
        )}
      </p>
    </div>
  );
}

function Marked({ text, query }: { text: string; query: string }): ReactNode {
  const matches = matchesIn(text, query);
  if (matches.length === 0) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of matches) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(
      <mark className="text-inherit" key={start}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
