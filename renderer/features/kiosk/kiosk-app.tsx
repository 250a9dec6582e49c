import type { ReactNode } from 'react';
import { useStation } from '../../client/station.tsx';
import { KioskProvider } from './kiosk-context.tsx';
import { KioskFrame } from './kiosk-frame.tsx';
import './kiosk.css';
import './kiosk-parts.css';

/** The self-service kiosk: what a delegate sees who checks in without a member of staff. */
export function KioskApp(): ReactNode {
  const station = useStation();
  return (
    <KioskProvider key={`${station.event.id} ${station.language}`}>
      <KioskFrame />
    </KioskProvider>
  );
}
