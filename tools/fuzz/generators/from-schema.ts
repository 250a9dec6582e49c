import fc from 'fast-check';
import { z } from 'zod';

interface CheckDefinition {
  check?: string;
  minimum?: number;
  maximum?: number;
  length?: number;
  value?: number | bigint;
  inclusive?: boolean;
  format?: string;
  pattern?: RegExp;
}

/** The parts of zod's definitions that are read here, for every kind of schema. */
interface Definition {
  type: string;
  checks?: readonly unknown[];
  format?: string;
  pattern?: RegExp;
  check?: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  options?: readonly z.ZodType[];
  values?: readonly unknown[];
  entries?: Record<string, unknown>;
  items?: readonly z.ZodType[];
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  left?: z.ZodType;
  right?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  getter?: () => z.ZodType;
}

export function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

/** The checks of a schema, including those of its own kind. */
export function checksOf(definition: Definition): CheckDefinition[] {
  const inner = (definition.checks ?? []).map(
    (check) => (check as { _zod: { def: CheckDefinition } })._zod.def,
  );
  return definition.check === undefined ? inner : [definition as CheckDefinition, ...inner];
}

/** Lists deeper than this are empty. */
const deepest = 9;

/**
 * Values that a schema accepts, or nearly: requirements of a refinement beyond form are left to
 * chance. Deep values get short, so that a schema of lists of lists stays small.
 */
export function fromSchema(schema: z.ZodType, depth = 0): fc.Arbitrary<unknown> {
  const definition = definitionOf(schema);
  const inner = (of: z.ZodType | undefined): fc.Arbitrary<unknown> =>
    of === undefined ? fc.constant(undefined) : fromSchema(of, depth + 1);
  switch (definition.type) {
    case 'string':
      return textOf(definition);
    case 'number':
      return numberOf(definition);
    case 'bigint':
      return fc.bigInt();
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'undefined':
    case 'void':
      return fc.constant(undefined);
    case 'literal':
      return fc.constantFrom(...(definition.values ?? []));
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
      return inner(definition.innerType);
    case 'nullable':
      return fc.option(inner(definition.innerType), { nil: null, freq: 4 });
    case 'array':
      // A schema may contain itself, as an e-mail's elements do.
      return depth > deepest
        ? fc.constant([])
        : listOf(definition, inner(definition.element), depth);
    case 'object':
      return objectOf(definition, depth);
    case 'record':
      return fc.dictionary(keysOf(definition, depth), inner(definition.valueType), {
        maxKeys: 3,
        noNullPrototype: true,
      });
    case 'tuple':
      return fc.tuple(...(definition.items ?? []).map(inner));
    case 'union':
      return fc.oneof(...(definition.options ?? []).map(inner));
    case 'intersection':
      return fc
        .tuple(inner(definition.left), inner(definition.right))
        .map(([left, right]) => Object.assign({}, left, right));
    case 'pipe':
      return inner(isTransform(definition.in) ? definition.out : definition.in);
    case 'lazy':
      return depth > 6 ? fc.constant(null) : inner(definition.getter?.());
    case 'custom':
      // Bytes are the only class that any schema uses.
      return fc.uint8Array({ maxLength: 40 });
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function isTransform(schema: z.ZodType | undefined): boolean {
  return schema !== undefined && definitionOf(schema).type === 'transform';
}

function keysOf(definition: Definition, depth: number): fc.Arbitrary<string> {
  const keys = definition.keyType;
  return keys === undefined ? fc.string() : fromSchema(keys, depth + 1).map(String);
}

function objectOf(definition: Definition, depth: number): fc.Arbitrary<unknown> {
  const shape = definition.shape ?? {};
  const members = Object.entries(shape).map(
    ([name, member]) => [name, fromSchema(member, depth + 1)] as const,
  );
  const optional = Object.entries(shape)
    .filter(([, member]) => isOptional(member))
    .map(([name]) => name);
  const required = Object.keys(shape).filter((name) => !optional.includes(name));
  return fc.record(Object.fromEntries(members), { requiredKeys: required, noNullPrototype: true });
}

function isOptional(schema: z.ZodType): boolean {
  return ['optional', 'default', 'prefault', 'catch'].includes(definitionOf(schema).type);
}

function listOf(
  definition: Definition,
  element: fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown> {
  const [least, most] = lengthsOf(definition, depth > 3 ? 1 : 3);
  return fc.array(element, { minLength: least, maxLength: most });
}

function lengthsOf(definition: Definition, usual: number): [number, number] {
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const { check, minimum, maximum, length } of checksOf(definition)) {
    if (check === 'min_length') least = Math.max(least, minimum ?? 0);
    if (check === 'max_length') most = Math.min(most, maximum ?? most);
    if (check === 'length_equals') [least, most] = [length ?? 0, length ?? 0];
  }
  return [least, Math.max(least, Math.min(most, least + usual))];
}

function numberOf(definition: Definition): fc.Arbitrary<number> {
  let [min, max] = [-1e9, 1e9];
  let whole = false;
  for (const { check, value, inclusive, format } of checksOf(definition)) {
    if (check === 'number_format' && format !== 'float64') whole = true;
    const step = inclusive === true ? 0 : 1;
    if (check === 'greater_than') min = Math.max(min, Number(value) + step);
    if (check === 'less_than') max = Math.min(max, Number(value) - step);
  }
  if (max < min) max = min;
  if (whole) return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  return fc.double({ min, max, noNaN: true });
}

function textOf(definition: Definition): fc.Arbitrary<string> {
  const checks = checksOf(definition);
  const [least, most] = lengthsOf(definition, 12);
  const format = checks.find(({ check }) => check === 'string_format');
  const known = format === undefined ? null : formatted(format, least, most);
  if (known !== null) return known;
  // The pattern may have its own length limit as well; a text that is too long is then refused.
  if (format?.pattern !== undefined) return matching(format.pattern);
  const letters = fc.constantFrom(...'aZ09-_é 田');
  return fc
    .string({ unit: letters, minLength: least, maxLength: most })
    .map((text) => text.replace(/^ | $/g, 'x'));
}

const day = fc
  .integer({ min: 1, max: 28 })
  .map((date) => `2018-10-${String(date).padStart(2, '0')}`);

function formatted(
  { format }: CheckDefinition,
  least: number,
  most: number,
): fc.Arbitrary<string> | null {
  switch (format) {
    case 'uuid':
    case 'guid':
      return fc.uuid({ version: 4 });
    case 'base64':
    case 'base64url':
      return base64Of(format, least, most);
    case 'url':
      return fc.constantFrom('https://192.0.2.7:8443', 'https://hub.local/', 'https://[::1]:1');
    case 'date':
      return day;
    case 'time':
      return fc.constantFrom('08:00', '23:59', '00:00');
    case 'datetime':
      return day.map((text) => `${text}T08:30:00Z`);
    case 'email':
      return fc.constant('a@example.org');
    case 'regex':
      return null;
    default:
      return null;
  }
}

/** Base64 has four letters for three bytes. */
function base64Of(
  encoding: 'base64' | 'base64url',
  least: number,
  most: number,
): fc.Arbitrary<string> {
  const bytesOf = (length: number): number =>
    length === 44 ? 32 : length === 88 ? 64 : Math.floor((length * 3) / 4);
  const [from, to] = [bytesOf(least), bytesOf(most)];
  return fc
    .uint8Array({ minLength: from, maxLength: Math.max(from, Math.min(to, from + 24)) })
    .map((bytes) => Buffer.from(bytes).toString(encoding));
}

/**
 * Texts that match a pattern, or any texts if fast-check does not support a part of it
 * (look-around).
 */
function matching(pattern: RegExp): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern.source, pattern.flags.replace(/[gysi]/g, '')));
  } catch {
    return fc.string({ maxLength: 12 });
  }
}

/** Whether the schema returns its input unchanged; then it must accept its own output again. */
export function isPlainSchema(schema: z.ZodType, seen = new Set<z.ZodType>()): boolean {
  if (seen.has(schema)) return true;
  seen.add(schema);
  const definition = definitionOf(schema);
  if (['pipe', 'transform', 'custom', 'catch', 'date', 'bigint'].includes(definition.type))
    return false;
  const inner = [
    definition.innerType,
    definition.element,
    definition.catchall,
    definition.keyType,
    definition.valueType,
    definition.left,
    definition.right,
    ...(definition.options ?? []),
    ...(definition.items ?? []),
    ...Object.values(definition.shape ?? {}),
  ];
  return inner.every((each) => each === undefined || isPlainSchema(each, seen));
}

/** Whether an export of a file is a schema. */
export function isSchema(value: unknown): value is z.ZodType {
  return value instanceof z.ZodType;
}
