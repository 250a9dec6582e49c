/** A key press as Electron reports it before the page gets it. */
export interface KeyInput {
  type: string;
  key: string;
  control: boolean;
  alt: boolean;
  meta: boolean;
  shift: boolean;
}

/** Keys that a kiosk and a door allow besides those that write a character. */
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

/** A hand scanner may send one of these before a code; systems assign them no meaning. */
const scannerPrefix = /^F(1[3-9]|2[0-4])$/;

/**
 * Whether a kiosk or a door passes a key to its page. An allow-list: keys that write a character,
 * move the focus or come from a hand scanner. Nothing with Ctrl, Alt or Meta, so no shortcut of the
 * browser or the menu works, in any version. AltGr (Ctrl+Alt on Windows) writes characters.
 */
export function isAllowedKey(input: KeyInput): boolean {
  const writes = [...input.key].length === 1;
  if (input.meta) return false;
  if (input.control !== input.alt) return false;
  if (input.control && input.alt) return writes;
  return writes || namedKeys.has(input.key) || scannerPrefix.test(input.key);
}

/** Whether the key is Ctrl+Shift+Q, the request to leave the mode. */
export function asksToLeave(input: KeyInput): boolean {
  const isChord = input.control && input.shift && !input.alt && !input.meta;
  return input.type === 'keyDown' && isChord && input.key.toLowerCase() === 'q';
}
