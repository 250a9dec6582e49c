import { type Keeper, keepAsking, type Pace } from '../keep-asking.ts';

/** Rows in one request; the rows on screen take one or two. */
export const pageSize = 100;
/** Max pages kept: scrolling through a long list must not gather all of it. */
const maxKeptPages = 12;

/** Some rows of a list, and how many the list has. */
export interface RowPage<R> {
  rows: readonly R[];
  total: number;
}

export interface PagedSnapshot<R, Failure> {
  /** Null before the first answer. */
  total: number | null;
  pages: ReadonlyMap<number, readonly R[]>;
  failure: Failure | null;
  /** True until the present question has its first answer; the rows are the previous ones. */
  isWaiting: boolean;
}

/** A list that is read page by page, as far as it is shown. */
export interface PagedRows<R, Q, Failure> {
  snapshot: () => PagedSnapshot<R, Failure>;
  subscribe: (listener: () => void) => () => void;
  /** Another filter or order: starts again at its first page. */
  ask: (question: Q) => void;
  /** Reads the pages of these rows, unless they are there. */
  show: (first: number, last: number) => void;
  /** Something changed: reads the shown pages again, soon and not too often. */
  soon: () => void;
  /** Reads the shown pages again, now. */
  renew: () => void;
  close: () => void;
}

interface Options<R, Q, Failure> {
  load: (question: Q, from: number, count: number) => Promise<RowPage<R>>;
  failureOf: (error: unknown) => Failure;
  pace: Pace;
}

const pageOf = (index: number): number => Math.floor(index / pageSize);

/** Reads nothing before `ask`. Answers to an older question are dropped. */
export function createPagedRows<R, Q, Failure>({
  load,
  failureOf,
  pace,
}: Options<R, Q, Failure>): PagedRows<R, Q, Failure> {
  let now: PagedSnapshot<R, Failure> = {
    total: null,
    pages: new Map(),
    failure: null,
    isWaiting: true,
  };
  let question: { asked: Q } | null = null;
  let shown = { first: 0, last: 0 };
  let keeper: Keeper | null = null;
  const due = new Set<number>();
  const listeners = new Set<() => void>();

  const set = (next: PagedSnapshot<R, Failure>): void => {
    now = next;
    for (const listener of listeners) listener();
  };
  const isShown = (page: number): boolean =>
    page >= pageOf(shown.first) && page <= pageOf(shown.last);
  const shownPages = (): number[] => {
    const first = pageOf(shown.first);
    return Array.from({ length: pageOf(shown.last) - first + 1 }, (_, at) => first + at);
  };

  /** The kept pages with a new one; the shown ones are kept, of the others the latest. */
  const withPage = (page: number, rows: readonly R[]): ReadonlyMap<number, readonly R[]> => {
    const pages = new Map(now.isWaiting ? [] : now.pages);
    pages.delete(page);
    pages.set(page, rows);
    for (const old of pages.keys()) {
      if (pages.size <= maxKeptPages) break;
      if (!isShown(old) && old !== page) pages.delete(old);
    }
    return pages;
  };

  const read = async (page: number): Promise<void> => {
    const asking = question;
    if (asking === null) return;
    due.add(page);
    try {
      const { rows, total } = await load(asking.asked, page * pageSize, pageSize);
      if (question !== asking) return;
      set({ total, pages: withPage(page, rows), failure: null, isWaiting: false });
    } catch (error) {
      if (question === asking) set({ ...now, failure: failureOf(error), isWaiting: false });
    } finally {
      if (question === asking) due.delete(page);
    }
  };

  const readShown = async (): Promise<void> => {
    const before = question;
    await Promise.all(shownPages().map(read));
    // The others may have changed too: they are read when they are shown again.
    if (question !== before) return;
    const kept = [...now.pages].filter(([page]) => isShown(page));
    if (kept.length < now.pages.size) set({ ...now, pages: new Map(kept) });
  };

  return {
    snapshot: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (asked) => {
      question = { asked };
      due.clear();
      shown = { first: 0, last: 0 };
      set({ ...now, isWaiting: true });
      keeper?.close();
      keeper = keepAsking(pace, readShown);
    },
    show: (first, last) => {
      shown = { first, last };
      // After a failure only a renewal asks again.
      if (now.isWaiting || now.failure !== null) return;
      for (const page of shownPages()) {
        if (!now.pages.has(page) && !due.has(page)) void read(page);
      }
    },
    soon: () => keeper?.soon(),
    renew: () => keeper?.now(),
    close: () => {
      question = null;
      keeper?.close();
      keeper = null;
    },
  };
}

/** The row at this place of the list, if it has been read. */
export function rowAt<R>(
  { pages }: Pick<PagedSnapshot<R, unknown>, 'pages'>,
  index: number,
): R | undefined {
  return pages.get(pageOf(index))?.[index % pageSize];
}
