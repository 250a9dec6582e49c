import type { ReactNode } from 'react';
import { matchesIn } from '../../../domain/search-highlight.ts';

/** A text in which what the query matched is marked. */
export function Marked({ text, query }: { text: string; query: string }): ReactNode {
  const matches = matchesIn(text, query);
  if (matches.length === 0) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of matches) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(<mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
