import { useCallback, useMemo, useRef, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<string>;
  /** Selects or deselects one row, or with `extends` all from the last one to this one. */
  select: (index: number, options: { extends: boolean }) => Promise<void>;
  selectAll: () => Promise<void>;
  clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/**
 * What is selected in a list of which only some rows are known.
 *
 * @param idAt the id of a row that has been read
 * @param allIds asks for the ids of every row, in the order of the list
 */
export function useSelection(
  idAt: (index: number) => string | undefined,
  allIds: () => Promise<readonly string[]>,
): Selection {
  const [ids, setIds] = useState(none);
  const anchor = useRef(0);
  const ways = useRef({ idAt, allIds });
  ways.current = { idAt, allIds };

  const select = useCallback(async (index: number, { extends: isRange }: { extends: boolean }) => {
    if (!isRange) {
      const id = ways.current.idAt(index);
      anchor.current = index;
      if (id === undefined) return;
      setIds((now) => {
        const next = new Set(now);
        if (!next.delete(id)) next.add(id);
        return next;
      });
      return;
    }
    const first = Math.min(anchor.current, index);
    const range = Array.from({ length: Math.abs(anchor.current - index) + 1 }, (_, at) =>
      ways.current.idAt(first + at),
    );
    const known = range.filter((id) => id !== undefined);
    // Rows far away may not have been read.
    const chosen =
      known.length === range.length
        ? known
        : (await ways.current.allIds()).slice(first, first + range.length);
    setIds((now) => new Set([...now, ...chosen]));
  }, []);
  const selectAll = useCallback(async () => setIds(new Set(await ways.current.allIds())), []);
  const clear = useCallback(() => setIds(none), []);
  return useMemo(() => ({ ids, select, selectAll, clear }), [ids, select, selectAll, clear]);
}
