import type { ReactNode } from 'react';
import { useEventWords } from '../kit/words/event-words.ts';
import './category-mark.css';

/** The category's label with the pattern of its strip, as on the badge: never colour alone. */
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
