import type { DelegateDetail } from '../../../preload/contract/check-in.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useHotkeys } from '../../ui/hotkeys.ts';
import { overrideOfState } from '../override/override-button.tsx';
import { focusSearch } from '../search/focus-search.ts';
import { useDesk } from './desk-provider.tsx';
import type { DeskState } from './flow.ts';
import type { RecentItem } from './recent-list.tsx';

/** The person that Ctrl+R and Ctrl+Z speak of. */
interface Subject {
  delegateId: string;
  printedName: string;
  /** The check-in to undo, if there is one. */
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

/** The desk's keys: they speak of the delegate chosen, else of the one just scanned, else of the latest check-in. */
export function useDeskKeys(options: {
  chosen: DelegateDetail | null;
  /** Somebody is chosen whose details are not here yet: the keys must not speak of another person meanwhile. */
  isChoosing: boolean;
  recent: readonly RecentItem[];
  /** The name that was searched for without finding anybody; else empty. */
  soughtInVain: string;
  /** Closes what is open on the desk; true if there was something. */
  onEscape: () => boolean;
  /** Acts on the delegate chosen; null while nobody is, so that Enter is free for others. */
  onEnter: (() => void) | null;
}): void {
  const { state, flow } = useDesk();
  const { open, dialog, screen, go, showDelegation: show } = useNavigation();
  const { chosen, recent } = options;
  const subject = (): Subject | null => {
    if (options.isChoosing) return null;
    return (
      (chosen === null ? subjectOfState(state) : subjectOfDetail(chosen)) ?? subjectOfRecent(recent)
    );
  };
  const undo = (): void => {
    const about = subject();
    if (about === null || about.admissionId === null) return;
    open({ kind: 'undo', admissionId: about.admissionId, printedName: about.printedName });
  };
  const reprint = (): void => {
    const about = subject();
    if (about === null) return;
    open({ kind: 'reprint', delegateId: about.delegateId, printedName: about.printedName });
  };
  const showDelegation = (): void => {
    const code = chosen?.delegate.delegation ?? delegationOfState(state);
    if (code === null) go('delegations');
    else show(code);
  };
  const override = (): void => {
    const request = chosen === null ? overrideOfState(state) : null;
    if (request !== null) open(request);
  };
  const leave = (): void => {
    if (!options.onEscape()) flow.putAside();
    // Out of the search, so that `?`, H and Enter are keys again and not letters.
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
        run: () => open({ kind: 'walk-in', name: options.soughtInVain }),
      },
      { key: 'g', ctrl: true, inFields: true, run: showDelegation },
      { key: 'o', ctrl: true, inFields: true, run: override },
      ...(options.onEnter === null ? [] : [{ key: 'Enter', run: options.onEnter }]),
      { key: 'Escape', run: leave },
    ],
    dialog === null && screen === 'desk',
  );
}
