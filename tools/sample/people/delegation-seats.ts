import type { DelegationRole } from '../../../domain/roster/delegate-fields.ts';
import { customsAdministrations } from '../data/administrations.ts';
import { invitedAdministrations } from '../data/invited.ts';
import { jobTitlesIn } from '../data/job-titles.ts';
import { observers } from '../data/observers.ts';
import type { Random } from '../random.ts';
import type { AdministrationRow } from './administration-row.ts';
import { poolsNamed } from './pools.ts';
import type { Seat } from './seat.ts';

const memberSeatCount = 730;
/** Some Members stay away, as at any real conference. */
const absentMembers = 8;
const speakersOfMembers = 10;
const speakersOfOrganisations = 14;

/** @param least minimum number of seats of a delegation (for people who are written by hand) */
export function memberSeats(least: ReadonlyMap<string, number>, random: Random): Seat[] {
  const dispensable = customsAdministrations.filter(([code]) => !least.has(code));
  const absent = new Set(random.shuffle(dispensable).slice(0, absentMembers));
  const present = customsAdministrations.filter((row) => !absent.has(row));
  const sizes = new Map(present.map(([code]) => [code, least.get(code) ?? 1]));
  let free = memberSeatCount - [...sizes.values()].reduce((sum, size) => sum + size, 0);
  while (free > 0) {
    const row = random.pick(present);
    const size = sizes.get(row[0]) ?? 0;
    if (size >= largestSize(row)) continue;
    sizes.set(row[0], size + 1);
    free -= 1;
  }
  return present.flatMap((row) => letterOf(row, sizes.get(row[0]) ?? 0, random));
}

export function invitedSeats(random: Random): Seat[] {
  const states = new Set(observers.map(([code]) => code));
  return invitedAdministrations.flatMap((row) =>
    Array.from({ length: states.has(row[0]) ? 2 : 3 }, (_, index) =>
      seatOf(row, { category: 'observer', role: 'member', letterOrder: index + 1 }, random),
    ),
  );
}

/** Seats of speakers, whom no letter of their organisation or administration names. */
export function speakerSeats(random: Random): Seat[] {
  const states = new Set(observers.map(([code]) => code));
  const organisations = invitedAdministrations.filter(([code]) => !states.has(code));
  // UNODC always speaks: its speaker has the demo's ticket for another day.
  const speaking = [
    ...organisations.filter(([code]) => code === 'UNODC'),
    ...random.shuffle(organisations.filter(([code]) => code !== 'UNODC')),
  ].slice(0, speakersOfOrganisations);
  const members = random.shuffle(customsAdministrations).slice(0, speakersOfMembers);
  return [...speaking, ...members].map((row) =>
    seatOf(row, { category: 'speaker', role: 'member', letterOrder: 0 }, random),
  );
}

function letterOf(row: AdministrationRow, size: number, random: Random): Seat[] {
  return Array.from({ length: size }, (_, index) => {
    const role = roleAt(index, size);
    const category = role === 'head' ? 'head' : 'delegate';
    return seatOf(row, { category, role, letterOrder: index + 1 }, random);
  });
}

function roleAt(index: number, size: number): DelegationRole {
  if (index === 0) return 'head';
  if ((index === 1 && size >= 3) || (index === 2 && size >= 7)) return 'alternate';
  return 'member';
}

function seatOf(
  row: AdministrationRow,
  place: Pick<Seat, 'category' | 'role' | 'letterOrder'>,
  random: Random,
): Seat {
  const [delegation, administration, language, pools] = row;
  return {
    delegation,
    administration,
    language,
    pools: poolsNamed(pools),
    category: place.category,
    role: place.role,
    letterOrder: place.letterOrder,
    jobTitle: random.pick(jobTitlesIn(language)[place.role]),
  };
}

/** The host sends the most people; a pool of whole names has few people in it. */
function largestSize([code, , , pools]: AdministrationRow): number {
  if (code === 'BEL') return 14;
  return poolsNamed(pools).some((pool) => pool.form === 'one-name') ? 4 : 9;
}
