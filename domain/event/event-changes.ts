import { canonicalJson, type JsonValue } from '../base/json.ts';
import { type EventFile, eventFileSchema } from './event-file.ts';
import type { ExtraField } from './extra-fields.ts';

/** Values of an extra field that a change contradicts: all of them, or those of one choice. */
export interface ContestedValues {
  field: string;
  /** Null for any value. */
  choice: string | null;
}

type WithFields = Pick<EventFile, 'extraFields'>;

/**
 * The values that people must not have for `after` to follow `before`. Stations hold a value
 * according to the declaration under which they received it. Another type would misread it, another
 * receiver would lack it, and a removed choice has no label.
 */
export function contestedValues(before: WithFields, after: WithFields): ContestedValues[] {
  return before.extraFields.flatMap((field): ContestedValues[] => {
    const later = after.extraFields.find(({ id }) => id === field.id);
    if (later === undefined || later.type !== field.type || receivers(later) !== receivers(field)) {
      return [{ field: field.id, choice: null }];
    }
    const kept = new Set(later.choices.map(({ id }) => id));
    return field.choices
      .filter(({ id }) => !kept.has(id))
      .map(({ id }) => ({ field: field.id, choice: id }));
  });
}

function receivers({ receivedBy }: ExtraField): string {
  return receivedBy.toSorted().join();
}

/** The lists of an event file whose entries records may refer to. */
export const eventLists = ['checkpoints', 'categories', 'delegations', 'extraFields'] as const;
export type EventList = (typeof eventLists)[number];

/** A part of an event file: an entry of a list by its key, or the event itself. */
export type EventPart = { list: EventList; key: string; name: EventFile['name'] } | { list: null };

export type EventDifference = EventPart &
  (
    | { kind: 'added' | 'retired' | 'restored' }
    | { kind: 'changed'; field: string; before: JsonValue; after: JsonValue }
  );

export type EventEntry = EventFile[EventList][number];
type Entry = EventEntry;
type Fields = Readonly<Record<string, JsonValue>>;
interface Part {
  part: EventPart;
  retired: boolean;
  fields: Fields;
}

/** What `after` changes in `before`, in the order of the file. */
export function eventDifferences(before: EventFile, after: EventFile): EventDifference[] {
  const known = partsOf(before);
  return [...partsOf(after)].flatMap(([address, { part, retired, fields }]): EventDifference[] => {
    const earlier = known.get(address);
    if (earlier === undefined) return [{ ...part, kind: 'added' }];
    const changes = [...namesIn(earlier.fields, fields)].flatMap((field): EventDifference[] => {
      const values = { before: earlier.fields[field] ?? null, after: fields[field] ?? null };
      if (isSame(values.before, values.after)) return [];
      return [{ ...part, kind: 'changed', field, ...values }];
    });
    if (earlier.retired === retired) return changes;
    return [{ ...part, kind: retired ? 'retired' : 'restored' }, ...changes];
  });
}

/** The event itself and each entry of its lists, by a unique address. */
function partsOf(file: EventFile): Map<string, Part> {
  const { checkpoints, categories, delegations, extraFields, policies, ...own } = file;
  const ofEntry = (list: EventList, entry: Entry): [string, Part] => {
    const { retired = false, ...rest } = entry;
    const part = { list, key: keyOf(entry), name: entryName(entry) };
    return [`${list} ${part.key}`, { part, retired, fields: plain(rest) }];
  };
  return new Map([
    ['', { part: { list: null }, retired: false, fields: plain({ ...own, ...policies }) }],
    ...checkpoints.map((entry) => ofEntry('checkpoints', entry)),
    ...categories.map((entry) => ofEntry('categories', entry)),
    ...delegations.map((entry) => ofEntry('delegations', entry)),
    ...extraFields.map((entry) => ofEntry('extraFields', entry)),
  ]);
}

/** The name that the editor shows for an entry. */
export function entryName(entry: EventEntry): EventFile['name'] {
  return 'label' in entry ? entry.label : entry.name;
}

/** The key of an entry within its list. Names of one delegation differ by their first day. */
export function keyOf(entry: EventEntry): string {
  if ('id' in entry) return entry.id;
  return entry.validFrom === null ? entry.code : `${entry.code} ${entry.validFrom}`;
}

function plain(value: object): Fields {
  return JSON.parse(JSON.stringify(value));
}

function namesIn(...all: readonly Fields[]): Set<string> {
  return new Set(all.flatMap((fields) => Object.keys(fields)));
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** Why a version cannot follow another, and in `detail` the entry, field or day concerned. */
export interface EventRefusal {
  code:
    | 'other-event'
    | 'keys-changed'
    | 'time-has-records'
    | 'day-has-records'
    | 'kind-changed'
    | 'field-has-values'
    /** `detail`: the field's id, a space, and the choice's id. */
    | 'choice-has-values';
  detail: string;
}

export interface EventRecords {
  any: boolean;
  /** Local days with records, and those that have begun. */
  days: ReadonlySet<string>;
  /** Of the values that the change contests ({@link contestedValues}), those that people have. */
  held: readonly ContestedValues[];
}

/**
 * Why `after` would contradict the records; empty if it would not. Entries of lists are retired
 * rather than removed ({@link keepRetired}), and so contradict nothing.
 */
export function eventRefusals(
  before: EventFile,
  after: EventFile,
  records: EventRecords,
): EventRefusal[] {
  const refusals: EventRefusal[] = [];
  const refuseIf = (is: boolean, code: EventRefusal['code'], detail = ''): void => {
    if (is) refusals.push({ code, detail });
  };
  refuseIf(after.id !== before.id, 'other-event');
  // The holder of a ticket key's private half can issue tickets for anyone.
  refuseIf(!isSame(after.ticketKeys, before.ticketKeys), 'keys-changed');
  for (const field of ['timeZone', 'dayBoundary'] as const) {
    refuseIf(records.any && after[field] !== before[field], 'time-has-records', field);
  }
  for (const day of before.days) {
    refuseIf(records.days.has(day) && !after.days.includes(day), 'day-has-records', day);
  }
  for (const { id, kind } of before.checkpoints) {
    const later = after.checkpoints.find((checkpoint) => checkpoint.id === id);
    refuseIf(records.any && later !== undefined && later.kind !== kind, 'kind-changed', id);
  }
  for (const { field, choice } of records.held) {
    if (choice === null) refuseIf(true, 'field-has-values', field);
    else refuseIf(true, 'choice-has-values', `${field} ${choice}`);
  }
  return refusals;
}

/**
 * `after`, with every entry of `before` that it lacks added as retired. A station that was away may
 * hold records of it, and no record may refer to something unknown.
 */
export function keepRetired(before: EventFile, after: EventFile): EventFile {
  const kept = <T extends Entry>(was: readonly T[], is: readonly T[]): T[] => {
    const keys = new Set(is.map(keyOf));
    const left = was.filter((entry) => !keys.has(keyOf(entry)));
    return [...is, ...left.map((entry) => ({ ...entry, retired: true as const }))];
  };
  return {
    ...after,
    checkpoints: kept(before.checkpoints, after.checkpoints),
    categories: kept(before.categories, after.categories),
    delegations: kept(before.delegations, after.delegations),
    extraFields: kept(before.extraFields, after.extraFields),
  };
}

/** The entries that new records may choose, and the one with id `chosen`. */
export function inUse<T extends { retired?: true | undefined }>(
  entries: readonly (T & ({ id: string } | { code: string }))[],
  chosen: string | null = null,
): T[] {
  return entries.filter(
    (entry) => entry.retired !== true || ('id' in entry ? entry.id : entry.code) === chosen,
  );
}

/** A field of an entry, or of the event itself, that two editors changed differently. */
export type EventClash = EventPart & { field: string };

/**
 * Merges the changes of two editors who started from `base`. Where both changed the same field,
 * `mine` wins and the field is listed, so that its editor sees it before saving. Null where the
 * merged file is invalid: each may have added the last of the extra fields that fit.
 */
export function mergeEvents(
  base: EventFile,
  mine: EventFile,
  theirs: EventFile,
): { file: EventFile; clashes: EventClash[] } | null {
  const clashes: EventClash[] = [];
  const merge = <T extends object>(part: EventPart, was: object, my: T, their: T): object => {
    const [a, b, c] = [plain(was), plain(my), plain(their)];
    return Object.fromEntries(
      [...namesIn(c, b)].flatMap((field) => {
        const [before, ours, others] = [a[field] ?? null, b[field] ?? null, c[field] ?? null];
        const isMine = !isSame(before, ours);
        if (isMine && !isSame(before, others) && !isSame(ours, others)) {
          clashes.push({ ...part, field });
        }
        const value = (isMine ? b : c)[field];
        return value === undefined ? [] : [[field, value]];
      }),
    );
  };
  const byKey = (entries: readonly Entry[]) => new Map(entries.map((one) => [keyOf(one), one]));
  const mergeList = (list: EventList): unknown[] => {
    const [was, my, their] = [byKey(base[list]), byKey(mine[list]), byKey(theirs[list])];
    return [...new Set([...their.keys(), ...my.keys()])].map((key) => {
      const [ours, others] = [my.get(key), their.get(key)];
      // Entries are never removed, so one that only one side has was added there.
      if (ours === undefined || others === undefined) return ours ?? others;
      return merge({ list, key, name: entryName(ours) }, was.get(key) ?? {}, ours, others);
    });
  };
  const own = ({ policies, ...file }: EventFile) =>
    Object.fromEntries(
      Object.entries(file).filter(([name]) => !eventLists.some((list) => list === name)),
    );
  const itself: EventPart = { list: null };
  const merged = eventFileSchema.safeParse({
    ...merge(itself, own(base), own(mine), own(theirs)),
    policies: merge(itself, base.policies, mine.policies, theirs.policies),
    ...Object.fromEntries(eventLists.map((list) => [list, mergeList(list)])),
  });
  return merged.success ? { file: merged.data, clashes } : null;
}

/**
 * Applies to `draft` the changes that a version apart made since their common version. Where both
 * changed the same, the version apart wins, and its editor sees a change. Without a common version,
 * every difference counts as a change by the version apart. Entries that only `draft` has stay, so
 * several versions can be applied one after the other. What records depend on stays as in `draft`,
 * because no field of a form could restore it ({@link eventRefusals}). Null where the two cannot be
 * merged.
 *
 * @param records whether there are any records, and the local days that must stay
 */
export function withChangesOf(
  { common, file }: { common: EventFile | null; file: EventFile },
  draft: EventFile,
  records: { any: boolean; days: readonly string[] },
): EventFile | null {
  const merged = mergeEvents(common ?? draft, file, draft)?.file ?? null;
  if (merged === null || !records.any) return merged;
  const { timeZone, dayBoundary } = draft;
  const recorded = draft.days.filter((day) => records.days.includes(day));
  const days = [...new Set([...merged.days, ...recorded])].sort();
  const kinds = new Map(draft.checkpoints.map(({ id, kind }) => [id, kind]));
  const checkpoints = merged.checkpoints.map((one) => ({
    ...one,
    kind: kinds.get(one.id) ?? one.kind,
  }));
  const kept = { ...merged, timeZone, dayBoundary, days, checkpoints };
  return eventFileSchema.safeParse(kept).data ?? null;
}
