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
    <div className="note" data-tone={tone}>
      {icon}
      <div className="note-words">
        <strong>{title}</strong>
        {children}
      </div>
      {actions}
    </div>
  );
}
