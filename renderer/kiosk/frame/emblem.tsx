import type { ReactNode } from 'react';
import { useStation } from '../../kit/client/station.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { monogramOf } from './monogram.ts';
import './emblem.css';

/** The event's sign: its letters in a seal, with the whole name on the first screen. */
export function Emblem(): ReactNode {
  const { event } = useStation();
  const { formats } = useKiosk();
  const letters = monogramOf(event.name.en);
  return (
    <p className="kiosk-emblem">
      {letters !== '' && (
        <span className="kiosk-seal" aria-hidden="true">
          <bdi>{letters}</bdi>
        </span>
      )}
      <bdi className="kiosk-event" lang={formats.table}>
        {event.name[formats.table]}
      </bdi>
    </p>
  );
}
