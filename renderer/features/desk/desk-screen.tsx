import { type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/use-answer.ts';
import { useLater } from '../../ui/use-later.ts';
import { DelegatePanel } from '../delegate/delegate-panel.tsx';
import { SearchField } from '../search/search-field.tsx';
import { SearchResults } from '../search/search-results.tsx';
import { useSearch } from '../search/use-search.ts';
import { CameraCard } from './camera-card.tsx';
import { CountsCard } from './counts-card.tsx';
import { useDesk } from './desk-provider.tsx';
import { isAnswerDue } from './flow.ts';
import { Hero } from './hero.tsx';
import { RecentList } from './recent-list.tsx';
import { useChosenDetails } from './use-chosen-details.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import './desk.css';

const recentLimit = 40;
/** How long somebody searches before the result of the last scan gives up its room to the list. */
const roomAfterMilliseconds = 150;

/** The desk in one field of view: the result across the width, below it the search with what happened last, and the camera. */
export function DeskScreen(): ReactNode {
  const { t } = useTranslation();
  const { state, flow, picked, pick } = useDesk();
  const search = useSearch();
  const recent = useAnswer('getRecent', [{ limit: recentLimit }], {
    renewOn: ['countsChanged', 'printJobsChanged'],
  });
  const recentItems = recent.value ?? [];
  const isSearching = search.query.trim() !== '';
  const chosenId = isSearching
    ? ((search.current ? search.rows[search.active]?.id : undefined) ?? null)
    : picked;
  const chosen = useChosenDetails(chosenId, isSearching);
  const { setQuery } = search;

  // Each new conversation begins with a clear desk: what was searched before belongs to another person.
  const conversation = state.kind === 'idle' ? '' : state.key;
  const hasTarget = state.kind === 'asking' && state.target.kind === 'scan';
  useEffect(() => {
    if (conversation !== '' && hasTarget) pick(null);
  }, [conversation, hasTarget, pick]);

  // Whoever is picked is to be seen, and not the search.
  useEffect(() => {
    if (picked !== null) setQuery('');
  }, [picked, setQuery]);

  const clear = (): void => {
    setQuery('');
    pick(null);
  };
  const canAct = chosenId !== null && !isAnswerDue(state);
  const act = (): void => {
    if (chosenId === null || !canAct) return;
    clear();
    void flow.choose(chosenId);
  };
  const close = (): boolean => {
    const isOpen = isSearching || chosenId !== null;
    if (!isOpen || isAnswerDue(state)) return false;
    clear();
    return true;
  };
  useDeskKeys({
    chosen: chosen.value,
    isChoosing: chosenId !== null && chosen.value === null,
    recent: recentItems,
    soughtInVain: search.current && search.rows.length === 0 ? search.query.trim() : '',
    onEscape: close,
    onEnter: canAct ? act : null,
  });

  // None of these changes with a letter in the search: kept, so that a key draws the list alone. The result makes
  // room once the first letter has been answered, for the same reason.
  const hasSettled = useLater(isSearching, roomAfterMilliseconds) === true;
  const compact = (isSearching && hasSettled) || picked !== null;
  const hero = useMemo(() => <Hero compact={compact} />, [compact]);
  const recentList = useMemo(
    () => <RecentList items={recent.value ?? []} chosenId={picked} onChoose={pick} />,
    [recent.value, picked, pick],
  );
  const side = useMemo(
    () => (
      <aside className="desk-side" aria-label={t('desk.counts.title')}>
        <CameraCard />
        <CountsCard />
      </aside>
    ),
    [t],
  );
  return (
    <main
      className="desk"
      aria-label={t('desk.title')}
      data-chosen={chosenId !== null || undefined}
    >
      {hero}
      <div className="desk-list">
        <SearchField search={search} onAct={act} />
        <div className="desk-rows">
          {isSearching && <SearchResults search={search} onAct={act} />}
          {/* Kept while searching: to draw it anew would hold up the key that clears the search. */}
          <div className="desk-recent" hidden={isSearching}>
            {recentList}
          </div>
        </div>
      </div>
      {chosenId !== null && <DelegatePanel answer={chosen} onCheckIn={act} onClose={clear} />}
      {side}
    </main>
  );
}
