import type { ReactNode } from 'react';
import './bar.css';

/** A share as a bar. What it shows stands in words beside it, so screen readers pass over it. */
export function Bar({
  fraction,
  tone = 'accent',
}: {
  /** 0 to 1; above it the bar is full. */
  fraction: number;
  tone?: 'accent' | 'go' | 'look' | 'stop';
}): ReactNode {
  const filled = Math.min(1, Math.max(0, fraction));
  return (
    <span className="bar" data-tone={tone} aria-hidden="true">
      <span style={{ inlineSize: `${filled * 100}%` }} />
    </span>
  );
}
