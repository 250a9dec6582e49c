import { useEffect, useRef, useState } from 'react';
import type { TemplatePreview } from '../../preload/contract/templates.ts';
import type { CallInput } from '../../preload/contract.ts';
import { ask, type CallFailure, failureOf } from '../base/ask.ts';

export type PreviewRequest = CallInput<'previewTemplate'>;

export interface LivePreview {
  /** The newest answer; it may be one drawing behind the request. */
  preview: TemplatePreview | null;
  /** The newest answer with a picture. */
  picture: TemplatePreview | null;
  failure: CallFailure | null;
}

const nothing: LivePreview = { preview: null, picture: null, failure: null };

/**
 * The badge as it would print, drawn again when the request changes. One drawing is made at a time,
 * then the newest request is drawn, so that the picture follows a drag.
 */
export function usePreview(request: PreviewRequest): LivePreview {
  const [live, setLive] = useState<LivePreview>(nothing);
  const newest = useRef<PreviewRequest | null>(null);
  const busy = useRef(false);
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  useEffect(() => {
    newest.current = request;
    if (!busy.current) void run();

    async function run(): Promise<void> {
      busy.current = true;
      while (newest.current !== null && shown.current) {
        const next: PreviewRequest = newest.current;
        newest.current = null;
        const answer = await ask('previewTemplate', next).catch(failureOf);
        // Another preview displaced this one: request it again unless there is a newer request.
        if (answer === null) newest.current ??= next;
        setLive((last) => merged(last, answer));
      }
      busy.current = false;
    }
  }, [request]);
  return live;
}

function merged(last: LivePreview, answer: TemplatePreview | CallFailure | null): LivePreview {
  if (answer === null) return last;
  if (answer instanceof Error) return { ...last, failure: answer };
  const picture = answer.picture === null ? last.picture : answer;
  return { preview: answer, picture, failure: null };
}
