import { isEasyPin } from '../../domain/operators/pins.ts';

/** Maximum number of digits (the main process checks the rule in domain/operators/rights.ts). */
export const maxPin = 12;
export const minPin = 4;

export function isPin(text: string): boolean {
  return /^\d{4,12}$/.test(text);
}

/** The key of the text that says why this cannot be a new PIN; null if it can. */
export function newPinError(pin: string): 'firstStart.pinForm' | 'firstStart.pinEasy' | null {
  if (!isPin(pin)) return 'firstStart.pinForm';
  return isEasyPin(pin) ? 'firstStart.pinEasy' : null;
}

/**
 * The digit of a key, or null. Also reads the key's position: on a French or Belgian layout the
 * unshifted number row gives "&é…".
 */
export function digitOf(event: { key: string; code: string }): string | null {
  if (/^\d$/.test(event.key)) return event.key;
  return /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? null;
}
