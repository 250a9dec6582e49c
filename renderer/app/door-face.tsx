import { type ReactNode, useState } from 'react';
import { DoorApp } from '../doors/door-app.tsx';
import { EvacuationLayer } from '../emergency/evacuation-layer.tsx';
import { useStation } from '../kit/client/station.tsx';
import { LockedStation } from '../station/locked-station.tsx';

/** A door, and over it the muster of an evacuation. */
export default function DoorFace(): ReactNode {
  const { operator } = useStation();
  const [isOpen, setOpen] = useState(false);
  // The list names people: it waits for whoever signs in.
  const isShown = isOpen && operator !== null;
  return (
    <LockedStation>
      <DoorApp isCovered={isShown}>
        <EvacuationLayer isOpen={isShown} onOpen={setOpen} />
      </DoorApp>
    </LockedStation>
  );
}
