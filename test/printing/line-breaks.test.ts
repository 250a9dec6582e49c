import { describe, expect, test } from 'vitest';
import { balance, piecesOf } from '../../main/printing/render/line-breaks.ts';
import { directionOf, typefaceOrder } from '../../platform/fonts/scripts.ts';

/** Lines of a text in which every character has the width 1. */
function lines(text: string, count: number): string[] | undefined {
  const pieces = piecesOf(text);
  const width = (from: number, to: number): number =>
    pieces
      .slice(from, to)
      .map((piece, i, all) => piece.text + (i < all.length - 1 ? piece.separator : ''))
      .join('').length;
  return balance(pieces, count, width)?.lines;
}

describe('lines', () => {
  test.each([
    ['Maria Fernanda Silva Santos', 2, ['Maria Fernanda', 'Silva Santos']],
    // Compounds stay together.
    ['Abdullah bin Khalid Al Mansouri', 3, ['Abdullah', 'bin Khalid', 'Al Mansouri']],
    ['محمد عبد الله', 2, ['محمد', 'عبد الله']],
    ['Jan van der Berg', 2, ['Jan', 'van der Berg']],
    ['Charles J. Smith', 2, ['Charles', 'J. Smith']],
    // Breaks at a hyphen only if much is gained.
    ['Yael BEN-DAVID', 2, ['Yael', 'BEN-DAVID']],
    ['Bo MARCHAND-DUPRESSOIR', 3, ['Bo', 'MARCHAND-', 'DUPRESSOIR']],
    // English above French, without the slash.
    ['HEAD OF DELEGATION / CHEF DE DÉLÉGATION', 2, ['HEAD OF DELEGATION', 'CHEF DE DÉLÉGATION']],
    ['HEAD OF DELEGATION / CHEF DE DÉLÉGATION', 1, ['HEAD OF DELEGATION / CHEF DE DÉLÉGATION']],
  ])('%s on %i lines', (text, count, expected) => {
    expect(lines(text, count)).toEqual(expected);
  });

  test('no word is divided, however long it is', () => {
    const word = 'RAKOTOMALALANDRIANARISOAMAMPIONONA';
    expect(piecesOf(word).map(({ text }) => text)).toEqual([word]);
    expect(lines(`Haingo ${word}`, 2)).toEqual(['Haingo', word]);
  });

  test('nothing of the text is lost, whatever the lines', () => {
    const text = 'Maximiliano Fernando de los Ángeles VILLAVICENCIO-SANTOS RIOS';
    for (const count of [1, 2, 3, 4, 5]) {
      expect(lines(text, count)?.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  test('a text of fewer pieces than lines has no such lines', () => {
    expect(lines('Bo', 2)).toBeUndefined();
  });
});

describe('scripts', () => {
  test.each([
    ['直子', 'JPN', 'JP'],
    ['直子', 'KOR', 'KR'],
    ['直子', 'TW', 'TC'],
    ['直子', 'CHN', 'SC'],
    ['直子さん', 'CHN', 'JP'],
    ['김민준', 'CHN', 'KR'],
    ['عبد الله', 'AE', 'Arabic'],
    ['Олена', 'UA', ''],
    ['Jan 李', 'CN', ''],
  ] as const)('%s of %s is looked for in %s first', (text, delegation, typeface) => {
    expect(typefaceOrder(text, delegation)[0]).toBe(typeface);
  });

  test('direction follows the first letter', () => {
    expect(directionOf('(عبد) John')).toBe('rtl');
    expect(directionOf('2 John عبد')).toBe('ltr');
  });
});
