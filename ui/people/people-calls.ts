import type {
  PeopleChange,
  PeopleChanged,
  PeopleFilter,
  PeoplePage,
  PeopleSort,
  PersonView,
} from '../../domain/people/people-list.ts';
import type { Pace } from '../keep-asking.ts';

export interface AskedPeople {
  filter: PeopleFilter;
  sort: PeopleSort;
}

/** The calls by which a page reads and changes people; the same object at each rendering. */
export interface PeopleCalls<Failure> {
  list: (asked: AskedPeople, from: number, count: number) => Promise<PeoplePage>;
  /** The ids of everyone who matches, in the order of the list. */
  ids: (asked: AskedPeople) => Promise<readonly string[]>;
  get: (id: string) => Promise<PersonView>;
  /** Resolves to how many are different now, and the changes that undo it. */
  change: (changes: PeopleChange[]) => Promise<PeopleChanged>;
  failureOf: (error: unknown) => Failure;
  pace: Pace;
}

/** How a list is told of changes. */
export interface PeopleListener {
  /** After a change elsewhere: there may be many. */
  soon: () => void;
  /** After a change on this page, whose effect must show at once. */
  now: () => void;
}

/** Tells the listener of changes of people; returns a function that unsubscribes. */
export type SubscribeToPeople = (listener: PeopleListener) => () => void;
