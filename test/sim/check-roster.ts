import { z } from 'zod';
import { everyDelegate } from '../../db/roster/roster.ts';
import { canonicalJson } from '../../domain/base/json.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { compareFacts, foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { namedBy } from '../../domain/ledger/cause.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { leastData } from '../../domain/roster/roster-wire.ts';
import { registrationHash } from '../../domain/tickets/issued-codes.ts';
import { sampleMaking } from '../support/sample-event.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { FactBook } from './fact-book.ts';
import type { EndState } from './hub-facts.ts';
import { simEvent } from './people.ts';

/**
 * How somebody's name is written at the hub where a desk ever spoke of it: as the last word by what its
 * author had seen says. Of words that did not know of each other the administrator's, and else the later.
 */
export function checkCorrections(book: FactBook, { hub, roster: listed }: EndState): void {
  const roster = new Map(listed.map((delegate) => [delegate.id, delegate]));
  const words = new Map<string, Spoken[]>();
  for (const { seq, event } of hub.stream) {
    const printedName = nameIn(hub.personal.get(event.id)?.payload);
    if (event.delegateId === null || printedName === null) continue;
    const known = words.get(event.delegateId) ?? [];
    const isDesks = event.type === 'spelling-corrected';
    words.set(event.delegateId, [...known, { seq, event, printedName, isDesks }]);
  }
  for (const [delegateId, spoken] of words) {
    const delegate = roster.get(delegateId);
    if (delegate === undefined || !spoken.some(({ isDesks }) => isDesks)) continue;
    const last = spoken.filter((one) => !spoken.some((other) => hadSeen(book, other, one)));
    const [holding] = last.toSorted(
      (a, b) => Number(a.isDesks) - Number(b.isDesks) || compareFacts(b.event, a.event),
    );
    if (holding === undefined || delegate.printedName === holding.printedName) continue;
    throw new BrokenInvariant(
      'same-roster',
      `the hub says ${delegate.printedName}, the last word is ${holding.printedName}`,
    );
  }
}

interface Spoken {
  seq: number;
  event: OrderedFact;
  printedName: string;
  isDesks: boolean;
}

/** A desk's store is known as it was; the hub's own word had seen what the hub then held of the person. */
function hadSeen(book: FactBook, one: Spoken, other: Spoken): boolean {
  if (one.isDesks) return book.seen.get(one.event.id)?.has(other.event.id) ?? false;
  return namedBy(one.event).includes(other.event.id);
}

/** The name that a payload of either form says. */
function nameIn(payload: string | undefined): string | null {
  if (payload === undefined) return null;
  const said = z
    .object({
      correction: z.object({ printedName: z.string() }).optional(),
      change: z.object({ printedName: z.string() }).optional(),
    })
    .safeParse(JSON.parse(payload)).data;
  return said?.correction?.printedName ?? said?.change?.printedName ?? null;
}

/** Every desk's roster against the hub's; what a mode must not see it has not. */
export function checkRosters({ roster, stations }: EndState): void {
  for (const { name, mode, db, isRevoked } of stations) {
    if (isRevoked) continue;
    const receiving = {
      hashed: (code: string) => registrationHash(code, sampleMaking),
      extraFields: simEvent.file.extraFields,
    };
    const expected = textsOf(roster.map((delegate) => leastData(delegate, mode, receiving)));
    const shown = textsOf([...everyDelegate(db, simEvent.file.id)]);
    for (const [id, text] of expected) {
      if (shown.get(id) === text) continue;
      const has = shown.get(id) ?? 'nobody';
      throw new BrokenInvariant('same-roster', `${name} shows ${has}, the hub has ${text}`);
    }
    for (const [id, text] of shown) {
      if (!expected.has(id)) {
        throw new BrokenInvariant('same-roster', `${name} shows ${text}, the hub nobody`);
      }
    }
  }
}

function textsOf(delegates: readonly Delegate[]): Map<string, string> {
  return new Map(delegates.map((delegate) => [delegate.id, canonicalJson({ ...delegate })]));
}

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
