import type { z } from 'zod';
import { checksOf, definitionOf } from '../../tools/fuzz/generators/from-schema.ts';

/** A number that a schema accepts, with its path: `*` is any entry of a list or record. */
export interface NumberField {
  path: readonly string[];
  min: number;
  max: number;
}

/** Every number in what a schema accepts. A field of several variants is listed for each. */
export function numbersOf(schema: z.ZodType, path: readonly string[] = []): NumberField[] {
  if (path.length > 12) return [];
  const definition = definitionOf(schema);
  const { innerType, element, valueType, left, right, in: from, out: to } = definition;
  const along = (inner: z.ZodType | undefined, ...names: string[]): NumberField[] =>
    inner === undefined ? [] : numbersOf(inner, [...path, ...names]);
  if (definition.type === 'number') {
    const bounds = (kind: string): number[] =>
      checksOf(definition).flatMap(({ check, value }) => (check === kind ? [Number(value)] : []));
    return [
      { path, min: Math.max(...bounds('greater_than')), max: Math.min(...bounds('less_than')) },
    ];
  }
  return [
    ...along(innerType),
    ...along(element, '*'),
    ...along(valueType, '*'),
    ...[left, right, from, to].flatMap((inner) => along(inner)),
    ...(definition.options ?? []).flatMap((inner) => along(inner)),
    ...(definition.items ?? []).flatMap((inner, index) => along(inner, String(index))),
    ...Object.entries(definition.shape ?? {}).flatMap(([name, inner]) => along(inner, name)),
  ];
}

/** The bounds of a field, the numbers beside them, and numbers that break arithmetic. */
export function extremesOf({ min, max }: Pick<NumberField, 'min' | 'max'>): number[] {
  const top = Number.MAX_SAFE_INTEGER;
  const all = [min - 1, min, max, max + 1, 0, -1, 1, 2 ** 31, 2 ** 32 + 1, top, -top, 1e300];
  return [...new Set(all.filter(Number.isFinite))];
}

/** A copy of a value with this number in a field; null if the value does not have the field. */
export function withNumber(
  value: unknown,
  [name, ...rest]: readonly string[],
  number: number,
): unknown {
  if (name === undefined) return typeof value === 'number' || value === null ? number : null;
  if (typeof value !== 'object' || value === null) return null;
  if (name === '*') {
    const entries = Object.entries(value).map(
      ([key, one]) => [key, withNumber(one, rest, number)] as const,
    );
    if (entries.length === 0 || entries.some(([, one]) => one === null)) return null;
    return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
  }
  const inner: unknown = Reflect.get(value, name);
  const changed = withNumber(inner === undefined ? null : inner, rest, number);
  if (changed === null) return null;
  return Array.isArray(value)
    ? value.map((one, index) => (String(index) === name ? changed : one))
    : { ...value, [name]: changed };
}
