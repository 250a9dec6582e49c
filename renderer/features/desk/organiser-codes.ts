import { upperAscii } from '../../../domain/opaque-code.ts';
import {
  compileRegistrationPattern,
  longestRegistrationCode,
} from '../../../domain/registration-pattern.ts';

/**
 * Tells the organiser's own codes, in capitals or not, so that a slow scanner without an Enter at its
 * end is recognised by them too. Where the event has no pattern, nothing is one.
 */
export function organiserCodes(pattern: string | null): (text: string) => boolean {
  if (pattern === null) return () => false;
  const compiled = compileRegistrationPattern(pattern);
  return (text) =>
    text.length <= longestRegistrationCode &&
    (compiled.test(text) || compiled.test(upperAscii(text)));
}
