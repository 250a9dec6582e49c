import type { ReactNode } from 'react';

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
    <p className={`empty-line flex items-center gap-2 ${className}`}>
      {icon}
      <bdi>{children}</bdi>
    </p>
  );
}
