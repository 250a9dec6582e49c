import { SearchX, Star, UserRoundPlus } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchRow } from '../../../preload/contract/check-in.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useEventWords } from '../../i18n/event-words.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { NativeName } from '../../ui/native-name.tsx';
import { PresenceChip, StatusChip } from './status-chip.tsx';
import type { Search } from './use-search.ts';

export const resultsId = 'desk-search-results';

/** The id of one result, for the field that moves through them. */
export function rowId(index: number): string {
  return `desk-search-row-${index}`;
}

function Row({
  row,
  index,
  isActive,
  onChoose,
  onAct,
}: {
  row: SearchRow;
  index: number;
  isActive: boolean;
  onChoose: () => void;
  onAct: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // Keys are the field's: the list has no focus of its own (ARIA combobox).
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={element}
      id={rowId(index)}
      role="option"
      aria-selected={isActive}
      className="search-row"
      onClick={onChoose}
      onDoubleClick={onAct}
    >
      <div className="search-who">
        <p className="search-name">
          <bdi>{row.printedName}</bdi>
          {row.nativeName !== '' && (
            <NativeName
              className="search-native"
              name={row.nativeName}
              delegation={row.delegation}
            />
          )}
          {row.vip && <Star aria-label={t('roster.fields.vip')} size={14} className="search-vip" />}
        </p>
        <p className="search-where">
          <bdi>{words.delegation(row.delegation)}</bdi>
          {row.administration !== '' && <bdi>{row.administration}</bdi>}
        </p>
      </div>
      <div className="search-marks">
        <PresenceChip presentToday={row.presentToday} presentEvent={row.presentEvent} />
        {row.status !== 'confirmed' && <StatusChip status={row.status} />}
        <bdi className="search-code code">{row.registrationCode}</bdi>
      </div>
    </div>
  );
}

/** The delegates found, the chosen one marked; says so when nobody was found. */
export function SearchResults({ search, onAct }: { search: Search; onAct: () => void }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { open } = useNavigation();
  const { rows, more, current, failure, active } = search;
  if (failure !== null) return <FailureNote failure={failure} />;
  if (rows.length === 0) {
    if (!current) return null;
    return (
      <div role="status">
        <EmptyState
          icon={<SearchX aria-hidden="true" size={22} />}
          title={<bdi>{t('search.none', { query: search.query.trim() })}</bdi>}
          hint={t('search.noneHint')}
          action={
            <Button
              icon={<UserRoundPlus aria-hidden="true" size={18} />}
              keys={[t('keys.ctrl'), 'N']}
              onPress={() => open({ kind: 'walk-in', name: search.query.trim() })}
            >
              {t('walkIn.title')}
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <>
      <p className="list-note figures" role="status">
        {more
          ? t('search.more', { count: rows.length })
          : t('search.count', { count: rows.length, formatted: number(rows.length) })}
      </p>
      <div
        id={resultsId}
        role="listbox"
        aria-label={t('search.results')}
        className="search-rows"
        data-stale={!current || undefined}
      >
        {rows.map((row, index) => (
          <Row
            key={row.id}
            row={row}
            index={index}
            isActive={index === active}
            onChoose={() => search.setActive(index)}
            onAct={onAct}
          />
        ))}
      </div>
    </>
  );
}
