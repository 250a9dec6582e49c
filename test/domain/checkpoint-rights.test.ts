import { describe, expect, it } from 'vitest';
import { checkpointRights } from '../../domain/check-in/admission.ts';
import { makeCheckpoint } from '../../domain/event/event-file.ts';

const days = ['2018-10-02', '2018-10-03', '2018-10-04'];
const base = { name: { en: 'x', fr: 'x' }, windows: [], categories: null };
const event = {
  days,
  checkpoints: [
    makeCheckpoint({ ...base, id: 'desk', kind: 'registration' }),
    makeCheckpoint({
      ...base,
      id: 'closed-session',
      kind: 'session',
      categories: ['delegate', 'head-of-delegation'],
      windows: [{ day: '2018-10-03', opens: '09:00', closes: '12:00' }],
    }),
    makeCheckpoint({ ...base, id: 'way-out', kind: 'exit' }),
  ],
};

describe('the checkpoints that a person may pass', () => {
  it.each([
    ['a delegate of all days', { category: 'delegate', days: null }, [null, ['2018-10-03']]],
    ['a delegate of one day', { category: 'delegate', days: ['2018-10-02'] }, [['2018-10-02'], []]],
    ['the press', { category: 'press', days: null }, [null, []]],
  ])('of %s', (_who, person, expected) => {
    const rights = checkpointRights(event, person);
    expect(rights.map(({ checkpoint }) => checkpoint.id)).toEqual(['desk', 'closed-session']);
    expect(rights.map((one) => one.days)).toEqual(expected);
    expect(rights.map(({ mayEnter }) => mayEnter)).toEqual(
      expected.map((some) => some === null || some.length > 0),
    );
  });
});
