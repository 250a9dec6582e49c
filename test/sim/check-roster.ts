import { z } from 'zod';
import { findingFacts } from '../../db/day-close.ts';
import { everyDelegate, findDelegateById } from '../../db/roster/roster.ts';
import { canonicalJson } from '../../domain/base/json.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { compareFacts, foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { namedBy } from '../../domain/ledger/cause.ts';
import { pairsToldApart } from '../../domain/people/possible-pairs.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { minimalDataFor } from '../../domain/roster/roster-wire.ts';
import { registrationHash } from '../../domain/tickets/issued-codes.ts';
import { sampleMaking } from '../support/sample-event.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { Coverage } from './coverage.ts';
import { type FactBook, idsIn } from './fact-book.ts';
import type { EndState } from './hub-facts.ts';
import { simEvent } from './people.ts';
import type { World } from './world.ts';

/** Who said what, and whom a later file named: a change by a file is not in the ledger. */
type Spoke = Pick<World, 'book' | 'imported' | 'seeded' | 'coverage'>;

/** Fields that both desks and administrators change, and the status, which decides who may come. */
const spokenFields = ['printedName', 'jobTitle', 'status'] as const;
type SpokenField = (typeof spokenFields)[number];

/**
 * The hub shows what the last correction of a person says. The last one is decided by what each
 * author had seen. Of corrections that did not know of each other the administrator's wins,
 * otherwise the later.
 */
export function checkCorrections(world: Spoke, end: EndState): void {
  for (const field of spokenFields) checkField(world, end, field);
}

function checkField(
  { book, imported, seeded, coverage }: Spoke,
  { hub, roster: listed }: EndState,
  field: SpokenField,
): void {
  const roster = new Map(listed.map((delegate) => [delegate.id, delegate]));
  const words = new Map<string, Spoken[]>();
  for (const { seq, event } of hub.stream) {
    const value = valueIn(event, hub.personal.get(event.id)?.payload, field);
    if (event.delegateId === null || value === null) continue;
    const known = words.get(event.delegateId) ?? [];
    const isDesks = event.type !== 'registration-changed';
    words.set(event.delegateId, [...known, { seq, event, value, isDesks }]);
  }
  for (const [delegateId, spoken] of words) {
    const delegate = roster.get(delegateId);
    if (delegate === undefined) continue;
    const start = imported.has(delegateId) ? seeded.get(delegateId) : undefined;
    // A later list had changed what older corrections said: they come back and change nothing.
    if (
      start !== undefined &&
      spoken.every(({ isDesks, event }) => !isDesks && start.changes.has(event.id))
    ) {
      const isOther = spoken.some(({ value }) => value !== start.person[field]);
      coverage.add('rule: a list’s word stays after a take-over', isOther);
      if (delegate[field] === start.person[field]) continue;
      throw new BrokenInvariant(
        'same-roster',
        `the hub says ${delegate[field]} of ${delegateId}, and began with ${start.person[field]}`,
      );
    }
    const isByDesks = field === 'printedName' && spoken.some(({ isDesks }) => isDesks);
    const isKnown = !imported.has(delegateId);
    if (!isByDesks && !isKnown) continue;
    const last = spoken.filter((one) => !spoken.some((other) => hadSeen(book, other, one)));
    const [holding] = last.toSorted(
      (a, b) => Number(a.isDesks) - Number(b.isDesks) || compareFacts(b.event, a.event),
    );
    if (holding === undefined || delegate[field] === holding.value) continue;
    throw new BrokenInvariant(
      'same-roster',
      `the hub says ${delegate[field]} of ${delegateId}, the last word is ${holding.value}`,
    );
  }
}

interface Spoken {
  seq: number;
  event: OrderedFact;
  value: string;
  isDesks: boolean;
}

/**
 * Whether one author had seen the other's correction. The book has what a desk's store held; the
 * hub's own correction had seen all that the hub held of the person.
 */
function hadSeen(book: FactBook, one: Spoken, other: Spoken): boolean {
  if (one.isDesks) return book.seen.get(one.event.id)?.has(other.event.id) ?? false;
  return namedBy(one.event).includes(other.event.id);
}

const text = z.string().optional();
const valuesSchema = z.object({ printedName: text, jobTitle: text, status: text });
const saidSchema = z.object({
  correction: valuesSchema.optional().catch(undefined),
  change: valuesSchema.optional().catch(undefined),
});

/** The value that a fact gives to a field, or null if it does not mention the field. */
function valueIn(
  { type }: OrderedFact,
  payload: string | undefined,
  field: SpokenField,
): string | null {
  if (payload === undefined) return null;
  if (type === 'delegate-replaced') return field === 'status' ? 'cancelled' : null;
  const said = saidSchema.safeParse(JSON.parse(payload)).data;
  return said?.correction?.[field] ?? said?.change?.[field] ?? null;
}

/** Compares every station's roster with the hub's, without what its mode must not see. */
export function checkRosters({ roster, stations }: EndState): void {
  for (const { name, mode, db, isRevoked } of stations) {
    if (isRevoked) continue;
    const receiving = {
      hashed: (code: string) => registrationHash(code, sampleMaking),
      extraFields: simEvent.file.extraFields,
    };
    const expected = textsOf(roster.map((delegate) => minimalDataFor(delegate, mode, receiving)));
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
 * Every desk asks about the same possible pairs: what one says of two registrations, all know.
 * Counts that, and the names that desks changed and others show; {@link checkRosters} compares
 * these.
 */
export function checkPeopleDeeds({ hub, stations }: EndState, coverage: Coverage): void {
  const apart = pairsToldApart(hub.stream.map(({ event }) => event)).join(', ');
  for (const { name, mode, db, isRevoked } of stations) {
    if (isRevoked || mode !== 'desk') continue;
    const facts = findingFacts(db, simEvent.file.id);
    const shown = pairsToldApart(facts).join(', ');
    if (shown !== apart) {
      throw new BrokenInvariant('same-pairs', `${name} keeps [${shown}] apart, not [${apart}]`);
    }
    const [own] = idsIn(db, 'SELECT station AS id FROM station');
    const isOthers = facts.some(({ station }) => station !== own);
    coverage.add('rule: a pair told apart at another desk', isOthers && shown !== '');
    for (const { event } of hub.stream) {
      if (event.type !== 'person-changed' || event.delegateId === null) continue;
      const payload = hub.personal.get(event.id)?.payload;
      const value = valueIn(event, payload, 'printedName');
      if (event.station === own || value === null) continue;
      const person = findDelegateById(db, simEvent.file.id, event.delegateId);
      coverage.add('rule: a change that reached another desk', person?.printedName === value);
    }
  }
}

/**
 * What became of each badge, decided by what its authors had in their stores as they wrote. The
 * book knows that apart from the facts. Clocks that differ by days may only change the order of
 * facts that did not know of each other.
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

/** What a fact says became of the badge itself, or null if it does not mention it. */
function thingOf({ type, payload }: OrderedFact): string | null {
  if (type === 'badge-printed') return 'printed';
  if (type === 'badge-handed-over') return 'handed-over';
  const fate = /"fate":"([a-z-]+)"/.exec(payload)?.[1] ?? 'stale';
  return type === 'badge-voided' && fate !== 'stale' ? fate : null;
}

/** A loss outweighs every other fact whose author did not know of the loss. */
function weightOf(fact: OrderedFact): number {
  const weights = ['not-printed', 'printed', 'handed-over', 'returned', 'lost'];
  const thing = thingOf(fact) ?? '';
  return weights.indexOf(thing === 'destroyed' ? 'lost' : thing);
}
