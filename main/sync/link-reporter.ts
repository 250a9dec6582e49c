import type { LinkState, SyncTrouble } from '../../domain/sync/sync-status.ts';
import type { PullProgress } from './sync-parts.ts';

export interface LinkFigures {
  waiting: number;
  quarantined: number;
}

export interface ReporterParts {
  /** From an earlier run of the app. */
  before: { lastContact: number | null; clockOffset: number | null };
  /** Throws SqliteError; the last figures then stay. */
  figures: () => LinkFigures;
  /** UTC milliseconds. */
  clock: () => number;
  onState: (state: LinkState) => void;
}

/** Keeps the state of the link and reports each change once. */
export type LinkReporter = ReturnType<typeof createLinkReporter>;

export function createLinkReporter(parts: ReporterParts) {
  let state: LinkState = {
    phase: 'idle',
    online: false,
    trouble: null,
    lastContact: parts.before.lastContact,
    offlineSince: null,
    waiting: 0,
    quarantined: 0,
    clockOffset: parts.before.clockOffset,
    pull: null,
  };
  let told = '';

  const tell = (change: Partial<LinkState>): void => {
    state = { ...state, ...change, ...figuresOr(parts, state) };
    const text = JSON.stringify(state);
    if (text === told) return;
    told = text;
    parts.onState(state);
  };

  return {
    syncing: (): void => tell({ phase: 'syncing' }),
    succeeded: (clockOffset: number): void =>
      tell({
        phase: 'idle',
        online: true,
        trouble: null,
        lastContact: parts.clock(),
        offlineSince: null,
        clockOffset,
        pull: null,
      }),
    failed: (trouble: SyncTrouble): void =>
      tell({
        phase: 'waiting',
        online: false,
        trouble,
        offlineSince: state.offlineSince ?? state.lastContact ?? parts.clock(),
        pull: null,
      }),
    progress: (progress: PullProgress | null): void =>
      tell({ pull: progress === null ? null : { done: progress.done, total: progress.total } }),
    /** A fact was written, so more facts wait now. */
    figuresChanged: (): void => tell({}),
  };
}

/** A store that cannot be read fails the sync too, which reports it. */
function figuresOr({ figures }: ReporterParts, last: LinkFigures): LinkFigures {
  try {
    const { waiting, quarantined } = figures();
    return { waiting, quarantined };
  } catch {
    return { waiting: last.waiting, quarantined: last.quarantined };
  }
}
