import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { RequestFailure } from '../client/failure.ts';
import type { Answer } from '../client/use-answer.ts';
import { useWords } from '../words.ts';
import './answered.css';

/** A failure with its remedy; `onRetry` offers to retry. */
export function FailureNote({
  failure,
  onRetry,
}: {
  failure: RequestFailure | null;
  onRetry?: (() => void) | undefined;
}): ReactNode {
  const { t } = useWords();
  if (failure === null) return null;
  const { code, retryAfter, detail } = failure;
  const seconds = retryAfter === null ? null : Math.max(1, Math.ceil(retryAfter / 1000));
  return (
    <div
      className="note flex gap-3 items-start px-4 py-3 rounded-md text-sm toned"
      data-tone="stop"
      role="alert"
    >
      <TriangleAlert size={20} />
      <div className="note-words flex-1 grid gap-0.5 min-w-0">
        <strong>{t(`failure.${code}.title`)}</strong>
        <p>{t(`failure.${code}.remedy`)}</p>
        {detail !== '' && <p className="code">{detail}</p>}
        {seconds !== null && (
          <p>
            {seconds < 90
              ? t('failure.inSeconds', { count: seconds })
              : t('failure.inMinutes', { count: Math.ceil(seconds / 60) })}
          </p>
        )}
      </div>
      {onRetry !== undefined && (
        <Button size="small" icon={<RotateCw />} onPress={onRetry}>
          {t('failure.retry')}
        </Button>
      )}
    </div>
  );
}

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
