import type { ReactNode } from 'react';
import './fact-list.css';

/** Names with their values, one line each; on a phone the value is below its name. */
export function FactList({
  facts,
}: {
  facts: readonly { name: string; value: ReactNode }[];
}): ReactNode {
  return (
    <dl className="fact-list stack gap-2">
      {facts.map(({ name, value }) => (
        <div className="stack gap-1-4" key={name}>
          <dt className="small">{name}</dt>
          <dd className="min-w-0 break-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
