import type { ExtraField } from '../domain/event/extra-fields.ts';
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
  type MappedField,
  type RosterDiff,
  type RosterField,
  rosterFields,
} from '../domain/roster/roster-import.ts';
import type { CodeMaking } from '../domain/tickets/issued-codes.ts';
import { codeKey } from '../domain/tickets/registration-code.ts';
import { newEntry, type PeopleOfFile, type Person, rosterEntry } from './read-people.ts';

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

/** What comparing needs besides the file. */
export interface CompareSetting extends CodeMaking {
  defaults: RosterDefaults;
  extraFields: readonly ExtraField[];
  /** Makes VIPs of people whom the file describes as VIPs (`Person.vipWord`). */
  markVips: boolean;
  onProgress: (fraction: number, rows: number) => void;
}

/** Compares a file with a roster, which the caller passes one person after the other. */
export type Comparison = ReturnType<typeof beginComparison>;

/** Begins to compare the people of a file with a roster, field by field. Writes nothing. */
export function beginComparison(file: PeopleOfFile, setting: CompareSetting) {
  if (setting.markVips) {
    for (const { values, vipWord } of file.people.values()) {
      if (vipWord !== undefined) values.vip = true;
    }
  }
  const waiting = new Map(file.people);
  const diff = { ...emptyDiff(file), vips: vipsOf(file, setting.markVips) };
  const plan: RosterPlan = { diff, added: [], changed: [] };
  let seen = 0;
  const step = (): void => {
    seen += 1;
    if (seen % 2_000 === 0) setting.onProgress(Math.min(1, seen / (seen + waiting.size)), seen);
  };
  return {
    /** Compares the next person of the roster. */
    take: (delegate: Delegate, hasBadge: boolean): void => {
      step();
      const key = codeKey(delegate.registrationCode);
      const person = waiting.get(key);
      if (person === undefined) {
        plan.diff.absent += 1;
        return;
      }
      waiting.delete(key);
      compareOne(plan, delegate, person, setting, hasBadge);
    },
    /** Call it after the last person. Everyone else in the file is new. */
    finish: (): RosterPlan => {
      for (const person of waiting.values()) {
        step();
        addOne(plan, person, setting);
      }
      return plan;
    },
  };
}

function compareOne(
  plan: RosterPlan,
  delegate: Delegate,
  person: Person,
  { defaults, extraFields }: CompareSetting,
  hasBadge: boolean,
): void {
  const entry = rosterEntry(person, delegate);
  const merged = mergeEntry(delegate, entry, defaults);
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

function addOne(plan: RosterPlan, person: Person, setting: CompareSetting): void {
  const entry = newEntry(person, setting);
  plan.added.push(entry);
  plan.diff.added += 1;
  if (plan.diff.addedExamples.length < maxExamples) {
    const { registrationCode, printedName } = mergeEntry(null, entry, setting.defaults);
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
  const words = Array.from(file.people.values()).flatMap(({ vipWord }) => vipWord ?? []);
  if (words.length === 0) return null;
  return { people: words.length, words: [...new Set(words)].slice(0, maxVipWords), marked };
}

function emptyDiff(file: PeopleOfFile): Omit<RosterPlan['diff'], 'vips'> {
  return {
    rows: file.rows,
    added: 0,
    changed: 0,
    unchanged: 0,
    absent: 0,
    rejected: file.rejected.length,
    outdatedBadges: 0,
    addedExamples: [],
    changes: [],
    rejectedRows: file.rejected.slice(0, maxRejected).map((source) => source.rejected),
    unknownDelegations: file.unknownDelegations,
    eventKeeper: 'here',
    odd: file.findings.length,
    mended: file.findings.filter((finding) => finding.mended !== null).length,
    findings: shownFindings(file.findings),
  };
}
