import type { ReactNode } from 'react';
import { FailureNote } from '../../../ui/failure-note.tsx';
import type { Answer } from '../client/page-client.ts';
import { useWords } from '../words.ts';
import './answered.css';

/** Shows an answer: a placeholder before the first one, a failure above the last known value. */
export function Answered<T>({
  answer,
  children,
}: {
  answer: Answer<T>;
  children: (value: T) => ReactNode;
}): ReactNode {
  const { t } = useWords();
  const { value, failure, renew } = answer;
  return (
    <>
      <FailureNote failure={failure} onRetry={renew} />
      {value !== null && children(value)}
      {value === null && failure === null && (
        <div className="placeholder min-h-40 rounded-lg" role="status" aria-busy="true">
          <span className="visually-hidden">{t('app.loading')}</span>
        </div>
      )}
    </>
  );
}
