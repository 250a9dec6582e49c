import type { ReactNode } from 'react';
import { useEventWords } from '../base/event-words.ts';
import './category-mark.css';

/** Label and strip pattern together, as on the badge: colour alone must not carry the meaning. */
export function CategoryMark({
  category,
  gender = null,
}: {
  category: string;
  gender?: 'feminine' | 'masculine' | null;
}): ReactNode {
  const words = useEventWords();
  return (
    <span className="category-mark inline-flex items-center font-semibold whitespace-nowrap">
      <span className="category-strip" data-strip={words.strip(category)} aria-hidden="true" />
      <bdi>{words.category(category, gender)}</bdi>
    </span>
  );
}
