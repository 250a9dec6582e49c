import type { ReactNode } from 'react';
import './chip.css';

export type Tone = 'go' | 'look' | 'stop' | 'accent' | 'quiet';

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
