import type { ReactNode } from 'react';
import type { Answer } from '../client/use-answer.ts';
import { useWords } from '../words.ts';
import { FailureNote } from './failure-note.tsx';
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
