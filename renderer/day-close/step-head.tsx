import type { ReactNode } from 'react';

/** The heading of a step, its purpose, and its actions. */
export function StepHead({
  title,
  hint,
  actions,
}: {
  title: string;
  hint: string;
  actions?: ReactNode;
}): ReactNode {
  return (
    <header className="step-head">
      <div>
        <h2 id="day-close-step-title">{title}</h2>
        <p>{hint}</p>
      </div>
      {actions !== undefined && <div className="step-actions">{actions}</div>}
    </header>
  );
}
