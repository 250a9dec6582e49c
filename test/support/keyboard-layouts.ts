import layouts from './keyboard-layouts.json' with { type: 'json' };

/**
 * Keyboard layouts as X.org's xkeyboard-config 2.42 defines them (resolved with `xkbcli
 * compile-keymap --layout …`). Each layout has three rows: plain, with Shift, with AltGr. A row has
 * one character for each key of `layoutKeys`; `◌` is a dead key, a space is no character. (X.org
 * gives the US layout the key beside the left Shift; keyboards and scanners of that layout do not
 * have it.)
 */
export type LayoutName = keyof typeof layouts;
export const layoutNames = Object.keys(layouts) as LayoutName[];

/** `KeyboardEvent.code` of the keys in the rows, in their order. */
const layoutKeys: readonly string[] = [
  'Backquote',
  ...Array.from('1234567890', (digit) => `Digit${digit}`),
  'Minus',
  'Equal',
  ...Array.from('QWERTYUIOP', (letter) => `Key${letter}`),
  'BracketLeft',
  'BracketRight',
  ...Array.from('ASDFGHJKL', (letter) => `Key${letter}`),
  'Semicolon',
  'Quote',
  'Backslash',
  'IntlBackslash',
  ...Array.from('ZXCVBNM', (letter) => `Key${letter}`),
  'Comma',
  'Period',
  'Slash',
];

/** A key with the modifiers held: what a hand scanner sends for one character. */
export interface Stroke {
  code: string;
  shift: boolean;
  altGraph: boolean;
}

/**
 * `KeyboardEvent.key` of the stroke on a computer with this layout: a character, `Dead` or
 * `Unidentified`.
 */
export function keyOf(layout: LayoutName, stroke: Stroke, capsLock = false): string {
  if (stroke.code === 'Space') return ' ';
  const index = layoutKeys.indexOf(stroke.code);
  const row = stroke.altGraph ? 2 : stroke.shift ? 1 : 0;
  const character = Array.from(layouts[layout][row] ?? '')[index] ?? ' ';
  if (character === '◌') return 'Dead';
  if (character === ' ') return 'Unidentified';
  if (!capsLock || !/\p{L}/u.test(character)) return character;
  return stroke.shift ? character.toLowerCase() : character.toUpperCase();
}

/**
 * The stroke by which a hand scanner set to this layout types the character. Null for characters
 * that the layout has only behind a dead key.
 */
export function strokeFor(layout: LayoutName, character: string): Stroke | null {
  if (character === ' ') return { code: 'Space', shift: false, altGraph: false };
  for (const [level, row] of layouts[layout].entries()) {
    const code = layoutKeys[Array.from(row).indexOf(character)];
    if (code !== undefined) return { code, shift: level === 1, altGraph: level === 2 };
  }
  return null;
}

export const printableAscii = Array.from({ length: 95 }, (_, i) =>
  String.fromCharCode(32 + i),
).join('');
