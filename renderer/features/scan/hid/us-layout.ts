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

/** The character that the physical key types on a US keyboard; an empty text for keys that type none. */
export function usCharacter(code: string, shift: boolean): string {
  return usKeys.get(code)?.charAt(shift ? 1 : 0) ?? '';
}
