import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Details, SupportText } from './fold.tsx';
import type en from './words/en.json';

/** A failed call: the texts explain its code; the detail names what it concerns, never a person. */
export interface Failure {
  code: keyof (typeof en)['error'];
  detail: string;
}

/** The error in the user's language with the next step; `actions` may offer that step. */
export function FailureNote({
  failure,
  actions,
}: {
  failure: Failure | null;
  actions?: ReactNode;
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
      </div>
      {actions}
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
