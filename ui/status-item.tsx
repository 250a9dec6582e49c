import { LucideProvider } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './chip.tsx';
import './status-item.css';

/** One state in the footer, coloured only when it needs attention. */
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
    <span
      className="status-item inline-flex items-center gap-1.5 px-2 min-h-7 min-w-0"
      data-tone={tone}
      {...(title === undefined ? {} : { title })}
    >
      <LucideProvider size={16}>{icon}</LucideProvider>
      <span className="status-words overflow-hidden">{children}</span>
    </span>
  );
}
