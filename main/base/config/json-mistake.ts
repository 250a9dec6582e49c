/**
 * What is wrong with a file that should be JSON. JavaScript's own message quotes part of the text,
 * which may be a PIN or a name; this gives only the position.
 *
 * @param error thrown by reading or by JSON.parse
 */
export function jsonMistake(error: unknown): string {
  if (!(error instanceof Error)) return 'unreadable';
  if (!(error instanceof SyntaxError)) return error.message;
  const place = /\(line \d+ column \d+\)/.exec(error.message)?.[0];
  return place === undefined ? 'not valid JSON' : `not valid JSON ${place}`;
}
