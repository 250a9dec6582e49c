import {
  compileRegistrationPattern,
  maxRegistrationCode,
} from '../../domain/event/registration-pattern.ts';
import { upperAscii } from '../../domain/tickets/opaque-code.ts';

/**
 * Recognises the organiser's own codes in either case, including those of a slow scanner without a
 * final Enter. Matches nothing if the event has no pattern.
 */
export function organiserCodes(pattern: string | null): (text: string) => boolean {
  if (pattern === null) return () => false;
  const compiled = compileRegistrationPattern(pattern);
  return (text) =>
    text.length <= maxRegistrationCode && (compiled.test(text) || compiled.test(upperAscii(text)));
}
