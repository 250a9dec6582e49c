import {
  BookOpenCheck,
  CalendarCheck,
  CalendarCog,
  ChartColumn,
  ContactRound,
  CopyCheck,
  DoorOpen,
  FileDown,
  FileUp,
  KeyRound,
  LifeBuoy,
  type LucideIcon,
  MonitorSmartphone,
  Search,
  ShieldCheck,
  Ticket,
  UserRound,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react';
import { hasGroups } from '../../../domain/delegations.ts';
import type { OrganiserRight } from '../../../domain/organiser/access.ts';
import { approvalKinds } from '../../../domain/organiser/approvals.ts';
import type { OrganiserEvent } from '../../../domain/organiser/figures.ts';

/** A page of the navigation. One of `rights` is enough to see it; an empty list admits everyone. */
interface Place {
  name: string;
  Icon: LucideIcon;
  group: 'today' | 'stations' | 'people' | 'records' | 'self';
  rights: readonly OrganiserRight[];
}

const approvalRights: readonly OrganiserRight[] = Object.values(approvalKinds).flatMap(
  ({ request, approve }) => [request, approve],
);

/** Every page, in the order of the navigation. */
export const places = [
  { name: 'overview', Icon: ChartColumn, group: 'today', rights: ['see-figures'] },
  { name: 'delegations', Icon: UsersRound, group: 'today', rights: ['see-figures'] },
  { name: 'rooms', Icon: DoorOpen, group: 'today', rights: ['see-figures'] },
  { name: 'stations', Icon: MonitorSmartphone, group: 'stations', rights: ['see-stations'] },
  { name: 'help', Icon: LifeBuoy, group: 'stations', rights: ['see-help-calls'] },
  { name: 'event', Icon: CalendarCog, group: 'stations', rights: ['change-event'] },
  { name: 'people', Icon: ContactRound, group: 'people', rights: ['search-roster'] },
  { name: 'search', Icon: Search, group: 'people', rights: ['search-roster'] },
  { name: 'import', Icon: FileUp, group: 'people', rights: ['import-roster'] },
  { name: 'duplicates', Icon: CopyCheck, group: 'people', rights: ['see-duplicates'] },
  {
    name: 'tickets',
    Icon: Ticket,
    group: 'people',
    rights: ['request-renewal', 'approve-renewal', 'export-ticket-codes'],
  },
  {
    name: 'exports',
    Icon: FileDown,
    group: 'records',
    rights: ['export-figures', 'export-persons'],
  },
  { name: 'days', Icon: CalendarCheck, group: 'records', rights: ['see-figures'] },
  {
    name: 'approvals',
    Icon: UserRoundCheck,
    group: 'records',
    rights: approvalRights,
  },
  {
    name: 'privacy',
    Icon: ShieldCheck,
    group: 'records',
    rights: ['see-purges', 'export-person'],
  },
  { name: 'activity', Icon: BookOpenCheck, group: 'records', rights: ['read-audit'] },
  { name: 'accounts', Icon: KeyRound, group: 'self', rights: ['manage-accounts'] },
  { name: 'account', Icon: UserRound, group: 'self', rights: [] },
] as const satisfies readonly Place[];

export type PlaceName = (typeof places)[number]['name'];

/** The pages that the rights admit to and that the event has. */
export function placesOf(
  rights: readonly OrganiserRight[],
  event: Pick<OrganiserEvent, 'delegations'>,
): (typeof places)[number][] {
  return places.filter(
    (place) =>
      (place.rights.length === 0 ||
        place.rights.some((right: OrganiserRight) => rights.includes(right))) &&
      (place.name !== 'delegations' || hasGroups(event)),
  );
}
