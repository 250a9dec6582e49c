import type { ReactNode } from 'react';

/** The door of a session: one badge after the other, a huge answer, and the count of the room. */
export function DoorApp(): ReactNode {
  return <main className="door" />;
}
