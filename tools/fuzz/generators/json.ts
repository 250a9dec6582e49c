import fc from 'fast-check';
import { oddTexts } from './text.ts';

/** A list or object so deep that every recursive function runs out of stack. */
export function deep(depth: number, asObject: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = asObject ? { a: value } : [value];
  return value;
}

/** An object with its own key `__proto__`, as `JSON.parse` makes it. */
export function withOwnProto(): unknown {
  return JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  );
}

const oddNumbers = [
  0,
  -0,
  -1,
  0.5,
  1,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
  2 ** 53 - 1,
  8.64e15,
  8.64e15 + 1,
  1e21,
  1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
];

/** Unexpected values of JSON. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(null, true, false, ...oddNumbers) },
  { weight: 5, arbitrary: fc.constantFrom<unknown>(...oddTexts) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1).map((which) => (which === 0 ? [] : {})) },
  { weight: 2, arbitrary: fc.constant(null).map(withOwnProto) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(50, 900, 8_000).map((depth) => deep(depth, depth === 900)),
  },
  { weight: 1, arbitrary: fc.constantFrom('x', 'é', '"').map((sign) => sign.repeat(20_000)) },
);

/**
 * One change of a value: which of its places, what kind of change, and the odd value or key for it.
 */
type JsonChange = readonly [kind: number, where: number, odd: unknown, key: string];

const changes = fc.array(
  fc.tuple(fc.nat(7), fc.nat(0x7fff_ffff), oddJson, fc.constantFrom(...oddTexts)),
  { minLength: 0, maxLength: 3 },
);

/** Values of `samples` with members exchanged, removed, added, doubled and moved. */
export function mutatedJson(samples: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(samples, changes)
    .map(([value, list]) => list.reduce((now, change) => changed(now, change), value));
}

interface Place {
  holder: Record<string, unknown> | unknown[];
  key: string | number;
}

/** Every member of every list and object, up to the depth and number that samples have. */
function placesOf(value: unknown, places: Place[] = [], depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 12 || places.length > 2_000) {
    return places;
  }
  if (ArrayBuffer.isView(value)) return places;
  const holder = value as Record<string, unknown> | unknown[];
  const keys = Array.isArray(holder) ? holder.keys() : Object.keys(holder);
  for (const key of keys) {
    places.push({ holder, key });
    placesOf(at({ holder, key }), places, depth + 1);
  }
  return places;
}

function at({ holder, key }: Place): unknown {
  return (holder as Record<string | number, unknown>)[key];
}

/** As JSON does it: `__proto__` becomes a member. */
function put({ holder, key }: Place, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function changed(original: unknown, [kind, where, odd, oddKey]: JsonChange): unknown {
  const value = copyOf(original);
  const places = placesOf(value);
  const place = places[where % Math.max(1, places.length)];
  if (place === undefined) return odd;
  const { holder, key } = place;
  switch (kind) {
    case 0:
    case 1:
      put(place, odd);
      return value;
    case 2:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return value;
    case 3:
      if (Array.isArray(holder))
        holder.push(...Array.from({ length: 1 + (where % 30) }, () => at(place)));
      else put({ holder, key: oddKey }, at(place));
      return value;
    case 4:
      if (!Array.isArray(holder)) put({ holder, key: oddKey }, odd);
      return value;
    case 5: {
      const other = places[(where >> 8) % places.length] ?? place;
      const theirs = at(other);
      // Never into itself: that is not JSON.
      put(place, typeof theirs === 'object' ? copyOf(theirs) : theirs);
      return value;
    }
    case 6: {
      const number = at(place);
      if (typeof number === 'number') put(place, number + (where % 3) - 1);
      return value;
    }
    default:
      return where % 10 === 0 ? odd : value;
  }
}

/**
 * A copy of what JSON or the structured clone can hold; deep values are shared, since they are
 * never changed inside.
 */
function copyOf(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > 14) return value;
  if (Array.isArray(value)) return value.map((each) => copyOf(each, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value))
    put({ holder: copy, key }, copyOf(each, depth + 1));
  return copy;
}

/** Roughly the number of characters that a value has as JSON; stops counting at a million. */
export function jsonSize(value: unknown): number {
  let size = 0;
  const stack: unknown[] = [value];
  while (stack.length > 0 && size < 1_000_000) {
    const each = stack.pop();
    size += typeof each === 'string' ? each.length + 2 : 6;
    if (typeof each !== 'object' || each === null) continue;
    if (ArrayBuffer.isView(each)) size += each.byteLength;
    else
      for (const [key, inner] of Object.entries(each)) {
        size += key.length + 4;
        stack.push(inner);
      }
  }
  return size;
}

/** The JSON text of a value; deep ones are written without recursion. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return '['.repeat(20_000) + ']'.repeat(20_000);
  }
}
