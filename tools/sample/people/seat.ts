import type { DelegationRole } from '../../../domain/roster/delegate-fields.ts';
import type { JobTitle } from '../data/job-titles.ts';
import type { NamePool } from '../name-pool.ts';

/** A place for one person, before anybody knows whose it is. */
export interface Seat {
  delegation: string;
  administration: string;
  /** Working language, BCP 47. */
  language: string;
  /** Names that are plausible here; the first serves most people. */
  pools: readonly NamePool[];
  category: string;
  role: DelegationRole;
  /** Position in the delegation's letter; 0 for those whom no letter names. */
  letterOrder: number;
  jobTitle: JobTitle;
}
