import type { ReactNode } from 'react';
import { localDaySchema } from '../../../domain/event-file.ts';
import { AccountPage } from '../pages/account/account-page.tsx';
import { AccountsPage } from '../pages/accounts/accounts-page.tsx';
import { ActivityPage } from '../pages/activity/activity-page.tsx';
import { ApprovalsPage } from '../pages/approvals/approvals-page.tsx';
import { DayPage } from '../pages/days/day-page.tsx';
import { DaysPage } from '../pages/days/days-page.tsx';
import { DelegationsPage } from '../pages/delegations/delegations-page.tsx';
import { ExportsPage } from '../pages/exports/exports-page.tsx';
import { HelpPage } from '../pages/help/help-page.tsx';
import { OverviewPage } from '../pages/overview/overview-page.tsx';
import { DelegatePage } from '../pages/people/delegate-page.tsx';
import { DuplicatesPage } from '../pages/people/duplicates-page.tsx';
import { SearchPage } from '../pages/people/search-page.tsx';
import { PrivacyPage } from '../pages/privacy/privacy-page.tsx';
import { RoomsPage } from '../pages/rooms/rooms-page.tsx';
import { StationsPage } from '../pages/stations/stations-page.tsx';
import { TicketsPage } from '../pages/tickets/tickets-page.tsx';
import type { PlaceName } from './places.ts';
import { useRoute } from './route.ts';

/** The page of the place in the address, as far as the role may see it. */
export function PageOfPlace({ place }: { place: PlaceName }): ReactNode {
  const { name, argument } = useRoute();
  if (place === 'search' && name === 'delegate' && argument !== null) {
    return <DelegatePage key={argument} id={argument} />;
  }
  if (place === 'days' && argument !== null && localDaySchema.safeParse(argument).success) {
    return <DayPage key={argument} day={argument} />;
  }
  switch (place) {
    case 'overview':
      return <OverviewPage />;
    case 'delegations':
      return <DelegationsPage />;
    case 'rooms':
      return <RoomsPage />;
    case 'stations':
      return <StationsPage />;
    case 'help':
      return <HelpPage />;
    case 'search':
      return <SearchPage />;
    case 'duplicates':
      return <DuplicatesPage />;
    case 'exports':
      return <ExportsPage />;
    case 'days':
      return <DaysPage />;
    case 'approvals':
      return <ApprovalsPage />;
    case 'tickets':
      return <TicketsPage />;
    case 'privacy':
      return <PrivacyPage />;
    case 'activity':
      return <ActivityPage />;
    case 'accounts':
      return <AccountsPage />;
    case 'account':
      return <AccountPage />;
  }
}
