import type { ReactNode } from 'react';
import './fact-list.css';

/** Names with their values, one line each; on a phone the value is below its name. */
export function FactList({
  facts,
}: {
  facts: readonly { name: string; value: ReactNode }[];
}): ReactNode {
  return (
    <dl className="fact-list">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
