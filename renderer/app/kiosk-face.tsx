import type { ReactNode } from 'react';
import { KioskApp } from '../features/kiosk/kiosk-app.tsx';
import { LockedStation } from '../features/station-exit/locked-station.tsx';

/** A self-service kiosk. */
export default function KioskFace(): ReactNode {
  return (
    <LockedStation>
      <KioskApp />
    </LockedStation>
  );
}
