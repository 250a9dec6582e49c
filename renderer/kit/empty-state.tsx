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
    <div className="empty-state stack gap-2 justify-items-center content-middle text-center">
      <span className="empty-state-icon centred circle tone-accent">
        <LucideProvider size={22}>{icon}</LucideProvider>
      </span>
      <p className="text-lg strong">{title}</p>
      {hint !== undefined && <p className="empty-state-hint small">{hint}</p>}
      {action}
    </div>
  );
}
