import { LucideProvider } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-state.css';

export function EmptyState({
  icon,
  title,
  hint,
  action,
}: {
  icon: ReactNode;
  title: ReactNode;
  hint?: string;
  action?: ReactNode;
}): ReactNode {
  return (
    <div className="empty-state grid gap-2 justify-items-center content-center text-center">
      <span className="mb-1 size-12 grid place-items-center rounded-full bg-accent-soft text-accent">
        <LucideProvider size={22}>{icon}</LucideProvider>
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {hint !== undefined && <p className="max-w-104 small">{hint}</p>}
      {action}
    </div>
  );
}

/** An empty state in one line with an icon, where an `EmptyState` has no space. */
export function EmptyLine({
  icon,
  className = '',
  children,
}: {
  icon: ReactNode;
  /** Without it, the surrounding font applies. */
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
