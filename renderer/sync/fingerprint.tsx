import type { ReactNode } from 'react';
import { groupsOfFour } from '../scanning/invite-text.ts';
import './fingerprint.css';

/** The fingerprint of a hub's certificate in groups of four, to be compared by eye. */
export function Fingerprint({
  pin,
  label,
  large = false,
}: {
  pin: string;
  label: string;
  large?: boolean;
}): ReactNode {
  return (
    <div className="fingerprint grid gap-1 justify-items-start" data-large={large || undefined}>
      <p className="small">{label}</p>
      <bdi className="fingerprint-groups code grid gap-x-4 text-sm">
        {groupsOfFour(pin).map((group, index) => (
          // The same group may come twice; only its place is unique.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={index}>{group} </span>
        ))}
      </bdi>
    </div>
  );
}
