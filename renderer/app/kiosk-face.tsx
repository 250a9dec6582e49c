import type { ReactNode } from 'react';
import { KioskApp } from '../kiosk/kiosk-app.tsx';
import { LockedStation } from '../station/locked-station.tsx';

export default function KioskFace(): ReactNode {
  return (
    <LockedStation>
      <KioskApp />
    </LockedStation>
  );
}
