/**
 * Keyboard layouts as X.org's xkeyboard-config 2.42 defines them (resolved with `xkbcli
 * compile-keymap --layout …`). Three rows a layout: plain, with Shift, with AltGr; one character a
 * key in the order of `layoutKeys`. `◌` is a dead key, a space is no character. (X.org gives the US
 * layout the key beside the left Shift; keyboards and scanners of that layout do not have it.)
 */
const layoutRows = {
  us: [
    "`1234567890-=qwertyuiop[]asdfghjkl;'\\ zxcvbnm,./",
    '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"| ZXCVBNM<>?',
    '                                     |          ',
  ],
  uk: [
    "`1234567890-=qwertyuiop[]asdfghjkl;'#\\zxcvbnm,./",
    '¬!"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@~|ZXCVBNM<>?',
    '|¹²³€½¾{[]}\\◌@ſe¶ŧ←↓→øþ◌◌æßðđŋħ◌ĸł◌◌◌|  ¢„“”µ•·◌',
  ],
  belgian: [
    '²&é"\'(§è!çà)-azertyuiop◌$qsdfghjklmùµ<wxcvbn,;:=',
    '³1234567890°_AZERTYUIOP◌*QSDFGHJKLM%£>WXCVBN?./+',
    '¬|@#¼½^{[{}\\◌@ſ€¶ŧ←↓→œþ[]æßðđŋħ◌ĸł◌◌◌\\  ¢„“”◌•·◌',
  ],
  french: [
    '²&é"\'(-è_çà)=azertyuiop◌$qsdfghjklmù*<wxcvbn,;:!',
    '~1234567890°+AZERTYUIOP◌£QSDFGHJKLM%µ>WXCVBN?./§',
    '¬¹~#{[|`\\^@]}æ €¶ŧ←↓→øþ◌¤@ßðđŋħ◌ĸłµ◌◌|ł ¢„“”◌•·◌',
  ],
  german: [
    '◌1234567890ß◌qwertzuiopü+asdfghjklöä#<yxcvbnm,.-',
    '°!"§$%&/()=?◌QWERTZUIOPÜ*ASDFGHJKLÖÄ\'>YXCVBNM;:_',
    '′¹²³¼½¬{[]}\\◌@ſ€¶ŧ←↓→øþ◌~æſðđŋħ◌ĸł◌◌’|  ¢„“”µ·…–',
  ],
  swissGerman: [
    "§1234567890'◌qwertzuiopü◌asdfghjklöä$<yxcvbnm,.-",
    '°+"*ç%&/()=?◌QWERTZUIOPè!ASDFGHJKLéà£>YXCVBNM;:_',
    '¬|@#¼½¬|¢]}◌◌@ſ€¶ŧ←↓→œþ[]æßðđŋħ◌ĸł◌{}\\  ¢„“”µ•·◌',
  ],
  swissFrench: [
    "§1234567890'◌qwertzuiopè◌asdfghjkléà$<yxcvbnm,.-",
    '°+"*ç%&/()=?◌QWERTZUIOPü!ASDFGHJKLöä£>YXCVBNM;:_',
    '¬|@#¼½¬|¢]}◌◌@ſ€¶ŧ←↓→œþ[]æßðđŋħ◌ĸł◌{}\\  ¢„“”µ•·◌',
  ],
  italian: [
    "\\1234567890'ìqwertyuiopè+asdfghjklòàù<zxcvbnm,.-",
    '|!"£$%&/()=?^QWERTYUIOPé*ASDFGHJKLç°§>ZXCVBNM;:_',
    '¬¹²³¼½¬{[]}`~@ſ€¶ŧ←↓→øþ[]æßðđŋħ◌ĸł@#◌   ¢“”ñµ◌·◌',
  ],
  spanish: [
    " 1234567890'¡qwertyuiop◌+asdfghjklñ◌ç<zxcvbnm,.-",
    'ª!"·$%&/()=?¿QWERTYUIOP◌*ASDFGHJKLÑ◌Ç>ZXCVBNM;:_',
    '\\|@#~½¬{[]}\\◌@ſ€¶ŧ←↓→øþ[]æßðđŋħ◌ĸł◌{}|  ¢„“”µ•·◌',
  ],
  portuguese: [
    "\\1234567890' qwertyuiop+◌asdfghjklç ◌<zxcvbnm,.-",
    '|!"#$%&/()=? QWERTYUIOP*◌ASDFGHJKLÇª◌>ZXCVBNM;:_',
    '¬¹@£§½¬{[]}\\◌@ſ€¶ŧ←↓→øþ◌◌æßðđŋħ◌ĸł◌◌◌\\  ¢„“”µ•·◌',
  ],
  swedish: [
    "§1234567890+◌qwertyuiopå◌asdfghjklöä'<zxcvbnm,.-",
    '½!"#¤%&/()=?◌QWERTYUIOPÅ◌ASDFGHJKLÖÄ*>ZXCVBNM;:_',
    '¶¡@£$€¥{[]}\\±ωσ€®þ←↓→œπ◌◌ªßðđŋħ◌ĸłøæ´|  ©„“”µ◌·◌',
  ],
  norwegian: [
    "|1234567890+\\qwertyuiopå◌asdfghjkløæ'<zxcvbnm,.-",
    '§!"#¤%&/()=?◌QWERTYUIOPÅ◌ASDFGHJKLØÆ*>ZXCVBNM;:_',
    '¦¡@£$½¥{[]}±◌@ſ€®þ←↓→œπ◌◌ªßðđŋħ◌ĸł◌◌◌½  ©„“”µ◌…–',
  ],
  danish: [
    "½1234567890+◌qwertyuiopå◌asdfghjklæø'<zxcvbnm,.-",
    '§!"#¤%&/()=?◌QWERTYUIOPÅ◌ASDFGHJKLÆØ*>ZXCVBNM;:_',
    '¾¡@£$½¥{[]}±|@ſ€®þ←↓→œþ◌◌ªßðđŋħ◌ĸł◌◌◌\\  ©„“”µ◌·◌',
  ],
  finnish: [
    "§1234567890+◌qwertyuiopå◌asdfghjklöä'<zxcvbnm,.-",
    '½!"#¤%&/()=?◌QWERTYUIOPÅ◌ASDFGHJKLÖÄ*>ZXCVBNM;:_',
    '◌ @£$‰‚{[]}\\◌qw€rþyuıœ◌◌◌əßðfghjĸ◌øæ◌|ʒ×cvbŋµ’◌–',
  ],
  polish: [
    "`1234567890-=qwertyuiop[]asdfghjkl;'\\<zxcvbnm,./",
    '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|>ZXCVBNM<>?',
    '¬≠²³¢€½§·  –◌πœę©ß←↓→óþ◌◌ąśðæŋ’ə…ł◌◌◌|żźć„”ńµ≤≥◌',
  ],
  czech: [
    ';+ěščřžýáíé=◌qwertzuiopú)asdfghjklů§◌\\yxcvbnm,.-',
    '◌1234567890%◌QWERTZUIOP/(ASDFGHJKL"!\'|YXCVBNM?:_',
    "`!@#$%^&*{}\\◌\\|€¶ŧ←↓→øþ[]~đĐ[]`'łŁ$'\\/°#&@{}^<>*",
  ],
} as const satisfies Record<string, readonly [string, string, string]>;

/** `KeyboardEvent.code` of the keys that the rows describe, in their order. */
const layoutKeys: readonly string[] = [
  ...['Backquote', ...Array.from('1234567890', (digit) => `Digit${digit}`), 'Minus', 'Equal'],
  ...Array.from('QWERTYUIOP', (letter) => `Key${letter}`),
  ...['BracketLeft', 'BracketRight'],
  ...Array.from('ASDFGHJKL', (letter) => `Key${letter}`),
  ...['Semicolon', 'Quote', 'Backslash', 'IntlBackslash'],
  ...Array.from('ZXCVBNM', (letter) => `Key${letter}`),
  ...['Comma', 'Period', 'Slash'],
];

export type LayoutName = keyof typeof layoutRows;
export const layoutNames = Object.keys(layoutRows) as LayoutName[];

/** A key with the modifiers held: what a hand scanner sends for one character. */
export interface Stroke {
  code: string;
  shift: boolean;
  altGraph: boolean;
}

/** `KeyboardEvent.key` of the stroke on a computer with this layout: a character, `Dead` or `Unidentified`. */
export function keyOf(layout: LayoutName, stroke: Stroke, capsLock = false): string {
  if (stroke.code === 'Space') return ' ';
  const index = layoutKeys.indexOf(stroke.code);
  const row = stroke.altGraph ? 2 : stroke.shift ? 1 : 0;
  const character = Array.from(layoutRows[layout][row])[index] ?? ' ';
  if (character === '◌') return 'Dead';
  if (character === ' ') return 'Unidentified';
  if (!capsLock || !/\p{L}/u.test(character)) return character;
  return stroke.shift ? character.toLowerCase() : character.toUpperCase();
}

/**
 * The stroke by which a hand scanner that is set to this layout types the character. Characters that
 * the layout has only behind a dead key yield null.
 */
export function strokeFor(layout: LayoutName, character: string): Stroke | null {
  if (character === ' ') return { code: 'Space', shift: false, altGraph: false };
  for (const [level, row] of layoutRows[layout].entries()) {
    const code = layoutKeys[Array.from(row).indexOf(character)];
    if (code !== undefined) return { code, shift: level === 1, altGraph: level === 2 };
  }
  return null;
}

export const printableAscii = Array.from({ length: 95 }, (_, i) =>
  String.fromCharCode(32 + i),
).join('');
