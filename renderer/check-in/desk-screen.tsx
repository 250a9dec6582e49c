import { memo, type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hasGroups } from '../../domain/delegations.ts';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import type { DelegateDetail } from '../../preload/contract/check-in.ts';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useLater } from '../../ui/use-later.ts';
import { useStable } from '../../ui/use-stable.ts';
import { ReprintDialog } from '../badges/reprint-dialog.tsx';
import { type Answer, useAnswer } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { type Search, useSearch } from '../roster/use-search.ts';
import { useScans } from '../scanning/index.ts';
import { CameraCard } from './camera-card.tsx';
import { CountsCard } from './counts-card.tsx';
import { DelegatePanel } from './delegate-panel.tsx';
import { useDesk } from './desk-provider.tsx';
import { type DeskState, isAnswerDue } from './flow.ts';
import { Hero } from './hero.tsx';
import { OverrideDialog, overrideOfState } from './override-dialog.tsx';
import { type RecentItem, RecentList } from './recent-list.tsx';
import {
  focusSearch,
  isSearchEmpty,
  leaveSearch,
  useTypingSearches,
} from './search/focus-search.ts';
import { SearchField } from './search/search-field.tsx';
import { SearchResults } from './search/search-results.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { WalkInDialog } from './walk-in-dialog.tsx';
import './desk.css';

/** The delegate that the desk shows: selected in the search result, or picked from a list. */
interface DeskChoice {
  search: Search;
  isSearching: boolean;
  chosenId: string | null;
  chosen: Answer<DelegateDetail>;
  /** Picked from a list of the desk, not by the search. */
  picked: string | null;
  pick: (delegateId: string | null) => void;
  canAct: boolean;
  act: () => void;
  /** Like `act`, with the document that was seen, if any. */
  checkIn: (document: IdentityDocument | null) => void;
  clear: () => void;
  /** Like `clear`, for Escape; false if there is nothing to clear, or an answer is due. */
  close: () => boolean;
}

/** Each new conversation and each pick clears the search. */
function useDeskChoice(): DeskChoice {
  const { state, flow } = useDesk();
  const { picked, pick } = useNavigation();
  const search = useSearch();
  const isSearching = search.query.trim() !== '';
  const chosenId = isSearching
    ? ((search.current ? search.rows[search.active]?.id : undefined) ?? null)
    : picked;
  const chosen = useChosenDetails(chosenId, isSearching);
  const { setQuery } = search;

  // The earlier search was for another person.
  const conversation = state.kind === 'idle' ? '' : state.key;
  const hasTarget = state.kind === 'asking' && state.target.kind === 'scan';
  useEffect(() => {
    if (conversation === '' || !hasTarget) return;
    pick(null);
    if (isSearchEmpty()) leaveSearch();
  }, [conversation, hasTarget, pick]);

  // Show the picked person rather than the search results.
  useEffect(() => {
    if (picked !== null) setQuery('');
  }, [picked, setQuery]);

  const clear = useStable((): void => {
    setQuery('');
    pick(null);
  });
  const canAct = chosenId !== null && !isAnswerDue(state);
  const checkIn = useStable((document: IdentityDocument | null): void => {
    if (chosenId === null || !canAct) return;
    clear();
    // The next keys answer the question about this person.
    leaveSearch();
    void flow.choose(chosenId, document);
  });
  const act = useStable((): void => checkIn(null));
  const close = (): boolean => {
    const isOpen = isSearching || chosenId !== null;
    if (!isOpen || isAnswerDue(state)) return false;
    clear();
    return true;
  };
  return {
    search,
    isSearching,
    chosenId,
    chosen,
    picked,
    pick,
    canAct,
    act,
    checkIn,
    clear,
    close,
  };
}

/** How long a choice must stay unchanged before its details are requested. */
const stillMilliseconds = 250;
const notYet: Answer<DelegateDetail> = { value: null, failure: null, renew: () => undefined };

/**
 * The details of the chosen delegate (null: none). During a search they are requested only once the
 * choice is stable, so that letters and arrow keys never wait for them.
 */
function useChosenDetails(chosenId: string | null, isSearching: boolean): Answer<DelegateDetail> {
  const isStill = useLater(chosenId, stillMilliseconds) === chosenId;
  const when = chosenId !== null && (isStill || !isSearching);
  const details = useAnswer('getDelegate', [{ id: chosenId ?? '' }], {
    when,
    renewOn: ['countsChanged', 'printJobsChanged'],
  });
  return when ? details : notYet;
}

const recentLimit = 40;
/** After searching this long, the last scan's result shrinks to leave space for the list. */
const roomAfterMilliseconds = 350;

/** The result spans the width; below it are search, recent records and camera. */
export function DeskScreen(): ReactNode {
  const { t } = useTranslation();
  const choice = useDeskChoice();
  const { search, isSearching, chosenId, chosen, picked, pick, act, checkIn, clear } = choice;
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
  // Keep the panel while letters are typed, whichever row is first: a new layout at each key would
  // be slow.
  const showsPanel = picked !== null || (isSearching && search.rows.length > 0);
  // None of these changes with a letter in the search: memoised, so that a key renders only the
  // list.
  const recentList = useMemo(
    () => <RecentList items={recent.value ?? []} chosenId={picked} onChoose={pick} />,
    [recent.value, picked, pick],
  );
  const panel = useMemo(
    () => showsPanel && <DelegatePanel answer={chosen} onCheckIn={checkIn} onClose={clear} />,
    [showsPanel, chosen, checkIn, clear],
  );
  return (
    <main
      className="desk grid-cols-[minmax(0,1fr)_21rem] grid grid-rows-head-rest gap-4 min-h-0 h-full p-4"
      aria-label={t('desk.title')}
      data-chosen={showsPanel || undefined}
    >
      <DeskHero isSearching={isSearching} isPicked={picked !== null} />
      <div className="[grid-area:list] flex flex-col gap-3 min-w-0 min-h-0">
        <SearchField search={search} onAct={act} />
        <div className="desk-rows flex flex-col flex-1 min-h-0 overflow-hidden panel">
          {isSearching && <SearchResults search={search} onAct={act} />}
          {/* Kept while searching: a new rendering would delay the key that clears the search. */}
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

/** The result of the last scan. It shrinks once a search has its first answer. */
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
  const { scanning } = useScans();
  return (
    <aside
      className="desk-side gap-3 min-h-0 overflow-hidden flex flex-col"
      aria-label={t('desk.counts.title')}
    >
      {scanning.camera.kind !== 'off' && <CameraCard />}
      <CountsCard />
    </aside>
  );
});

/** The person that Ctrl+R and Ctrl+Z apply to. */
interface Subject {
  delegateId: string;
  printedName: string;
  /** The check-in to undo; null if there is none. */
  admissionId: string | null;
}

function subjectOfState(state: DeskState): Subject | null {
  if (state.kind !== 'answered') return null;
  const { answer } = state;
  if (answer.outcome === 'admitted' && answer.delegate !== null) {
    const { id, printedName } = answer.delegate;
    return { delegateId: id, printedName, admissionId: answer.admissionId };
  }
  if (answer.outcome === 'already-in') {
    const { id, printedName } = answer.delegate;
    return { delegateId: id, printedName, admissionId: answer.admission.eventId };
  }
  return null;
}

function delegationOfState(state: DeskState): string | null {
  if (state.kind !== 'answered' || !('delegate' in state.answer)) return null;
  return state.answer.delegate?.delegation ?? null;
}

function subjectOfDetail(detail: DelegateDetail): Subject {
  const latest = [...detail.admissions].sort((a, b) => b.wall - a.wall)[0];
  const { id, printedName } = detail.delegate;
  return { delegateId: id, printedName, admissionId: latest?.eventId ?? null };
}

function subjectOfRecent(items: readonly RecentItem[]): Subject | null {
  const item = items.find((one) => !one.undone);
  if (item === undefined) return null;
  const { delegateId, printedName, admissionId } = item;
  return { delegateId, printedName, admissionId };
}

/**
 * Keyboard shortcuts: they apply to the chosen delegate, else the last scan, else the latest
 * check-in.
 */
function useDeskKeys(options: {
  chosen: DelegateDetail | null;
  /** The chosen delegate's details are not loaded yet: the keys must not apply to another one. */
  isChoosing: boolean;
  recent: readonly RecentItem[];
  /** The name that the search did not find; empty otherwise. */
  soughtInVain: string;
  /** Closes what is open on the desk; false if nothing was. */
  onEscape: () => boolean;
  /** Acts on the chosen delegate; null without one, so that Enter remains free for other uses. */
  onEnter: (() => void) | null;
}): void {
  const { state, flow } = useDesk();
  const { event } = useStation();
  const { open, dialog, screen, go, showDelegation: show, close } = useNavigation();
  const { chosen, recent } = options;
  useTypingSearches(dialog === null && screen === 'desk' && !isAnswerDue(state));
  const subject = (): Subject | null => {
    if (options.isChoosing) return null;
    return (
      (chosen === null ? subjectOfState(state) : subjectOfDetail(chosen)) ?? subjectOfRecent(recent)
    );
  };
  const undo = (): void => {
    const about = subject();
    if (about === null || about.admissionId === null) return;
    open(
      <UndoDialog
        admissionId={about.admissionId}
        printedName={about.printedName}
        onClose={close}
      />,
    );
  };
  const reprint = (): void => {
    const about = subject();
    if (about === null) return;
    open(
      <ReprintDialog
        delegateId={about.delegateId}
        printedName={about.printedName}
        onClose={close}
      />,
    );
  };
  const showDelegation = (): void => {
    if (!hasGroups(event)) return;
    const code = chosen?.delegate.delegation ?? delegationOfState(state);
    if (code === null || code === '') go('delegations');
    else show(code);
  };
  const override = (): void => {
    const request = chosen === null ? overrideOfState(state) : null;
    if (request !== null) open(<OverrideDialog request={request} onClose={close} />);
  };
  const leave = (): void => {
    if (!options.onEscape()) flow.putAside();
    // Leaves the search field, so that `?`, H and Enter are keys again and not letters.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
  };
  useHotkeys(
    [
      { key: '/', run: focusSearch },
      { key: 'z', ctrl: true, inFields: true, run: undo },
      { key: 'r', ctrl: true, inFields: true, run: reprint },
      {
        key: 'n',
        ctrl: true,
        inFields: true,
        run: () => open(<WalkInDialog name={options.soughtInVain} onClose={close} />),
      },
      { key: 'g', ctrl: true, inFields: true, run: showDelegation },
      { key: 'o', ctrl: true, inFields: true, run: override },
      ...(options.onEnter === null ? [] : [{ key: 'Enter', run: options.onEnter }]),
      { key: 'Escape', run: leave },
    ],
    dialog === null && screen === 'desk',
  );
}
