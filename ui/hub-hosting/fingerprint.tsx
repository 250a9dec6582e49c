import type { ReactNode } from 'react';
import { groupsOfFour } from '../../domain/base/groups-of-four.ts';
import './fingerprint.css';

/** The fingerprint of a hub's certificate in groups of four, to compare by eye. */
export function Fingerprint({
  fingerprint,
  label,
  large = false,
}: {
  fingerprint: string;
  label: string;
  large?: boolean;
}): ReactNode {
  return (
    <div className="fingerprint grid gap-1 justify-items-start" data-large={large || undefined}>
      <p className="small">{label}</p>
      <bdi className="fingerprint-groups code grid gap-x-4 text-sm">
        {groupsOfFour(fingerprint).map((group, index) => (
          // The same group may come twice; only its place is unique.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={index}>{group} </span>
        ))}
      </bdi>
    </div>
  );
}
