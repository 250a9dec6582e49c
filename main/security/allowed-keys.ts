/** A key press as Electron tells it before the page hears of it. */
export interface KeyInput {
  type: string;
  key: string;
  control: boolean;
  alt: boolean;
  meta: boolean;
  shift: boolean;
}

/** Keys that a kiosk and a door let through besides those that write a character. */
const namedKeys = new Set([
  'Enter',
  'Tab',
  'Escape',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Shift',
  'CapsLock',
  'Dead',
  'Process',
  'Compose',
  'AltGraph',
  'Unidentified',
]);

/** A hand scanner may send one of these before a code; no system gives them a meaning. */
const scannerPrefix = /^F(1[3-9]|2[0-4])$/;

/**
 * Whether a kiosk or a door lets a key through to its page. An allow-list: what writes a character, moves the
 * focus or comes from a hand scanner; nothing with Ctrl, Alt or Meta, so no key of the browser or the menu has
 * an effect, whatever it is in this version. AltGr (Ctrl+Alt on Windows) writes characters on many layouts.
 */
export function isAllowedKey(input: KeyInput): boolean {
  const writes = [...input.key].length === 1;
  if (input.meta) return false;
  if (input.control !== input.alt) return false;
  if (input.control && input.alt) return writes;
  return writes || namedKeys.has(input.key) || scannerPrefix.test(input.key);
}

/** Ctrl+Shift+Q asks for the way out. */
export function asksToLeave(input: KeyInput): boolean {
  const isChord = input.control && input.shift && !input.alt && !input.meta;
  return input.type === 'keyDown' && isChord && input.key.toLowerCase() === 'q';
}
