import { RotateCw, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Details, SupportText } from './fold.tsx';
import type en from './words/en.json';

/** A failed request. The page's texts under `error` explain its code. */
export interface Failure {
  code: keyof (typeof en)['error'];
  /** What the failure concerns, never a person; may be empty. */
  detail: string;
  /** Milliseconds after which to try again; null or missing if unknown. */
  retryAfter?: number | null;
}

/** The failure in the user's language with the next step; `actions` may offer that step. */
export function FailureNote({
  failure,
  actions,
  onRetry,
}: {
  failure: Failure | null;
  actions?: ReactNode;
  onRetry?: (() => void) | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In a long form the message would be out of view.
    if (failure !== null) note.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  if (failure === null) return null;
  return (
    <div
      className="note flex gap-3 items-start px-4 py-3 rounded-md text-sm toned"
      ref={note}
      data-tone="stop"
      role="alert"
    >
      <TriangleAlert size={20} />
      <div className="note-words flex-1 grid gap-0.5 min-w-0">
        <strong>{t(`error.${failure.code}.title`)}</strong>
        <p>{t(`error.${failure.code}.remedy`)}</p>
        <FailureDetail failure={failure} />
        <RetryAfter milliseconds={failure.retryAfter ?? null} />
      </div>
      {actions}
      {onRetry !== undefined && (
        <Button size="small" icon={<RotateCw />} onPress={onRetry}>
          {t('app.retry')}
        </Button>
      )}
    </div>
  );
}

/** Error codes whose detail names a file, a badge or a printer, and so says where to act. */
const naming = /^(file|zip|archive|photo|package|import|badge|template-in-use|paper-not-printed)/;

/** What the failure concerns, or details for support. */
function FailureDetail({ failure: { code, detail } }: { failure: Failure }): ReactNode {
  if (detail === '') return null;
  if (naming.test(code)) return <bdi className="code wrap-anywhere">{detail}</bdi>;
  return (
    <Details>
      <SupportText>{detail}</SupportText>
    </Details>
  );
}

/** Seconds below which the time to wait is said in seconds. */
const maxSeconds = 90;

function RetryAfter({ milliseconds }: { milliseconds: number | null }): ReactNode {
  const { t } = useTranslation();
  if (milliseconds === null) return null;
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return (
    <p>
      {seconds < maxSeconds
        ? t('app.retryInSeconds', { count: seconds })
        : t('app.retryInMinutes', { count: Math.ceil(seconds / 60) })}
    </p>
  );
}
