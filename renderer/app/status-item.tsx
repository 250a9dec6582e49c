import type { ReactNode } from 'react';
import type { Tone } from '../ui/chip.tsx';
import './status-item.css';

/** One state in the footer: icon and words, coloured only when it needs somebody. */
export function StatusItem({
  tone,
  icon,
  title,
  children,
}: {
  tone: Tone;
  icon?: ReactNode;
  /** The remedy, shown on pointing. */
  title?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <span className="status-item" data-tone={tone} {...(title === undefined ? {} : { title })}>
      {icon}
      <span className="status-words">{children}</span>
    </span>
  );
}
