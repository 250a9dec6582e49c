import { SearchX, UserRoundPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasGroups } from '../../../domain/delegations.ts';
import { quotedEnding } from '../../../domain/kiosk.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { useNavigation } from '../../../ui/navigation.tsx';
import { useStable } from '../../../ui/use-stable.ts';
import { useEventWords } from '../../base/event-words.ts';
import { useAnswer } from '../../base/page-client.ts';
import { useIsSupervisor, useStation } from '../../base/station.tsx';
import { useMoment } from '../../base/use-moment.ts';
import { maxQueryLength } from '../../roster/tidy-query.ts';
import type { Search } from '../../roster/use-search.ts';
import { WalkInDialog } from '../walk-in-dialog.tsx';
import { rowId, SearchRow } from './search-row.tsx';

const noBreak = '\u00A0';

export const resultsId = 'desk-search-results';

/** The delegates found and their number, or what to do if there are none. */
export function SearchResults({ search, onAct }: { search: Search; onAct: () => void }): ReactNode {
  const { rows, current, failure, answered } = search;
  const isNobody = rows.length === 0 && current;
  if (failure !== null) return <FailureNote failure={failure} />;
  return (
    <>
      <SearchStatus search={search} />
      {isNobody ? (
        <Nobody query={answered} />
      ) : (
        rows.length > 0 && <SearchRows search={search} onAct={onAct} />
      )}
    </>
  );
}

/** Rendered before the first answer, because screen readers only announce changes. */
function SearchStatus({ search }: { search: Search }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { rows, more, whole, current, cut, answered } = search;
  const count = rows.length;
  const words = (): string => {
    if (count === 0) return current ? t('search.none', { query: answered }) : '';
    // Announced once all rows are here; the line keeps its space.
    if (more && !whole) return noBreak;
    if (more) return t('search.more', { count });
    return t('search.count', { count, formatted: number(count) });
  };
  return (
    <>
      {cut && (
        <p className="list-note bg-look-soft text-look-ink" role="alert">
          {t('search.cut', { longest: maxQueryLength })}
        </p>
      )}
      <p className={count === 0 ? 'visually-hidden' : 'list-note figures'} role="status">
        {words()}
      </p>
    </>
  );
}

function Nobody({ query }: { query: string }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const moment = useMoment();
  const { event } = useStation();
  // A kiosk asked for help without a scan knows no delegate: its code leads to the call instead.
  const calls = useAnswer('getHelpCalls', [], { when: quotedEnding(query) !== null });
  const call = calls.value?.find(({ code }) => code === query.trim().toUpperCase());
  return (
    <div data-answers={query}>
      <EmptyState
        icon={<SearchX />}
        title={<bdi>{t('search.none', { query })}</bdi>}
        hint={
          call === undefined
            ? t(hasGroups(event) ? 'search.noneHint' : 'search.noneHintPlain')
            : t('search.helpCode', { station: call.stationName, time: moment(call.wall) })
        }
        action={
          <Button
            icon={<UserRoundPlus />}
            keys={[t('keys.ctrl'), 'N']}
            onPress={() => open(<WalkInDialog name={query} onClose={close} />)}
          >
            {t('walkIn.title')}
          </Button>
        }
      />
    </div>
  );
}

function SearchRows({ search, onAct }: { search: Search; onAct: () => void }): ReactNode {
  const { t } = useTranslation();
  const { rows, answered, current, active, setActive } = search;
  const act = useStable(onAct);
  const words = useEventWords();
  const isSupervisor = useIsSupervisor();
  return (
    <div
      id={resultsId}
      role="listbox"
      aria-label={t('search.results')}
      className="search-rows px-2 pt-0 pb-2 contain-strict flex-1 min-h-0 overflow-auto"
      data-stale={!current || undefined}
      data-answers={answered}
    >
      {rows.map((row, index) => (
        <SearchRow
          // By position, not by person: a new answer then changes texts in existing rows, which
          // halves the work.
          key={rowId(index)}
          row={row}
          query={answered}
          index={index}
          count={rows.length}
          isActive={index === active}
          t={t}
          words={words}
          isSupervisor={isSupervisor}
          onChoose={setActive}
          onAct={act}
        />
      ))}
    </div>
  );
}
