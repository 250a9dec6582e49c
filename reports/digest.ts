import { sortableMoments } from '../domain/base/date-form.ts';
import { jsonOf } from '../domain/base/json.ts';
import { type ScreenLanguage, textIn } from '../domain/base/language.ts';
import { unnamedStation } from '../domain/base/unnamed-station.ts';
import { delegationName, hasGroups, listOrder } from '../domain/delegations.ts';
import { categoryNameFor } from '../domain/event/category-name.ts';
import type { LocalDay } from '../domain/event/event-file.ts';
import { withoutGroup } from '../domain/event/group-words.ts';
import type { AttendanceType } from '../domain/ledger/attendance.ts';
import {
  type Attendance,
  compareFacts,
  type FoldedAdmission,
  foldAttendance,
} from '../domain/ledger/attendance-fold.ts';
import type { CountedFact } from '../domain/ledger/counted-fact.ts';
import { operatorAsSaid } from '../domain/ledger/fact-rights.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import type { ReportInput } from './input.ts';

/**
 * The data that every report uses, computed once. Lists are in the order of facts unless stated
 * otherwise.
 */
export interface Digest {
  input: ReportInput;
  language: ScreenLanguage;
  moments: Moments;
  attendance: Attendance;
  /** Valid admissions of the reported day. */
  standing: readonly FoldedAdmission[];
  /** Ids of the people who came on that day. */
  present: ReadonlySet<string>;
  /** The roster in list order. */
  roster: readonly Delegate[];
  delegate: (id: string | null) => Delegate | undefined;
  /** The facts of a kind on the reported day. */
  facts: (type: AttendanceType) => readonly CountedFact[];
  /** Title and printed name. For a person who is not in the roster, a text that says so. */
  nameOf: (delegateId: string | null) => string;
  /** From the secretariat's table; the code itself if the table lacks it. */
  delegationName: (code: string) => string;
  /** The text for a person who is not in the roster. */
  unknownPerson: string;
  categoryName: (delegate: Delegate) => string;
  checkpointName: (id: string | null) => string;
  stationName: (id: string) => string;
  operatorName: (id: string | null) => string;
  /** The operator of a fact. A door's operator is followed by the name of the door station. */
  operatorOf: (fact: { operatorId: string | null; station: string }) => string;
  /** A value of the personal payload of a fact; undefined if there is none. */
  personal: (factId: string) => unknown;
}

/** The heading of all people of an event without groups. */
const everyone = { en: 'Participants', fr: 'Participants' };
const unknownPerson = { en: 'Not in the roster', fr: 'Absent du fichier des inscriptions' };

/**
 * Folds and sorts the reports' input. Apart from sorting, the time is proportional to facts and
 * people.
 */
export function digestOf(input: ReportInput, language: ScreenLanguage): Digest {
  const { event, day } = input;
  const attendance = foldAttendance(input.facts);
  const standing = attendance.standing.filter(({ localDay }) => day === null || localDay === day);
  const delegates = new Map(input.delegates.map((delegate) => [delegate.id, delegate]));
  const delegate = (id: string | null) => (id === null ? undefined : delegates.get(id));
  const checkpoints = new Map(
    event.checkpoints.map(({ id, name }) => [id, textIn(name, language, event)]),
  );
  const stations = new Map(input.stations.map((station) => [station.id, station]));
  const nameOfOperator = (id: string | null): string | null =>
    input.operatorNames.get(id ?? '') ?? null;
  return {
    input,
    language,
    moments: momentsOf(event.timeZone),
    attendance,
    standing,
    present: new Set(standing.map(({ delegateId }) => delegateId)),
    roster: input.delegates.toSorted(listOrder(event, namingDay(input), language)),
    delegate,
    facts: factsByType(input.facts, day),
    nameOf: (id) => {
      const found = delegate(id);
      return found === undefined ? unknownPerson[language] : titledName(found);
    },
    delegationName: delegationNames(input, language),
    unknownPerson: unknownPerson[language],
    categoryName: categoryNames(input, language),
    checkpointName: (id) => (id === null ? '' : (checkpoints.get(id) ?? id)),
    stationName: (id) => input.stationNames.get(id) ?? unnamedStation(id, language),
    operatorName: (id) => nameOfOperator(id) ?? '',
    operatorOf: ({ operatorId, station }) => {
      const author = stations.get(station) ?? { mode: null, name: '' };
      return operatorAsSaid(nameOfOperator(operatorId), author) ?? '';
    },
    personal: (factId) => jsonOf(input.personal.get(factId) ?? ''),
  };
}

/** The title, then the approved printed name, as on the badge. */
export function titledName({
  title,
  printedName,
}: Pick<Delegate, 'title' | 'printedName'>): string {
  return title === '' ? printedName : `${title} ${printedName}`;
}

/**
 * The day whose names of delegations apply, because names may change. For the whole event its first
 * day.
 */
export function namingDay({ day, event }: ReportInput): LocalDay {
  return day ?? event.days[0] ?? '';
}

function delegationNames(input: ReportInput, language: ScreenLanguage): (code: string) => string {
  const known = new Map<string, string>();
  return (code) => {
    const name =
      known.get(code) ??
      (code === ''
        ? hasGroups(input.event)
          ? withoutGroup(input.event.groupWord, language)
          : everyone[language]
        : (delegationName(input.event, code, namingDay(input), language) ?? code));
    known.set(code, name);
    return name;
  };
}

function categoryNames(
  input: ReportInput,
  language: ScreenLanguage,
): (delegate: Delegate) => string {
  const categories = new Map(input.event.categories.map((category) => [category.id, category]));
  return ({ category, grammaticalGender }) => {
    const found = categories.get(category);
    if (found === undefined) return category;
    return textIn(categoryNameFor(found, grammaticalGender), language, input.event);
  };
}

function factsByType(facts: readonly CountedFact[], day: LocalDay | null) {
  const byType = new Map<AttendanceType, CountedFact[]>();
  for (const fact of facts) {
    if (day !== null && fact.localDay !== day) continue;
    const known = byType.get(fact.type);
    if (known === undefined) byType.set(fact.type, [fact]);
    else known.push(fact);
  }
  const sorted = new Set<AttendanceType>();
  return (type: AttendanceType): readonly CountedFact[] => {
    const found = byType.get(type) ?? [];
    if (!sorted.has(type)) found.sort(compareFacts);
    sorted.add(type);
    return found;
  };
}

/** Times in reports: sortable digits in the event's time zone. All take UTC milliseconds. */
interface Moments {
  /** "2018-10-02 09:41" */
  moment: (wall: number) => string;
  /** "09:41" */
  time: (wall: number) => string;
}

/**
 * Creates the formats of a time zone (IANA name) once: creating one costs a hundred times its use.
 */
function momentsOf(timeZone: string): Moments {
  const moment = sortableMoments(timeZone);
  return { moment, time: (wall) => moment(wall).slice(-5) };
}
