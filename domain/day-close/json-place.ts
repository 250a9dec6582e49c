/**
 * The first index at which two byte sequences differ, also where one of them ends. Null if they are
 * equal.
 */
export function firstDifference(a: Uint8Array, b: Uint8Array): number | null {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) if (a[i] !== b[i]) return i;
  return a.length === b.length ? null : shorter;
}

/** Max nesting of lists and objects; a report has some six levels. */
const deepest = 200;

/**
 * The path of a place in a JSON text, for people to look it up: "report/stations/2/held".
 *
 * @param offset index in the text; null for the first at which it is not JSON
 * @returns the path of the innermost value that begins before that index
 */
export function placeInJson(text: string, offset: number | null): string {
  const end = offset ?? text.length;
  const walker = new Walker(text, end);
  const path = walker.walk();
  return path === '' ? `byte ${walker.at}` : path;
}

/**
 * Walks through a JSON text up to an index and records the path. Stops where the text is not JSON.
 */
class Walker {
  at = 0;
  readonly #text: string;
  readonly #end: number;
  readonly #path: (string | number)[] = [];

  constructor(text: string, end: number) {
    this.#text = text;
    this.#end = end;
  }

  walk(): string {
    this.#value();
    return this.#path.join('/');
  }

  /**
   * Returns false once the index is reached or the text is not JSON. The path then stays as it is.
   */
  #value(): boolean {
    this.#space();
    if (this.at >= this.#end) return false;
    const character = this.#text[this.at];
    const opens = character === '{' || character === '[';
    if (opens && this.#path.length >= deepest) return false;
    if (character === '{') return this.#list('}', () => this.#member());
    if (character === '[') return this.#list(']', (index) => this.#entry(index));
    const pattern =
      /"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
    return this.#token(pattern) !== null;
  }

  #list(closing: string, item: (index: number) => boolean): boolean {
    this.at += 1;
    this.#space();
    if (this.#text[this.at] === closing) return this.#step();
    for (let index = 0; ; index += 1) {
      if (!item(index)) return false;
      this.#space();
      if (this.at >= this.#end) return false;
      const next = this.#text[this.at];
      // Any other character belongs to the previous item: its value ends too soon.
      if (next !== closing && next !== ',') return false;
      this.#path.pop();
      if (next === closing) return this.#step();
      this.at += 1;
    }
  }

  #member(): boolean {
    this.#space();
    const name = this.#token(/"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/uy);
    if (name === null) return false;
    this.#path.push(name.slice(1, -1));
    this.#space();
    if (this.#text[this.at] !== ':') return false;
    this.at += 1;
    return this.#value();
  }

  #entry(index: number): boolean {
    this.#path.push(index);
    return this.#value();
  }

  #token(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const token = pattern.exec(this.#text)?.[0];
    if (token === undefined || this.at + token.length > this.#end) return null;
    this.at += token.length;
    return token;
  }

  #step(): boolean {
    this.at += 1;
    return this.at <= this.#end;
  }

  #space(): void {
    while (/\s/.test(this.#text[this.at] ?? 'x')) this.at += 1;
  }
}
