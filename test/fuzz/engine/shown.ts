/** Longest text of a case that is shown. */
const longest = 4_000;

/** A case as text that can be pasted into a regression: bytes in hexadecimal, texts with escapes. */
export function shown(value: unknown): string {
  const text = shownDeep(value, 0);
  return text.length > longest ? `${text.slice(0, longest)} … (${text.length} characters)` : text;
}

function shownDeep(value: unknown, depth: number): string {
  if (depth > 8) return '…';
  if (value instanceof Uint8Array) {
    return `fromHex('${Buffer.from(value.subarray(0, longest)).toString('hex')}')`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) {
    return `[${value
      .slice(0, 200)
      .map((each) => shownDeep(each, depth + 1))
      .join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).slice(0, 200);
    const kind =
      Object.getPrototypeOf(value) === Object.prototype
        ? ''
        : `${value.constructor?.name ?? 'null'} `;
    return `${kind}{${members.map(([name, each]) => `${JSON.stringify(name)}: ${shownDeep(each, depth + 1)}`).join(', ')}}`;
  }
  return String(value);
}
