import type { DelegationRole } from '../../../domain/roster/delegate-fields.ts';
import type { JobTitle } from '../data/job-titles.ts';
import type { NamePool } from '../name-pool.ts';

/** A place for one person, before the person is chosen. */
export interface Seat {
  delegation: string;
  administration: string;
  /** Working language, BCP 47. */
  language: string;
  /** Names that are plausible here; most people get the first pool's. */
  pools: readonly NamePool[];
  category: string;
  role: DelegationRole;
  /** Position in the delegation's letter; 0 for people whom no letter names. */
  letterOrder: number;
  jobTitle: JobTitle;
}
