import { LucideProvider } from 'lucide-react';
import type { ReactNode } from 'react';
import './status-item.css';
import './chip.css';

export type Tone = 'go' | 'look' | 'stop' | 'accent' | 'quiet';

/** A short state as text, with an icon, on a soft ground. */
export function Chip({
  tone,
  icon,
  children,
}: {
  tone: Tone;
  icon?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <span className="chip text-xs font-semibold toned" data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}

/** One state in the footer: icon and text, coloured only when it needs attention. */
export function StatusItem({
  tone,
  icon,
  title,
  children,
}: {
  tone: Tone;
  icon?: ReactNode;
  /** The remedy, shown as a tooltip. */
  title?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <span className="status-item" data-tone={tone} {...(title === undefined ? {} : { title })}>
      <LucideProvider size={16}>{icon}</LucideProvider>
      <span className="status-words overflow-hidden">{children}</span>
    </span>
  );
}
