import { describe, expect, test } from 'vitest';
import { checkCode, checkText, shownCell } from '../../intake/cell-text.ts';
import { missingLetters } from '../../platform/fonts/letters.ts';

const pattern = /^(?:T18-[0-9]{5})$/;

describe('a registration code', () => {
  test.each([
    ['T18-00001', 'T18-00001', [], false],
    [' T18-00001 ', 'T18-00001', [], false],
    ['T18-00001\u200B', 'T18-00001', ['unseen-characters'], true],
    ['T18\u00AD-00001', 'T18-00001', ['unseen-characters'], true],
    ['\u200ET18-00001', 'T18-00001', ['direction-marks'], true],
    ['\u202ET18-0000\u200B1', 'T18-00001', ['direction-marks', 'unseen-characters'], true],
    ['T18-0000\u0661', 'T18-00001', ['other-digits'], true],
    ['T18-0000\uFF11', 'T18-00001', ['other-digits'], true],
    ['Ｔ18-00001', 'T18-00001', ['other-letters'], true],
    ['T18‑00001', 'T18-00001', ['other-letters'], true],
    ['t18-00001', 'T18-00001', ['off-pattern'], true],
    ['\u041218-00001', '\u041218-00001', ['off-pattern'], false],
    ['\u03A418-00001', 'T18-00001', ['off-pattern'], true],
    ['A-1', 'A-1', ['off-pattern'], false],
    ['A-1\u200B', 'A-1', ['unseen-characters', 'off-pattern'], true],
  ])('%j is taken as %j and is said to have %j', (cell, text, what, isMended) => {
    expect(checkCode(cell, pattern)).toEqual({ text, what, isMended });
  });

  test('is not compared where the event has no pattern', () => {
    expect(checkCode('A-1', null)).toEqual({ text: 'A-1', what: [], isMended: false });
  });
});

describe('a name', () => {
  test.each([
    ['Anna MÜLLER', 'Anna MÜLLER', [], false],
    ['Ame\u0301lie', 'Amélie', [], false],
    ['王小明', '王小明', [], false],
    ['\u0645\u06CC\u200C\u0631\u0648\u062F', '\u0645\u06CC\u200C\u0631\u0648\u062F', [], false],
    ['Anna\u200B MÜLLER', 'Anna MÜLLER', ['unseen-characters'], true],
    ['An\uFEFFna', 'Anna', ['unseen-characters'], true],
    ['An\u200Dna', 'Anna', ['unseen-characters'], true],
    ['Anna \u202Egnp.exe', 'Anna gnp.exe', ['direction-marks'], true],
    ['Anna 🎉 MÜLLER', 'Anna MÜLLER', ['no-font'], true],
    ['A 👩\u200D👩\u200D👧 B', 'A B', ['no-font'], true],
    ['𝐀nna', 'Anna', ['no-font'], true],
    ['\u{12000}', '\u{12000}', ['no-font'], false],
    ['🎉', '🎉', ['no-font'], false],
  ])('%j is taken as %j and is said to have %j', (cell, text, what, isMended) => {
    expect(checkText(cell, missingLetters)).toEqual({ text, what, isMended });
  });
});

test('what nobody sees is written so that it is seen', () => {
  expect(shownCell('AB\u200B-1\u202E')).toBe('AB[U+200B]-1[U+202E]');
});
