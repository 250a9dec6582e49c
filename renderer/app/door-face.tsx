import type { ReactNode } from 'react';
import { DoorApp } from '../doors/door-app.tsx';
import { EvacuationLayer } from '../emergency/evacuation-layer.tsx';
import { LockedStation } from '../station/locked-station.tsx';

/** A door. */
export default function DoorFace(): ReactNode {
  return (
    <LockedStation>
      <DoorApp />
      <EvacuationLayer />
    </LockedStation>
  );
}
