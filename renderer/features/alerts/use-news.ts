import { useEffect, useRef, useState } from 'react';
import { play } from '../desk/sounds.ts';

/** Something that may be news. */
export interface NewsItem {
  id: string;
  /** What is heard of it once; null for silence. */
  tone: 'arrival' | 'call' | null;
}

/**
 * Which of these came since this person signed in: what was there before is no news and makes no sound.
 *
 * @param who changes with the person; null while the answer is not here yet
 */
export function useNews(
  who: string | null,
  items: readonly NewsItem[],
  sounds: boolean,
): ReadonlySet<string> {
  const before = useRef<{ who: string; ids: Set<string> } | null>(null);
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (who === null) {
      before.current = null;
      setNews((old) => (old.size === 0 ? old : new Set()));
      return;
    }
    if (before.current?.who !== who) {
      before.current = { who, ids: new Set(items.map(({ id }) => id)) };
      setNews((old) => (old.size === 0 ? old : new Set()));
      return;
    }
    const { ids } = before.current;
    const fresh = items.filter(({ id }) => !ids.has(id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) ids.add(id);
    setNews((old) => new Set([...old, ...fresh.map(({ id }) => id)]));
    const tone = fresh.find((item) => item.tone === 'call') ?? fresh.find((item) => item.tone);
    if (sounds && tone?.tone != null) play(tone.tone);
  }, [who, items, sounds]);
  return news;
}
