import { describe, expect, it } from 'vitest';
import {
  arrivalTime,
  formatPaperNumber,
  paperEntryOf,
  readPaperNumber,
  readTimeOfToday,
} from '../../domain/ledger/from-paper.ts';

const own = { stationNumber: 'A7F30C12', day: '2018-10-02' };
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
    const numbers = ['A7F30C12', 'B0000001'].flatMap((stationNumber) =>
      ['2018-10-02', '2018-10-03'].flatMap((day) =>
        [1, 2, 999, 1000].map((count) => formatPaperNumber({ stationNumber, day }, count)),
      ),
    );
    expect(new Set(numbers).size).toBe(16);
    for (const number of numbers) expect(readPaperNumber(number, own)).toBe(number);
  });
});

describe('a time of today as typed', () => {
  const event = { timeZone: 'Europe/Brussels', dayBoundary: '04:00' };
  const at = (text: string): number => Date.parse(text);
  const now = at('2018-10-02T11:30:20+02:00');

  it.each([
    ['09:41', '2018-10-02T09:41:00+02:00'],
    ['9h41', '2018-10-02T09:41:00+02:00'],
    ['941', '2018-10-02T09:41:00+02:00'],
    [' 9.05 ', '2018-10-02T09:05:00+02:00'],
    ['11:30', '2018-10-02T11:30:00+02:00'],
    // Times in the future are refused by the rules, not by the parser.
    ['18:00', '2018-10-02T18:00:00+02:00'],
  ])('%j', (typed, expected) => {
    expect(readTimeOfToday(typed, now, event)).toBe(at(expected));
  });

  it.each(['', '24:00', '9:60', '9', 'soon', '12:3'])('%j is none', (typed) => {
    expect(readTimeOfToday(typed, now, event)).toBeNull();
  });

  it('after midnight the evening belongs to the same day', () => {
    const late = at('2018-10-03T00:20:00+02:00');
    expect(readTimeOfToday('23:50', late, event)).toBe(at('2018-10-02T23:50:00+02:00'));
    expect(readTimeOfToday('00:10', late, event)).toBe(at('2018-10-03T00:10:00+02:00'));
  });

  it('is right on the day on which the clocks are changed', () => {
    const winter = at('2018-10-28T10:00:00+01:00');
    const night = { timeZone: 'Europe/Brussels', dayBoundary: '00:00' };
    expect(readTimeOfToday('01:30', winter, night)).toBe(at('2018-10-28T01:30:00+02:00'));
  });
});
