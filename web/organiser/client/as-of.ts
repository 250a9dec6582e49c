/** The hub's time of the newest answer, which the page shows when the line is down. */
let newest: number | null = null;

/** Notes the `asOf` of an answer, at its top level or in its `basis`. */
export function noteAsOf(answer: unknown): void {
  const asOf = asOfOf(answer) ?? asOfOf(fieldOf(answer, 'basis'));
  if (asOf !== null) newest = Math.max(newest ?? asOf, asOf);
}

/** UTC milliseconds of the hub's clock; null before the first answer. */
export function newestAsOf(): number | null {
  return newest;
}

function asOfOf(value: unknown): number | null {
  const asOf = fieldOf(value, 'asOf');
  return typeof asOf === 'number' ? asOf : null;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
