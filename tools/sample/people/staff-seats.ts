import { type StaffGroup, staffGroups } from '../data/staff.ts';
import type { Random } from '../random.ts';
import { allPools } from './pools.ts';
import type { Seat } from './seat.ts';

/** Seats of the secretariat, interpreters, press, partners, security and contractors. */
export function staffSeats(random: Random): Seat[] {
  return staffGroups.flatMap((group) =>
    Array.from({ length: group.count }, () => staffSeat(group, random)),
  );
}

function staffSeat(group: StaffGroup, random: Random): Seat {
  const jobTitle = random.pick(group.jobTitles);
  return {
    delegation: group.delegation,
    administration: group.administrations.length === 0 ? '' : random.pick(group.administrations),
    language: random.pick(group.languages),
    pools: random.shuffle(allPools()).slice(0, 6),
    category: group.category,
    role: 'member',
    letterOrder: 0,
    jobTitle: [jobTitle, jobTitle],
  };
}
