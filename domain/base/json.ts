/** Parses JSON. Returns undefined, which no schema accepts, for any other text. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * Max nesting of lists and objects; ours have some ten levels. Deeper nesting would overflow the
 * stack.
 */
const deepest = 500;

/**
 * The canonical JSON text of a value (RFC 8785): names sorted by their UTF-16 code units, no white
 * space, numbers and strings as ECMAScript writes them.
 *
 * @throws TypeError for what JSON cannot hold (NaN, infinities, lone surrogates, undefined) and for
 * more than 500 levels of nesting
 */
export function canonicalJson(value: JsonValue): string {
  return textAt(value, 0);
}

function textAt(value: JsonValue, depth: number): string {
  if (depth > deepest) throw new TypeError('canonical JSON of ours is not so deep');
  if (Array.isArray(value)) {
    return `[${value.map((each: JsonValue) => textAt(each, depth + 1)).join(',')}]`;
  }
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no such number');
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : object(value as JsonObject, depth);
    default:
      throw new TypeError(`canonical JSON has no ${typeof value}`);
  }
}

type JsonObject = { readonly [name: string]: JsonValue };

function object(value: JsonObject, depth: number): string {
  const members = Object.keys(value)
    .sort(byCodeUnits)
    .map((name) => {
      const member = value[name];
      if (member === undefined) throw new TypeError('canonical JSON has no undefined');
      return `${text(name)}:${textAt(member, depth + 1)}`;
    });
  return `{${members.join(',')}}`;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * JSON.stringify escapes as RFC 8785 requires, but also escapes lone surrogates instead of failing.
 */
function text(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError('canonical JSON has no lone surrogates');
  return JSON.stringify(value);
}
