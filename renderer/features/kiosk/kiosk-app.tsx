import type { ReactNode } from 'react';

/** The self-service kiosk: what a delegate sees who checks in without a member of staff. */
export function KioskApp(): ReactNode {
  return <main className="kiosk" />;
}
