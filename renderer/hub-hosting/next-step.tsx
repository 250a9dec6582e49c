import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '../../ui/chip.tsx';
import './next-step.css';

export function NextStep({
  tone,
  Icon,
  title,
  children,
  action,
}: {
  tone: Tone;
  Icon: LucideIcon;
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}): ReactNode {
  return (
    <div
      className="next-step grid grid-cols-sides gap-4 items-center px-5 py-4 rounded-md bg-sunken toned"
      data-tone={tone}
    >
      <Icon aria-hidden="true" size={22} />
      <div className="next-step-words max-w-192 grid gap-0.5 text-sm wrap-anywhere">
        {title !== undefined && <h3 className="text-md">{title}</h3>}
        {children}
      </div>
      {action}
    </div>
  );
}
