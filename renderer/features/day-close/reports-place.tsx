import type { ReactNode } from 'react';

/** Where the lists of the day stand. */
export function ReportsPlace(_props: { day: string }): ReactNode {
  return null;
}
