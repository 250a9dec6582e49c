/** Fields of a log line whose text comes from the app itself: codes, kinds, ids of things. */
const ownWords = new Set([
  ...['time', 'msg', 'level', 'code', 'call', 'outcome', 'source', 'reason', 'state', 'kind'],
  ...['mode', 'cause', 'error', 'phase', 'trouble', 'condition', 'event', 'kiosk', 'jobId'],
]);
/** Text as the app writes it: ASCII only and short. */
const ownWord = /^[\w .:,;'()-]{0,120}$/;
const stackLine = /^\s*at .*?([\w.-]+\.(?:ts|js|mjs|cjs)):(\d+)/;

/**
 * A line of the log that may leave the station: numbers, booleans, the app's own text, and of an
 * error's stack the files' names and lines. Messages of errors, paths and every other text are left
 * out, since a system or a package may have put anything into them. Null for an invalid line.
 */
export function cleanLogLine(line: string): string | null {
  const fields = objectOf(line);
  if (fields === null) return null;
  const kept: Record<string, string | number | boolean | null | string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
      kept[name] = value;
    } else if (name === 'stack' && Array.isArray(value)) {
      kept.stack = stackOf(value);
    } else if (typeof value === 'string' && ownWords.has(name) && ownWord.test(value)) {
      kept[name] = value;
    }
  }
  return JSON.stringify(kept);
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    // The last line of a killed process may be incomplete.
    return null;
  }
}

function stackOf(stack: readonly unknown[]): string[] {
  return stack.flatMap((line) => {
    const [, file, row] = stackLine.exec(String(line)) ?? [];
    return file === undefined ? [] : [`${file}:${row}`];
  });
}
