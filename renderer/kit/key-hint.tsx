import type { ReactNode } from 'react';

/** Keys drawn as key caps. Decorative: the text beside them says the same. */
export function KeyHint({ keys }: { keys: readonly string[] }): ReactNode {
  return (
    <span className="key-hint gap-0.75 inline-flex" aria-hidden="true">
      {keys.map((key) => (
        <kbd className="text-center" key={key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
