import { type ReactNode, useState } from 'react';
import { useStation } from '../base/station.tsx';
import { DoorApp } from '../doors/door-app.tsx';
import { EvacuationLayer } from '../emergency/evacuation-layer.tsx';
import { LockedStation } from '../station/locked-station.tsx';

/** A door, and over it the evacuation count. */
export default function DoorFace(): ReactNode {
  const { operator } = useStation();
  const [isOpen, setOpen] = useState(false);
  // The list contains names: it is shown only once an operator has signed in.
  const isShown = isOpen && operator !== null;
  return (
    <LockedStation>
      <DoorApp isCovered={isShown}>
        <EvacuationLayer isOpen={isShown} onOpen={setOpen} />
      </DoorApp>
    </LockedStation>
  );
}
