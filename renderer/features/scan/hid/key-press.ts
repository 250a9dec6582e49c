import type { KeyPress } from './burst-types.ts';

/**
 * Characters by physical key on the US layout, plain and with Shift: what a hand scanner in its
 * factory setting means, whatever layout the computer has. Codes: UI Events KeyboardEvent code
 * values (W3C), characters: USB HID Usage Tables, page 0x07, "typical US keyboard".
 */
const usKeys = new Map<string, string>([
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter): [string, string] => [
    `Key${letter}`,
    letter.toLowerCase() + letter,
  ]),
  ...Array.from(')!@#$%^&*(', (shifted, digit): [string, string] => [
    `Digit${digit}`,
    `${digit}${shifted}`,
  ]),
  ...Array.from('0123456789', (digit): [string, string] => [`Numpad${digit}`, digit + digit]),
  ['Backquote', '`~'],
  ['Minus', '-_'],
  ['Equal', '=+'],
  ['BracketLeft', '[{'],
  ['BracketRight', ']}'],
  ['Backslash', '\\|'],
  ['IntlBackslash', '\\|'],
  ['Semicolon', ';:'],
  ['Quote', '\'"'],
  ['Comma', ',<'],
  ['Period', '.>'],
  ['Slash', '/?'],
  ['Space', '  '],
  ['NumpadAdd', '++'],
  ['NumpadSubtract', '--'],
  ['NumpadMultiply', '**'],
  ['NumpadDivide', '//'],
  ['NumpadDecimal', '..'],
]);

/** The character that the physical key types on a US keyboard; empty for keys that type none. */
function usCharacter(code: string, shift: boolean): string {
  return usKeys.get(code)?.charAt(shift ? 1 : 0) ?? '';
}

/** The part of a `KeyboardEvent` that identifies the key. */
export type KeyFacts = Pick<
  KeyboardEvent,
  'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'timeStamp' | 'getModifierState'
>;

const modifierKeys = new Set(
  'Shift Control Alt AltGraph Meta CapsLock NumLock ScrollLock Fn FnLock'.split(' '),
);

/** Reads a key that went down; null for modifiers, which have no effect alone. */
export function readKey(
  event: KeyFacts,
  functionKeyPrefix: string | null,
): Pick<KeyPress<never>, 'role' | 'us' | 'typed' | 'at'> | null {
  if (modifierKeys.has(event.key)) return null;
  const at = event.timeStamp;
  const plain = { us: '', typed: '', at };
  if (functionKeyPrefix !== null && event.code === functionKeyPrefix)
    return { role: 'prefix', ...plain };
  if (endsScan(event)) return { role: 'end', ...plain };
  if (isShortcut(event)) return { role: 'other', ...plain };
  const us = usCharacter(event.code, event.shiftKey);
  // Names of keys ("Dead", "Process", "ArrowLeft") have more than one character.
  const typed = Array.from(event.key).length === 1 ? event.key : '';
  if (us === '' && typed === '') return { role: 'other', ...plain };
  return { role: 'character', us, typed, at };
}

/** Windows reports AltGr as Control and Alt together. */
function isAltGraph(event: KeyFacts): boolean {
  return event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey);
}

function isShortcut(event: KeyFacts): boolean {
  return event.metaKey || ((event.ctrlKey || event.altKey) && !isAltGraph(event));
}

function endsScan(event: KeyFacts): boolean {
  // Carriage return and line feed as control characters (ASCII 13 is Ctrl+M, 10 is Ctrl+J).
  if (event.ctrlKey && !event.altKey && !event.metaKey) {
    return event.code === 'KeyJ' || event.code === 'KeyM';
  }
  if (isShortcut(event)) return false;
  return event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey);
}
