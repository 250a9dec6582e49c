import { describe, expect, it } from 'vitest';
import {
  arrivalTime,
  formatPaperNumber,
  paperEntryOf,
  readPaperNumber,
} from '../../domain/from-paper.ts';

const own = { kioskNumber: 'A7F30C12', day: '2018-10-02' };
const fact = (payload: string, type: 'admitted' | 'went-out' = 'admitted') => ({
  type,
  payload,
  wall: 1_000,
});

describe('an entry from paper', () => {
  it('says when the person came and under which number', () => {
    const entry = fact('{"at":700,"fromPaper":true,"paperNumber":"A7F30C12-1002-017"}');
    expect(paperEntryOf(entry)).toEqual({ at: 700, number: 'A7F30C12-1002-017' });
    expect(arrivalTime(entry)).toBe(700);
  });

  it.each([
    ['an ordinary admission', fact('{"source":"hid"}')],
    ['no JSON', fact('"fromPaper":true')],
    ['a time that is none', fact('{"at":"soon","fromPaper":true}')],
    ['another kind of fact', fact('{"at":700,"fromPaper":true}', 'went-out')],
    ['the words inside another text', fact('{"note":"\\"fromPaper\\":true"}')],
  ])('%s is none, and counts at the time of writing', (_name, one) => {
    expect(paperEntryOf(one)).toBeNull();
    expect(arrivalTime(one)).toBe(1_000);
  });

  it('never lies after it was typed in', () => {
    expect(arrivalTime(fact('{"at":5000,"fromPaper":true}'))).toBe(1_000);
  });
});

describe('the number of a one-day badge', () => {
  it.each([
    ['17', 'A7F30C12-1002-017'],
    [' 017 ', 'A7F30C12-1002-017'],
    ['1204', 'A7F30C12-1002-1204'],
    ['a7f30c12-1002-017', 'A7F30C12-1002-017'],
    ['B0000001 1002 3', null],
    ['b00000011002003', 'B0000001-1002-003'],
    ['B0000001-1003-003', 'B0000001-1003-003'],
    ['0', null],
    ['17b', null],
    ['', null],
  ])('%j is read as %j', (typed, expected) => {
    expect(readPaperNumber(typed, own)).toBe(expected);
  });

  it('is another one for each station, day and count', () => {
    const numbers = ['A7F30C12', 'B0000001'].flatMap((kioskNumber) =>
      ['2018-10-02', '2018-10-03'].flatMap((day) =>
        [1, 2, 999, 1000].map((count) => formatPaperNumber({ kioskNumber, day }, count)),
      ),
    );
    expect(new Set(numbers).size).toBe(16);
    for (const number of numbers) expect(readPaperNumber(number, own)).toBe(number);
  });
});
