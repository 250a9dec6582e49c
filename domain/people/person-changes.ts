import { isInTable } from '../delegations.ts';
import type { EventFile } from '../event/event-file.ts';
import { typedExtra, wrongExtra } from '../event/extra-values.ts';
import type { Delegate } from '../roster/delegate.ts';
import { type PersonChange, personChangeSchema } from '../roster/roster-changes.ts';

/** The first field of a change with a value that the event does not have; null if there is none. */
export function wrongField(
  event: Pick<EventFile, 'delegations' | 'categories' | 'days' | 'extraFields'>,
  { delegation, category, days, extra = {} }: PersonChange,
): string | null {
  if (delegation !== undefined && !isInTable(event, delegation)) return 'delegation';
  const isCategory = category === undefined || event.categories.some(({ id }) => id === category);
  if (!isCategory) return 'category';
  if (days?.some((day) => !event.days.includes(day))) return 'days';
  const wrong = wrongExtra(event.extraFields, typedExtra(event.extraFields, extra));
  return wrong === null ? null : `extra.${wrong}`;
}

/**
 * Only the parts of a change that differ from the person, in the form in which they are kept; null
 * if nothing differs.
 */
export function realChange(
  { extraFields }: Pick<EventFile, 'extraFields'>,
  delegate: Readonly<Delegate>,
  { extra = {}, ...change }: PersonChange,
): PersonChange | null {
  const typed = typedExtra(extraFields, extra);
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(delegate));
  const plain = Object.entries(change).filter(
    ([field, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(known.get(field)),
  );
  const own = Object.keys(extra)
    .map((id) => [id, typed[id] ?? ''] as const)
    .filter(([id, value]) => value !== (delegate.extra[id] ?? ''));
  if (plain.length === 0 && own.length === 0) return null;
  const said = own.length === 0 ? {} : { extra: Object.fromEntries(own) };
  return personChangeSchema.parse({ ...Object.fromEntries(plain), ...said });
}

/** The change that gives a person the values back that a change replaces. */
export function undoOf(delegate: Readonly<Delegate>, change: PersonChange): PersonChange {
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(delegate));
  const { extra, ...plain } = change;
  const before = Object.keys(plain).map((field) => [field, known.get(field)] as const);
  const own = Object.keys(extra ?? {}).map((id) => [id, delegate.extra[id] ?? ''] as const);
  const said = extra === undefined ? {} : { extra: Object.fromEntries(own) };
  return personChangeSchema.parse({ ...Object.fromEntries(before), ...said });
}
