import { upperAscii } from '../../domain/tickets/opaque-code.ts';
import type { HubRandom } from '../base/context.ts';

/** 32 letters and digits that are not easily confused: 16 of them are 80 bits, beyond guessing. */
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 16;

/** A one-time code as shown to a person: `XXXX-XXXX-XXXX-XXXX`. */
export function newCode(random: Pick<HubRandom, 'bytes'>): string {
  const letters = Array.from(
    random.bytes(codeLength),
    (byte) => codeLetters[byte % codeLetters.length],
  ).join('');
  return letters.match(/.{4}/g)?.join('-') ?? letters;
}

/** The form in which codes are compared: capitals, without spaces and hyphens. */
export function plainCode(typed: string): string {
  return upperAscii(typed).replace(/[\s-]/g, '');
}
