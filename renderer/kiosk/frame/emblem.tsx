import type { ReactNode } from 'react';
import { englishName } from '../../../domain/base/language.ts';
import { useStation } from '../../base/station.tsx';
import { monogramOf } from './monogram.ts';
import { ShownText } from './shown-text.tsx';
import './emblem.css';

/** The organiser's emblem, or the event's letters in a seal; on the first screen also the name. */
export function Emblem(): ReactNode {
  const { event } = useStation();
  const letters = monogramOf(englishName(event));
  return (
    <p className="kiosk-emblem flex items-center min-w-0">
      {event.emblem !== undefined && (
        // No alternative text, because the name beside it says the same.
        <img className="kiosk-picture" src={`data:image/png;base64,${event.emblem}`} alt={''} />
      )}
      {event.emblem === undefined && letters !== '' && (
        <span className="kiosk-seal grid place-content-center flex-none" aria-hidden="true">
          <bdi>{letters}</bdi>
        </span>
      )}
      <ShownText className="kiosk-event" text={event.name} />
    </p>
  );
}
