import type { ReactNode } from 'react';
import { type EventText, shownLanguage, textIn } from '../../../domain/base/language.ts';
import { useStation } from '../../base/station.tsx';
import { useKiosk } from '../kiosk-context.tsx';

/** A text of the event in the person's language, else in the first of the event's that has it. */
export function ShownText({
  text,
  ...more
}: {
  text: EventText;
  className?: string;
  'data-speak'?: true;
}): ReactNode {
  const { event } = useStation();
  const { context } = useKiosk();
  return (
    <bdi {...more} lang={shownLanguage(text, context.language, event)}>
      {textIn(text, context.language, event)}
    </bdi>
  );
}
