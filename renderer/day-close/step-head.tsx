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
    <header className="step-head ends gap-3-6">
      <div>
        <h2 className="text-xl" id="day-close-step-title">
          {title}
        </h2>
        <p>{hint}</p>
      </div>
      {actions !== undefined && <div className="row wrap gap-3 justify-end">{actions}</div>}
    </header>
  );
}
