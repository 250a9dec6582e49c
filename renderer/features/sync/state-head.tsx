import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '../../ui/chip.tsx';

/** The head of a card that shows a state: sign, words, and whose state it is. */
export function StateHead({
  tone,
  Icon,
  title,
  name,
  address,
  actions,
}: {
  tone: Tone;
  Icon: LucideIcon;
  title: string;
  name?: string;
  address?: string;
  actions?: ReactNode;
}): ReactNode {
  return (
    <header className="state-head" data-tone={tone}>
      <span className="state-sign">
        <Icon aria-hidden="true" size={26} />
      </span>
      <div className="state-words">
        <h2 className="figures">{title}</h2>
        <p>
          {name !== undefined && <bdi>{name}</bdi>}
          {address !== undefined && <bdi className="code">{address}</bdi>}
        </p>
      </div>
      {actions !== undefined && actions !== false && <div className="state-actions">{actions}</div>}
    </header>
  );
}
