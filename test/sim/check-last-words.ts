import type { OrderedFact } from '../../domain/attendance.ts';
import { compareFacts, foldAttendance } from '../../domain/attendance-fold.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { FactBook } from './fact-book.ts';
import type { EndState } from './hub-facts.ts';

/**
 * What became of each badge, by what its speakers had in their stores as they spoke, which the book knows
 * apart from what the facts say of it: clocks that differ by days must change nothing but who is first of
 * those that did not know of each other.
 */
export function checkLastWords(book: FactBook, { hub }: EndState): void {
  const facts = hub.stream.map(({ event }) => event);
  const badges = foldAttendance(facts).badges;
  for (const [serial, words] of wordsBySerial(facts)) {
    const last = words.filter(
      ({ id }) => !words.some((other) => book.seen.get(other.id)?.has(id) ?? false),
    );
    const [holding] = last.toSorted((a, b) => weightOf(b) - weightOf(a) || compareFacts(b, a));
    const thing = badges.get(serial)?.thing;
    if (holding === undefined || thing === thingOf(holding)) continue;
    throw new BrokenInvariant(
      'cause-before-clock',
      `badge ${serial} is ${thing}, and the last word on it was ${thingOf(holding)}`,
    );
  }
}

function wordsBySerial(facts: readonly OrderedFact[]): Map<string, OrderedFact[]> {
  const words = new Map<string, OrderedFact[]>();
  for (const fact of facts) {
    if (fact.badgeSerial === null || thingOf(fact) === null) continue;
    words.set(fact.badgeSerial, [...(words.get(fact.badgeSerial) ?? []), fact]);
  }
  return words;
}

/** What a fact says of the thing; null where it says nothing of it. */
function thingOf({ type, payload }: OrderedFact): string | null {
  if (type === 'badge-printed') return 'printed';
  if (type === 'badge-handed-over') return 'handed-over';
  const fate = /"fate":"([a-z-]+)"/.exec(payload)?.[1] ?? 'stale';
  return type === 'badge-voided' && fate !== 'stale' ? fate : null;
}

/** A loss is graver than anything that somebody said who did not know of it. */
function weightOf(fact: OrderedFact): number {
  const weights = ['not-printed', 'printed', 'handed-over', 'returned', 'lost'];
  const thing = thingOf(fact) ?? '';
  return weights.indexOf(thing === 'destroyed' ? 'lost' : thing);
}
