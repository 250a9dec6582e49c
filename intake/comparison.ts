import type { KioskLanguage } from '../domain/base/language.ts';
import type { ListedBooking } from '../domain/bookings/listed-booking.ts';
import type { ExtraField } from '../domain/event/extra-fields.ts';
import { nameKey } from '../domain/roster/compare-names.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import { delegateFields } from '../domain/roster/delegate-fields.ts';
import {
  mergeEntry,
  type RosterDefaults,
  type RosterEntry,
} from '../domain/roster/roster-entry.ts';
import {
  type CellFinding,
  extraIdOf,
  type ImportDecision,
  type MappedField,
  maxQuestions,
  type RosterDiff,
  type RosterField,
  rosterFields,
} from '../domain/roster/roster-import.ts';
import { type CodeMaking, makePerson, ticketHashes } from '../domain/tickets/issued-codes.ts';
import { codeKey } from '../domain/tickets/registration-code.ts';
import { type BookingEvent, beginBookings, type KnownBooking } from './compare-bookings.ts';
import { IntakeError } from './intake-error.ts';
import {
  type AskedPerson,
  type KnownPerson,
  type MatchedPerson,
  matchPeople,
  type NamedLine,
  nameOf,
} from './match-people.ts';
import { newEntry, type PeopleOfFile, type Person } from './read-people.ts';
import { mergedSessions } from './session-columns.ts';

type RosterChange = RosterDiff['changes'][number];

/** What an import would do. It is shown to the user who imports, and kept until it is applied. */
export interface RosterPlan {
  diff: Omit<RosterDiff, 'planId'>;
  /** People who are not in the roster yet. */
  added: RosterEntry[];
  /** People with a changed field. */
  changed: RosterEntry[];
}

/** Max numbers that a page shows. The counts are exact in any case. */
const maxExamples = 50;
const maxChanges = 500;
const maxRejected = 500;
const maxFindings = 500;
const maxLeftOut = 20;

/** What comparing needs besides the file. */
export interface CompareSetting extends CodeMaking {
  messageLanguage: KioskLanguage;
  defaults: RosterDefaults;
  extraFields: readonly ExtraField[];
  event: BookingEvent;
  /** Makes VIPs of people whom the file describes as VIPs (`Person.vipWord`). */
  markVips: boolean;
  onProgress: (fraction: number, rows: number) => void;
}

/** Compares a file with a roster, which the caller passes one person after the other. */
export type Comparison = ReturnType<typeof beginComparison>;

/**
 * Begins to compare the people of a file with a roster, field by field. Writes nothing.
 *
 * A registration code decides who a person is. Rows without one, and those whose code the roster
 * does not have, are matched once the whole roster was seen ({@link matchPeople}); what is not
 * certain becomes a question.
 */
export function beginComparison(file: PeopleOfFile, setting: CompareSetting) {
  if (setting.markVips) {
    for (const { values, vipWord } of [...file.people.values(), ...file.uncoded]) {
      if (vipWord !== undefined) values.vip = true;
    }
  }
  const waiting = new Map(file.people);
  /** The row of a person by the code that the roster has, else by one of an earlier list. */
  const takeRow = ({ registrationCode, otherCodes }: Delegate): Person | null => {
    const rows = [registrationCode, ...otherCodes].flatMap((code) => {
      const key = codeKey(code);
      const person = waiting.get(key);
      waiting.delete(key);
      return person ?? [];
    });
    const [first, ...more] = rows.toSorted((a, b) => a.line - b.line);
    if (first === undefined) return null;
    const values = { ...first.values };
    // One person under two codes: the later row decides what both give.
    for (const row of more) Object.assign(values, row.values);
    const sessions = rows.map((row) => row.sessions).reduce(mergedSessions);
    return { ...first, values, ...(sessions === undefined ? {} : { sessions }) };
  };
  const diff = {
    ...emptyDiff(file),
    messageLanguage: setting.messageLanguage,
    vips: vipsOf(file, setting.markVips),
  };
  const plan: RosterPlan = { diff, added: [], changed: [] };
  const bookings = beginBookings(setting.event);
  const noteSessions: NoteSessions = ({ line, sessions }, before, after) => {
    if (sessions !== undefined) bookings.row({ line, sessions, before, after: after() });
  };
  /** People of the roster whom no code of the file names. */
  const others: KnownPerson[] = [];
  /** For rows without a code, which may be somebody of these. */
  const named: NamedLine[] = [];
  const takenIds = new Set<string>();
  let open: AskedPerson[] = [];
  let seen = 0;
  const step = (): void => {
    seen += 1;
    if (seen % 2_000 === 0) setting.onProgress(Math.min(1, seen / (seen + waiting.size)), seen);
  };
  const add = (person: MatchedPerson): void => {
    const { registrationCode, values } = person;
    const entry =
      registrationCode === null
        ? madeEntry(person, takenIds, setting)
        : newEntry({ registrationCode, values }, setting);
    addOne(plan, entry, setting);
    noteSessions(person, null, () => mergeEntry(null, entry, setting.defaults));
  };
  return {
    /** Takes one fact about a place in a session; needed where columns tell of sessions. */
    booking: (fact: KnownBooking): void => bookings.known(fact),
    /** Compares the next person of the roster. */
    take: (known: KnownPerson): void => {
      const { delegate } = known;
      step();
      takenIds.add(delegate.id);
      const person = takeRow(delegate);
      if (person === null) {
        plan.diff.absent += 1;
        others.push(known);
        return;
      }
      if (file.uncoded.length > 0) {
        const names = [nameOf(person.values), nameKey(delegate.printedName)];
        for (const name of names) named.push({ line: person.line, name });
      }
      compareOne(plan, known, person, setting, noteSessions);
    },
    /** Call it after the last person. */
    finish: (): RosterPlan['diff'] => {
      const { same, asked, fresh } = matchPeople(
        [...waiting.values()],
        file.uncoded,
        others,
        named,
      );
      for (const { person, known } of same) {
        step();
        plan.diff.absent -= 1;
        compareOne(plan, known, person, setting, noteSessions);
      }
      for (const person of fresh) {
        step();
        if (person.key === null && person.registrationCode === null) plan.diff.withoutKey += 1;
        add(person);
      }
      // The first are shown, so those come first for which "the same" is no answer.
      open = asked.toSorted((a, b) => Number(a.likely !== null) - Number(b.likely !== null));
      plan.diff.asked = asked.length;
      plan.diff.questions = open.slice(0, maxQuestions).map(({ question }) => question);
      if (file.hasSessions) plan.diff.bookings = bookings.finish();
      return plan.diff;
    },
    /**
     * The people to write. Call it after `finish`, until it returns.
     *
     * @throws IntakeError `import-mending-open` where cells were corrected and nobody accepted it;
     *   `import-questions-open` with the line of the first question that has no answer, or whose
     *   answer is no candidate or another row's
     */
    decided: (
      decision: ImportDecision,
    ): Pick<RosterPlan, 'added' | 'changed'> & { bookings: ListedBooking[] | null } => {
      const { mended } = plan.diff;
      if (mended > 0 && !decision.acceptMended) {
        throw new IntakeError('import-mending-open', String(mended));
      }
      for (const { person, known } of decide(open, decision)) {
        if (known === null) add(person);
        else compareOne(plan, known, person, setting, noteSessions);
      }
      open = [];
      const { added, changed } = plan;
      return { added, changed, bookings: file.hasSessions ? bookings.decided() : null };
    },
  };
}

/** Notes what a row says about sessions, with its person before and after the import. */
type NoteSessions = (
  row: Pick<MatchedPerson, 'line' | 'sessions'>,
  before: Delegate | null,
  after: () => Delegate,
) => void;

/** Who a row is; `known` null: a new person. */
interface Decided {
  person: MatchedPerson;
  known: KnownPerson | null;
}

/** The answers to all questions, without the rows that are left out. */
function decide(open: readonly AskedPerson[], { answers, others }: ImportDecision): Decided[] {
  const given = new Map(answers.map(({ line, answer }) => [line, answer]));
  const taken = new Set<string>();
  return open.flatMap(({ person, candidates, likely }): Decided[] => {
    const answer = given.get(person.line) ?? others;
    if (answer === 'left-out') return [];
    if (answer === 'new') return [{ person, known: null }];
    const chosen =
      answer === 'same' ? likely : candidates.find(({ delegate }) => delegate.id === answer);
    if (chosen === undefined || chosen === null || taken.has(chosen.delegate.id)) {
      throw new IntakeError('import-questions-open', `line ${person.line}`);
    }
    taken.add(chosen.delegate.id);
    return [{ person, known: chosen }];
  });
}

/** A new person whose id and code come from the first key that nobody has yet. */
function madeEntry(
  { key, name, values }: MatchedPerson,
  takenIds: Set<string>,
  making: CodeMaking,
): RosterEntry {
  const first = key ?? `name:${name}`;
  for (let number = 1; ; number += 1) {
    const made = makePerson(number === 1 ? first : `${first} ${number}`, making);
    if (takenIds.has(made.id)) continue;
    takenIds.add(made.id);
    return { ...made, ticketHashes: ticketHashes(made.id, making), values };
  }
}

function compareOne(
  plan: RosterPlan,
  { delegate, hasBadge, stays }: KnownPerson,
  person: Omit<MatchedPerson, 'key' | 'name'>,
  { defaults, extraFields }: CompareSetting,
  noteSessions: NoteSessions,
): void {
  const { id, registrationCode, ticketHashes: hashes } = delegate;
  const values = withOtherCode(person, delegate);
  const entry: RosterEntry = { id, registrationCode, ticketHashes: hashes, values };
  const merged = mergeEntry(delegate, entry, defaults);
  noteSessions(person, { ...delegate, ...stays }, () => ({ ...merged, ...stays }));
  const changes = changesBetween(delegate, merged);
  if (changes.length === 0) {
    plan.diff.unchanged += 1;
    return;
  }
  plan.changed.push(entry);
  plan.diff.changed += 1;
  if (hasBadge && changes.some((change) => isOnBadge(change.field, extraFields))) {
    plan.diff.outdatedBadges += 1;
  }
  const room = maxChanges - plan.diff.changes.length;
  if (room > 0) plan.diff.changes.push(...changes.slice(0, room));
}

/** A code that the known person does not have yet leads to them from now on. */
function withOtherCode(
  { registrationCode, values }: Pick<MatchedPerson, 'registrationCode' | 'values'>,
  delegate: Delegate,
): MatchedPerson['values'] {
  if (registrationCode === null) return values;
  const known = [delegate.registrationCode, ...delegate.otherCodes].map(codeKey);
  if (known.includes(codeKey(registrationCode))) return values;
  return { ...values, otherCodes: [...(values.otherCodes ?? []), registrationCode] };
}

function addOne(plan: RosterPlan, entry: RosterEntry, { defaults }: CompareSetting): void {
  plan.added.push(entry);
  plan.diff.added += 1;
  if (plan.diff.addedExamples.length < maxExamples) {
    const { registrationCode, printedName } = mergeEntry(null, entry, defaults);
    plan.diff.addedExamples.push({ registrationCode, printedName });
  }
}

function isOnBadge(field: MappedField, extraFields: readonly ExtraField[]): boolean {
  const extra = extraFields.find(({ id }) => id === extraIdOf(field));
  if (extra !== undefined) return extra.showsAt.includes('badge');
  return rosterFields.some((name) => name === field && delegateFields[name].onBadge === true);
}

function changesBetween(before: Delegate, after: Delegate): RosterChange[] {
  const { registrationCode, printedName } = before;
  const changes: RosterChange[] = [];
  for (const field of rosterFields) {
    // The spelling of the code that was imported first stays.
    if (field === 'registrationCode' || before[field] === after[field]) continue;
    const [old, fresh] = [textOf(before[field]), textOf(after[field])];
    if (old === fresh) continue;
    changes.push({ registrationCode, printedName, field, before: old, after: fresh });
  }
  for (const id of new Set(Object.keys({ ...before.extra, ...after.extra }))) {
    const [old = '', fresh = ''] = [before.extra[id], after.extra[id]];
    if (old === fresh) continue;
    const field = `extra.${id}` as const;
    changes.push({ registrationCode, printedName, field, before: old, after: fresh });
  }
  return changes;
}

function textOf(value: Delegate[RosterField]): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Findings that a supervisor must accept come first, so that the limit cannot cut them off. */
function shownFindings(findings: readonly CellFinding[]): CellFinding[] {
  const rank = (finding: CellFinding): number => Number(finding.mended === null);
  return findings.toSorted((a, b) => rank(a) - rank(b)).slice(0, maxFindings);
}

const maxVipWords = 5;

function vipsOf(file: PeopleOfFile, marked: boolean): RosterDiff['vips'] {
  const people = [...file.people.values(), ...file.uncoded];
  const words = people.flatMap(({ vipWord }) => vipWord ?? []);
  if (words.length === 0) return null;
  return { people: words.length, words: [...new Set(words)].slice(0, maxVipWords), marked };
}

function emptyDiff(file: PeopleOfFile): Omit<RosterPlan['diff'], 'messageLanguage' | 'vips'> {
  return {
    rows: file.rows,
    added: 0,
    changed: 0,
    unchanged: 0,
    absent: 0,
    rejected: file.rejected.length,
    asked: 0,
    questions: [],
    withoutKey: 0,
    leftOut: file.leftOut.slice(0, maxLeftOut),
    outdatedBadges: 0,
    addedExamples: [],
    changes: [],
    rejectedRows: file.rejected.slice(0, maxRejected).map((source) => source.rejected),
    unknownDelegations: file.unknownDelegations,
    eventKeeper: 'here',
    odd: file.findings.length,
    mended: file.findings.filter((finding) => finding.mended !== null).length,
    findings: shownFindings(file.findings),
    bookings: null,
  };
}
