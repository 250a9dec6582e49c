import { hasValidCheckLetters, letters } from '../../../domain/base/letters.ts';
import {
  badgeCodeLength,
  badgePrefix,
  ticketCodeLength,
  ticketPrefix,
  upperAscii,
} from '../../../domain/tickets/opaque-code.ts';
import { signedTicketBody, signedTicketPrefix } from '../../../domain/tickets/signed-ticket.ts';

/** Letter codes have a fixed length, so no final key is needed to know their end. */
export const letterCodes: readonly { prefix: string; length: number }[] = [
  { prefix: ticketPrefix, length: ticketCodeLength },
  { prefix: badgePrefix, length: badgeCodeLength },
];

/** Form of a signed ticket: see `domain/tickets/signed-ticket.ts`. */
const signedTicket = new RegExp(`^LS:.{1,128}:[0-9A-Z $%*+\\-./:]{${signedTicketBody}}$`, 'i');

/**
 * True if the whole text has the form of one of our codes, in either case: a letter code with the
 * right check letters, or a signed ticket (its signature is not checked here).
 */
export function looksLikeOwnCode(text: string): boolean {
  if (signedTicket.test(text)) return true;
  const code = upperAscii(text);
  return letterCodes.some(
    ({ prefix, length }) =>
      code.length === length && code.startsWith(prefix) && hasValidCheckLetters(code),
  );
}

/** True for one of the sixteen letters used in letter codes, in either case. */
export function isLetterOfCode(character: string): boolean {
  return letters.includes(upperAscii(character));
}

/** Index at which the last signed ticket in the text begins, or −1. */
export function lastSignedTicketStart(text: string): number {
  return upperAscii(text).lastIndexOf(signedTicketPrefix);
}

/** Maximum length of a signed ticket: `LS:`, 128 characters at most, `:`, body. */
const maxSignedTicket = 3 + 128 + 1 + signedTicketBody;
const maxLetterCode = Math.max(badgeCodeLength, ticketCodeLength);

/**
 * True if the characters may end inside one of our codes. Called at each key, so it creates no
 * strings.
 *
 * @param characterAt returns the character `back` places before the last (0 is the last); an empty
 * text if there is none
 */
export function endsInsideOwnCode(characterAt: (back: number) => string): boolean {
  let areLetters = true;
  for (let back = 0; back < maxSignedTicket; back += 1) {
    const character = characterAt(back);
    if (character === '') return false;
    if (back > 0 && /^l$/i.test(character)) {
      const second = characterAt(back - 1);
      const mayBeLetterCode = areLetters && back < maxLetterCode && /^[tb]$/i.test(second);
      const isSignedTicket = back > 1 && /^s$/i.test(second) && characterAt(back - 2) === ':';
      if (mayBeLetterCode || isSignedTicket) return true;
    }
    areLetters &&= /^[a-z]$/i.test(character);
  }
  return false;
}
