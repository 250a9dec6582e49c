import { useTranslation } from 'react-i18next';
import { askedBookings } from '../../domain/bookings/people-booked.ts';
import {
  type PeopleFilter,
  type PeopleSort,
  peopleFilterSchema,
  personStateSchema,
  personStates,
} from '../../domain/people/people-list.ts';
import type { Choice } from '../fields/select.tsx';
import { useFormats } from '../formats.ts';

const filterIds = [
  'state',
  'category',
  'delegation',
  'day',
  'session',
  'booking',
  'badge',
  'ticket',
  'email',
] as const;
export type FilterId = (typeof filterIds)[number];

/** What the list shows, as chosen on the page. */
export interface PeopleQuestion {
  text: string;
  chosen: Readonly<Partial<Record<FilterId, string>>>;
  sorting: PeopleSort;
}

/** The event's own choices; a list that is empty has no filter. */
export interface PeopleChoices {
  /** True: whether a ticket was sent is known here. */
  knowsTickets: boolean;
  categories: readonly Choice<string>[];
  delegations: readonly Choice<string>[];
  days: readonly string[];
  /** Those that ask for a booking. */
  sessions: readonly Choice<string>[];
}

/** Each filter with its name and choices, in the page's language. */
export function useFilters({
  categories,
  delegations,
  days,
  sessions,
  knowsTickets,
}: PeopleChoices): {
  id: FilterId;
  label: string;
  choices: readonly Choice<string>[];
}[] {
  const { t } = useTranslation();
  const { shortDay } = useFormats();
  const yesNo = (id: 'badge' | 'ticket' | 'email'): Choice<string>[] => [
    { id: 'yes', label: t(`people.filter.${id}Yes`) },
    { id: 'no', label: t(`people.filter.${id}No`) },
  ];
  const choices: Readonly<Record<FilterId, readonly Choice<string>[]>> = {
    state: personStates.map((id) => ({ id, label: t(`people.state.${id}`) })),
    category: categories,
    delegation: delegations,
    day: days.length < 2 ? [] : days.map((id) => ({ id, label: shortDay(id) })),
    session: sessions,
    booking:
      sessions.length === 0
        ? []
        : askedBookings.map((id) => ({ id, label: t(`people.filter.of.${id}`) })),
    badge: yesNo('badge'),
    ticket: knowsTickets ? yesNo('ticket') : [],
    email: yesNo('email'),
  };
  return filterIds
    .filter((id) => choices[id].length > 0)
    .map((id) => ({ id, label: t(`people.filter.${id}`), choices: choices[id] }));
}

/** The filter of what is chosen; the text is as the search settled on it. */
export function filterOf(text: string, chosen: PeopleQuestion['chosen']): PeopleFilter {
  const { state, category, delegation, day, session, booking, badge, ticket, email } = chosen;
  const list = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
  const flag = (value: string | undefined): boolean | null =>
    value === undefined ? null : value === 'yes';
  return peopleFilterSchema.parse({
    text,
    states: list(state).map((one) => personStateSchema.parse(one)),
    categories: list(category),
    delegations: list(delegation),
    day: day ?? null,
    session: session ?? null,
    booking: askedBookings.find((one) => one === booking) ?? null,
    badgePrinted: flag(badge),
    ticketSent: flag(ticket),
    email: flag(email),
  });
}
