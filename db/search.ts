import type { RegistrationStatus } from '../domain/delegate.ts';
import type { ReadableDatabase } from './types.ts';

/** One line of a search's answer: what the desk's list shows of a delegate. */
export interface DelegateHit {
  id: string;
  registrationCode: string;
  title: string;
  printedName: string;
  nativeName: string;
  jobTitle: string;
  delegation: string;
  administration: string;
  category: string;
  status: RegistrationStatus;
  vip: boolean;
  /** Has a standing admission on `day`, at any checkpoint. */
  presentToday: boolean;
  /** Has a standing admission on any day of the event. */
  presentEvent: boolean;
}

export interface SearchQuestion {
  eventId: string;
  /** As typed: any case, any order of the words, with or without diacritics. */
  query: string;
  /** Most rows wanted, 1 to 200. */
  limit: number;
  /** The event's local day (`YYYY-MM-DD`) for `presentToday`. */
  day: string;
}

/**
 * Finds delegates whose words begin with every word of the query. An exact registration code comes
 * first, then family names that begin with a word of the query, then the rest in list order.
 * An empty query finds nobody. `more` tells that the list was cut at `limit`.
 */
export function searchDelegates(
  db: ReadableDatabase,
  question: SearchQuestion,
): { rows: DelegateHit[]; more: boolean } {
  void db;
  void question;
  throw new Error('searchDelegates: being written');
}
