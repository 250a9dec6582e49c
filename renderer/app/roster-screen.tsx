import type { ReactNode } from 'react';
import { RosterImportScreen } from '../roster/roster-import-screen.tsx';
import { TicketsSection } from '../tickets/tickets-section.tsx';

/** Who is expected, and their tickets. */
export function RosterScreen(): ReactNode {
  return <RosterImportScreen below={<TicketsSection />} />;
}
