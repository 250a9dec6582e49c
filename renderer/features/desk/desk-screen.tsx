import { memo, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/use-answer.ts';
import { useLater } from '../../ui/use-later.ts';
import { DelegatePanel } from '../delegate/delegate-panel.tsx';
import { SearchField } from '../search/search-field.tsx';
import { SearchResults } from '../search/search-results.tsx';
import { CameraCard } from './camera-card.tsx';
import { CountsCard } from './counts-card.tsx';
import { Hero } from './hero.tsx';
import { RecentList } from './recent-list.tsx';
import { useDeskChoice } from './use-desk-choice.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import './desk.css';

const recentLimit = 40;
/** How long somebody searches before the result of the last scan gives up its room to the list. */
const roomAfterMilliseconds = 350;

/** The desk in one field of view: the result across the width, below it the search with what happened last, and the camera. */
export function DeskScreen(): ReactNode {
  const { t } = useTranslation();
  const choice = useDeskChoice();
  const { search, isSearching, chosenId, chosen, picked, pick, act, clear } = choice;
  const recent = useAnswer('getRecent', [{ limit: recentLimit }], {
    renewOn: ['countsChanged', 'printJobsChanged'],
  });
  useDeskKeys({
    chosen: chosen.value,
    isChoosing: chosenId !== null && chosen.value === null,
    recent: recent.value ?? [],
    soughtInVain: search.current && search.rows.length === 0 ? search.query.trim() : '',
    onEscape: choice.close,
    onEnter: choice.canAct ? act : null,
  });
  // Stays while letters are typed, whoever comes first: to take the panel away and back would lay out the desk at each key.
  const showsPanel = picked !== null || (isSearching && search.rows.length > 0);
  // None of these changes with a letter in the search: kept, so that a key draws the list alone.
  const recentList = useMemo(
    () => <RecentList items={recent.value ?? []} chosenId={picked} onChoose={pick} />,
    [recent.value, picked, pick],
  );
  const panel = useMemo(
    () => showsPanel && <DelegatePanel answer={chosen} onCheckIn={act} onClose={clear} />,
    [showsPanel, chosen, act, clear],
  );
  return (
    <main className="desk" aria-label={t('desk.title')} data-chosen={showsPanel || undefined}>
      <DeskHero isSearching={isSearching} isPicked={picked !== null} />
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
      {panel}
      <DeskSide />
    </main>
  );
}

/** The result of the last scan; it makes room for the list once the first letter of a search was answered. */
const DeskHero = memo(function DeskHero({
  isSearching,
  isPicked,
}: {
  isSearching: boolean;
  isPicked: boolean;
}): ReactNode {
  const hasSettled = useLater(isSearching, roomAfterMilliseconds) === true;
  return <Hero compact={(isSearching && hasSettled) || isPicked} />;
});

const DeskSide = memo(function DeskSide(): ReactNode {
  const { t } = useTranslation();
  return (
    <aside className="desk-side" aria-label={t('desk.counts.title')}>
      <CameraCard />
      <CountsCard />
    </aside>
  );
});
