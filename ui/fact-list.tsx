import type { ReactNode } from 'react';
import './fact-list.css';

/** Names with their values, one line each; on a phone the value is below its name. */
export function FactList({
  facts,
}: {
  facts: readonly { name: string; value: ReactNode }[];
}): ReactNode {
  return (
    <dl className="fact-list grid gap-2">
      {facts.map(({ name, value }) => (
        <div className="grid gap-x-4 gap-y-1" key={name}>
          <dt className="small">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
