import type { ReactNode } from 'react';
import './empty-line.css';

/** Says in one line, with its sign, that nothing stands here: where there is no room for an `EmptyState`. */
export function EmptyLine({
  icon,
  className = '',
  children,
}: {
  icon: ReactNode;
  /** Sets the letters as its surroundings have them. */
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
