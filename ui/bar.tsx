import type { ReactNode } from 'react';
import './bar.css';

/** Screen readers skip the bar, because the text beside it says the same. */
export function Bar({
  fraction,
  tone = 'accent',
}: {
  /** 0 to 1; above 1 the bar is full. */
  fraction: number;
  tone?: 'accent' | 'go' | 'look' | 'stop';
}): ReactNode {
  const filled = Math.min(1, Math.max(0, fraction));
  return (
    <span
      className="bar block overflow-hidden h-2 rounded-full"
      data-tone={tone}
      aria-hidden="true"
    >
      <span className="block h-full" style={{ inlineSize: `${filled * 100}%` }} />
    </span>
  );
}
