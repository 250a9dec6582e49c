import { nameKey } from '../domain/roster/compare-names.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import { emailKey } from '../domain/roster/email-key.ts';
import { buildPrintedName, type RosterValues } from '../domain/roster/roster-entry.ts';
import { type ImportQuestion, maxCandidates } from '../domain/roster/roster-import.ts';
import { isMadeCode } from '../domain/tickets/issued-codes.ts';
import type { Person, UncodedPerson } from './read-people.ts';
import type { RowSessions } from './session-columns.ts';

/** A person of the roster. */
export interface KnownPerson {
  delegate: Delegate;
  /** Whether a change would make a badge outdated. */
  hasBadge: boolean;
  /** Values that decide on bookings and that desks changed: they stay, whatever a list says. */
  stays?: Partial<Pick<Delegate, 'status' | 'category' | 'days'>>;
}

/** A person of a file whom no registration code of the roster names. */
export interface MatchedPerson {
  line: number;
  registrationCode: string | null;
  values: Partial<RosterValues>;
  /** Absent where no column tells of sessions. */
  sessions?: RowSessions;
  /** What tells this person from all others of the file; null if nothing does. */
  key: string | null;
  /** As `nameKey`. */
  name: string;
}

export interface AskedPerson {
  person: MatchedPerson;
  candidates: KnownPerson[];
  /** `likely` of the question. */
  likely: KnownPerson | null;
  question: ImportQuestion;
}

/** A row and a name of its person, as `nameKey`: of the file or of the roster. */
export interface NamedLine {
  line: number;
  name: string;
}

interface Matches {
  same: { person: MatchedPerson; known: KnownPerson }[];
  asked: AskedPerson[];
  fresh: MatchedPerson[];
}

/**
 * Matches the people of a file with those of the roster by what each has of their own:
 *
 * - a ticket of another system that nobody else has: the same person;
 * - an e-mail that nobody else has, in the file and in the roster, with the same name: the same
 *   person. Delegations share addresses and people change them, so an address alone decides nothing;
 * - the same name, or an e-mail with another name: a question;
 * - a row that nothing tells apart from another row of its name: a question, whoever the other is;
 * - otherwise a new person.
 *
 * A row with a registration code that the roster lacks is a new person, or a question where it may
 * be someone to whom the organiser had given no code ({@link isMadeCode}).
 *
 * @param coded rows whose codes are not in the roster
 * @param others people of the roster whom no code of the file names
 * @param decided rows whose codes are in the roster, under each name
 */
export function matchPeople(
  coded: readonly Person[],
  uncoded: readonly UncodedPerson[],
  others: readonly KnownPerson[],
  decided: readonly NamedLine[],
): Matches {
  const matches: Matches = { same: [], asked: [], fresh: [] };
  const people = withKeys(coded, uncoded);
  if (uncoded.length === 0 && !others.some(isWithoutCode)) {
    matches.fresh.push(...people);
    return matches;
  }
  const roster = indexOf(others);
  const matched = new Set<KnownPerson>();
  const named: NamedLine[] = [...people, ...decided];
  const rest: MatchedPerson[] = [];
  for (const person of people) {
    const known = sameIn(roster, person);
    if (known === null || matched.has(known)) rest.push(person);
    else {
      matched.add(known);
      matches.same.push({ person, known });
      named.push({ line: person.line, name: nameKey(known.delegate.printedName) });
    }
  }
  rest.sort((a, b) => a.line - b.line);
  const alike = linesByName(named);
  for (const person of rest) {
    const candidates = candidatesIn(roster, person).filter((known) => !matched.has(known));
    const isKeyed = person.key !== null || person.registrationCode !== null;
    const lines = isKeyed ? [] : (alike.get(person.name) ?? []);
    const twins = lines
      .slice(0, maxCandidates + 1)
      .filter((line) => line !== person.line)
      .slice(0, maxCandidates);
    if (candidates.length === 0 && twins.length === 0) matches.fresh.push(person);
    else matches.asked.push(askedPerson(person, candidates, twins));
  }
  return matches;
}

function isWithoutCode({ delegate }: KnownPerson): boolean {
  return isMadeCode(delegate.registrationCode);
}

/** Gives each person the key that no other row of the file has. */
function withKeys(coded: readonly Person[], uncoded: readonly UncodedPerson[]): MatchedPerson[] {
  const people = [
    ...coded.map((person) => ({ ...person, name: nameOf(person.values) })),
    ...uncoded.map((person) => ({
      ...person,
      registrationCode: null,
      name: nameOf(person.values),
    })),
  ];
  const count = new Map<string, number>();
  for (const { values } of people) {
    for (const key of keysOf(values)) count.set(key, (count.get(key) ?? 0) + 1);
  }
  return people.map((person) => {
    const own = keysOf(person.values).find((key) => count.get(key) === 1);
    return { ...person, key: own ?? null };
  });
}

/** Tickets, then the e-mail. */
function keysOf({ outsideTickets = [], email = '' }: Partial<RosterValues>): string[] {
  const tickets = outsideTickets.map((hash) => `ticket:${hash}`);
  const address = emailKey(email);
  return address === null ? tickets : [...tickets, `email:${address}`];
}

/** The name of a row, as `nameKey`. */
export function nameOf(values: Partial<RosterValues>): string {
  const { printedName, givenName = '', familyName = '' } = values;
  return nameKey(printedName ?? buildPrintedName({ givenName, familyName }));
}

interface Index {
  byKey: Map<string, KnownPerson[]>;
  byName: Map<string, KnownPerson[]>;
}

function indexOf(roster: readonly KnownPerson[]): Index {
  const index: Index = { byKey: new Map(), byName: new Map() };
  const put = (map: Map<string, KnownPerson[]>, key: string, known: KnownPerson): void => {
    const held = map.get(key);
    if (held === undefined) map.set(key, [known]);
    else held.push(known);
  };
  for (const known of roster) {
    for (const key of keysOf(known.delegate)) put(index.byKey, key, known);
    put(index.byName, nameKey(known.delegate.printedName), known);
  }
  return index;
}

function sameIn(
  { byKey }: Index,
  { key, registrationCode, name }: MatchedPerson,
): KnownPerson | null {
  if (key === null || registrationCode !== null) return null;
  const [known, ...more] = byKey.get(key) ?? [];
  if (known === undefined || more.length > 0) return null;
  if (key.startsWith('ticket:')) return known;
  // Relatives with one address differ in few letters, so a similar name is not enough.
  return nameKey(known.delegate.printedName) === name ? known : null;
}

function candidatesIn({ byKey, byName }: Index, person: MatchedPerson): KnownPerson[] {
  const found = new Set<KnownPerson>();
  for (const key of keysOf(person.values)) {
    for (const known of byKey.get(key) ?? []) found.add(known);
  }
  for (const known of byName.get(person.name) ?? []) found.add(known);
  const all = [...found];
  return person.registrationCode === null ? all : all.filter(isWithoutCode);
}

/** Each line once for each name, in the order of the file. */
function linesByName(rows: readonly NamedLine[]): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const { name, line } of rows.toSorted((a, b) => a.line - b.line)) {
    const held = lines.get(name);
    if (held === undefined) lines.set(name, [line]);
    else if (held.at(-1) !== line) held.push(line);
  }
  return lines;
}

function askedPerson(
  person: MatchedPerson,
  candidates: KnownPerson[],
  alike: number[],
): AskedPerson {
  const { line, values, name } = person;
  const { printedName, givenName = '', familyName = '', email = '' } = values;
  const namesakes = candidates.filter(({ delegate }) => nameKey(delegate.printedName) === name);
  const likely = onlyOf(candidates) ?? onlyOf(namesakes);
  // Namesakes first, so that the limit cuts off the others.
  const shown = [...new Set([...namesakes, ...candidates])].slice(0, maxCandidates);
  return {
    person,
    candidates,
    likely,
    question: {
      line,
      printedName: printedName ?? buildPrintedName({ givenName, familyName }),
      email,
      candidates: shown.map(({ delegate }) => ({
        id: delegate.id,
        registrationCode: delegate.registrationCode,
        printedName: delegate.printedName,
        email: delegate.email,
      })),
      likely: likely?.delegate.id ?? null,
      alike,
    },
  };
}

function onlyOf(people: readonly KnownPerson[]): KnownPerson | null {
  const [only, ...more] = people;
  return more.length > 0 ? null : (only ?? null);
}
