import { LucideProvider } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-state.css';

/** Says that there is nothing here, and what to do about it. */
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
