import { LucideProvider } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './chip.tsx';

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
      className="note flex gap-3 items-start px-4 py-3 rounded-md text-sm toned"
      data-tone={tone}
    >
      <LucideProvider size={20}>{icon}</LucideProvider>
      <div className="note-words flex-1 grid gap-0.5 min-w-0">
        <strong>{title}</strong>
        {children}
      </div>
      {actions}
    </div>
  );
}
