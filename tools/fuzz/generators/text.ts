import fc from 'fast-check';

/** Texts that break text readers. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  '\u202E',
  '\u2028',
  '\u00A0',
  'é',
  'e\u0301',
  'ß',
  'ı',
  'İ',
  'ﬃ',
  '😀',
  '👩‍👩‍👧',
  '田',
  'ابت',
  '\u200D',
  '\r\n',
  '\t',
  '"',
  "'",
  '\\',
  '`',
  '%s',
  '%00',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  "=cmd|'/c calc'!A1",
  '../../etc/passwd',
  'C:\\',
  'file:///',
  '<script>',
  '&amp;',
  '$' + '{x}',
  '{{x}}',
  "'; DROP TABLE x;--",
  '* OR 1',
  'NEAR("a" "b")',
  '"',
  '0',
  '-0',
  '1e309',
  '9007199254740993',
  '0x10',
  'NaN',
  'Infinity',
  'null',
  'true',
  '1_000',
  'LT',
  'LB',
  'LS:',
  'LS::',
  ']Q1',
  'BCDFGHJKLNPRSTVX',
];

/** One change of a text; positions are taken modulo its length. */
type TextChange = readonly [kind: number, at: number, length: number, odd: string];

/** Inserted pieces: odd texts, and a few of any kind. */
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);

const changes = fc.array(fc.tuple(fc.nat(6), fc.nat(0x7fff_ffff), fc.nat(30), pieces), {
  minLength: 1,
  maxLength: 4,
});

/**
 * Any text: printable letters, arbitrary code units with lone surrogates, or odd texts in a row.
 */
export function anyText(longest = 120): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ maxLength: longest }),
    fc.string({ unit: 'binary', maxLength: longest }),
    fc.array(pieces, { maxLength: 6 }).map((list) => list.join('')),
  );
}

/**
 * Samples with letters exchanged, removed, doubled and inserted; rarely a piece a thousand times.
 */
export function mutatedText(samples: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(samples.length - 1), changes)
    .map(([which, list]) =>
      list.reduce((text, change) => changed(text, change), samples[which] ?? ''),
    );
}

/** Half any text, half mutations of the samples. */
export function textLike(samples: readonly string[], longest = 120): fc.Arbitrary<string> {
  return fc.oneof(anyText(longest), mutatedText(samples), mutatedText(samples));
}

function changed(text: string, [kind, where, length, odd]: TextChange): string {
  const at = text.length === 0 ? 0 : where % text.length;
  const before = text.slice(0, at);
  const behind = text.slice(at);
  switch (kind) {
    case 0:
      return before + odd + behind.slice(1);
    case 1:
      return before + odd + behind;
    case 2:
      return before + behind.slice(length);
    case 3:
      return before + behind.slice(0, length) + behind;
    case 4:
      return before + behind.charAt(1) + behind.charAt(0) + behind.slice(2);
    case 5:
      return where % 5 === 0 ? text.toLowerCase() : before;
    default:
      return where % 20 === 0
        ? before + behind.slice(0, Math.max(1, length)).repeat(1_000) + behind
        : odd.repeat(length) + text;
  }
}
