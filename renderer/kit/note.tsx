import { LucideProvider } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './chip.tsx';
import './note.css';

/** A remark with a heading and a next step, on a soft ground. */
export function Note({
  tone,
  icon,
  title,
  children,
  actions,
}: {
  tone: Tone;
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}): ReactNode {
  return (
    <div
      className="note flex gap-3 items-flex-start pad-3-4 round-md text-sm toned"
      data-tone={tone}
    >
      <LucideProvider size={20}>{icon}</LucideProvider>
      <div className="note-words stack gap-px min-w-0">
        <strong>{title}</strong>
        {children}
      </div>
      {actions}
    </div>
  );
}
