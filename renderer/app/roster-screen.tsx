import type { ReactNode } from 'react';
import { BadgeCheckSection } from '../badges/badge-check.tsx';
import { RosterImportScreen } from '../roster/roster-import-screen.tsx';
import { TicketsSection } from '../tickets/tickets-section.tsx';

/** Who is expected, what their badges lack, and their tickets. */
export function RosterScreen(): ReactNode {
  return (
    <RosterImportScreen
      below={
        <>
          <BadgeCheckSection />
          <TicketsSection />
        </>
      }
    />
  );
}
