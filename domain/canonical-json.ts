/** What JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * The one canonical JSON text of a value (RFC 8785): names sorted by their UTF-16 code units, no
 * white space, numbers and strings as ECMAScript writes them.
 *
 * @throws TypeError for what JSON cannot hold: NaN, infinities, lone surrogates, undefined
 */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no such number');
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : object(value as { readonly [name: string]: JsonValue });
    default:
      throw new TypeError(`canonical JSON has no ${typeof value}`);
  }
}

function object(value: { readonly [name: string]: JsonValue }): string {
  const members = Object.keys(value)
    .sort(byCodeUnits)
    .map((name) => {
      const member = value[name];
      if (member === undefined) throw new TypeError('canonical JSON has no undefined');
      return `${text(name)}:${canonicalJson(member)}`;
    });
  return `{${members.join(',')}}`;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** JSON.stringify escapes as RFC 8785 wants it, but it also lets lone surrogates through as escapes. */
function text(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError('canonical JSON has no lone surrogates');
  return JSON.stringify(value);
}
