import type { ReactNode } from 'react';
import { useStation } from '../../base/station.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { monogramOf } from './monogram.ts';
import './emblem.css';

/** The organiser's emblem, or the event's letters in a seal; on the first screen also the name. */
export function Emblem(): ReactNode {
  const { event } = useStation();
  const { formats } = useKiosk();
  const letters = monogramOf(event.name.en);
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
      <bdi className="kiosk-event" lang={formats.table}>
        {event.name[formats.table]}
      </bdi>
    </p>
  );
}
