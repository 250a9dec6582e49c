import type { ReactNode } from 'react';
import './empty-line.css';

/** An empty state in one line with an icon, if there is no space for an `EmptyState`. */
export function EmptyLine({
  icon,
  className = '',
  children,
}: {
  icon: ReactNode;
  /** Keeps the font of its surroundings. */
  className?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <p className={`empty-line ${className}`}>
      {icon}
      <bdi>{children}</bdi>
    </p>
  );
}
