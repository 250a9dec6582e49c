/** A property that did not hold. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** Throws {@link Broken} unless it holds. */
export function hold(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what);
}

const watched = [Object, Array, Function, String, Number, Map, Set, Uint8Array, RegExp, Promise];

function ownKeys(): string {
  return watched.map(({ prototype }) => Reflect.ownKeys(prototype).map(String).join()).join(';');
}

const clean = ownKeys();
const counts = watched.map(({ prototype }) => Reflect.ownKeys(prototype).length);

/**
 * Throws {@link Broken} if a prototype shared by all objects has other properties than at the
 * start.
 */
export function holdPrototypesClean(): void {
  const same = watched.every(({ prototype }, i) => Reflect.ownKeys(prototype).length === counts[i]);
  if (
    !same ||
    Object.keys(Object.prototype).length > 0 ||
    ({} as { polluted?: unknown }).polluted
  ) {
    const before = clean;
    for (const key of Object.keys(Object.prototype)) Reflect.deleteProperty(Object.prototype, key);
    throw new Broken(`a shared prototype was changed: ${before.length} → ${ownKeys().length}`);
  }
}

/**
 * Throws {@link Broken} if an object within a parsed value has another prototype than its kind:
 * then a key `__proto__` took effect instead of being kept or dropped.
 */
export function holdPlain(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 30) return;
  if (ArrayBuffer.isView(value)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  const expected = Array.isArray(value) ? Array.prototype : Object.prototype;
  hold(prototype === expected || prototype === null, 'an object with a foreign prototype');
  for (const each of Object.values(value)) holdPlain(each, depth + 1);
}
