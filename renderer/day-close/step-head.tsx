import type { ReactNode } from 'react';

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
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="grow basis-80 grid gap-1">
        <h2 className="text-xl" id="day-close-step-title">
          {title}
        </h2>
        <p className="max-w-184 small">{hint}</p>
      </div>
      {actions !== undefined && (
        <div className="flex items-center flex-wrap gap-3 justify-end">{actions}</div>
      )}
    </header>
  );
}
