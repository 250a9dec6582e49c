import type { ReactNode } from 'react';
import { DoorApp } from '../features/door/door-app.tsx';
import { EvacuationLayer } from '../features/evacuation/evacuation-layer.tsx';
import { LockedStation } from '../features/station-exit/locked-station.tsx';

/** A door. */
export default function DoorFace(): ReactNode {
  return (
    <LockedStation>
      <DoorApp />
      <EvacuationLayer />
    </LockedStation>
  );
}
