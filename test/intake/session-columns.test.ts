import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { makeCheckpoint } from '../../domain/event/event-file.ts';
import { guessFor } from '../../intake/guess-mapping.ts';
import { createSessionReader } from '../../intake/session-columns.ts';
import { sampleEvent } from '../support/sample-event.ts';

const session = (id: string, en: string, change: object = {}) =>
  makeCheckpoint({
    id,
    name: { en },
    kind: 'session',
    windows: [],
    categories: null,
    passes: 'booked-only',
    ...change,
  });
const event = {
  ...sampleEvent,
  checkpoints: [
    session('a', 'Workshop A', { name: { en: 'Workshop A', fr: 'Atelier A' } }),
    session('b', 'Risk (morning)'),
    session('b2', 'Risk (afternoon)'),
    session('old', 'Old Workshop', { retired: true }),
    session('open', 'Plenary', { passes: 'everyone' }),
  ],
};

function read(cells: Record<string, string>, of = event) {
  const headers = Object.keys(cells);
  const mapping = guessFor(headers, [], of);
  return createSessionReader(of, mapping)?.(Object.values(cells));
}

describe('columns are guessed', () => {
  test.each([
    ['Workshop A', { 'session.a': 0 }],
    ['ATELIER  A', { 'session.a': 0 }],
    ['a', { 'session.a': 0 }],
    ['Risk (Afternoon)', { 'session.b2': 0 }],
    ['Sessions', { sessions: 0 }],
    ['Ateliers', { sessions: 0 }],
    ['Breakouts (choose two)', { sessions: 0 }],
    ['Plenary', {}],
    ['Old Workshop', {}],
    ['Country of birth', {}],
  ])('%s', (header, mapping) => {
    expect(guessFor([header], [], event)).toEqual(mapping);
  });

  it('only where sessions ask for a booking', () => {
    const plain = { ...event, checkpoints: event.checkpoints.slice(3) };
    expect(guessFor(['Workshop A', 'Sessions', 'Plenary', 'a'], [], plain)).toEqual({});
    expect(createSessionReader(plain, { sessions: 0, 'session.a': 1 })).toBeNull();
  });
});

describe('several sessions in a cell', () => {
  test.each([
    ['Workshop A; Risk (morning)', ['a', 'b']],
    ['workshop a|RISK (AFTERNOON)', ['a', 'b2']],
    ['Atelier A, b', ['a', 'b']],
    ['- Workshop A\n- Risk (morning)\r\n', ['a', 'b']],
    ['', []],
  ])('%j', (cell, named) => {
    const says = { a: 'released', b: 'released', b2: 'released' };
    for (const id of named) Object.assign(says, { [id]: 'booked' });
    expect(read({ Sessions: cell })).toEqual({ says, unclear: [] });
  });

  it('say who waits, in brackets', () => {
    expect(read({ Sessions: 'Workshop A (waiting list); Risk (morning) [en attente]' })).toEqual({
      says: { a: 'waiting', b: 'waiting', b2: 'released' },
      unclear: [],
    });
  });

  it('are not parted at a comma where a session has one in its name', () => {
    const comma = { ...event, checkpoints: [...event.checkpoints, session('c', 'Peace, now')] };
    const says = { a: 'booked', b: 'released', b2: 'released', c: 'booked' };
    expect(read({ Sessions: 'Peace, now; Workshop A' }, comma)).toEqual({ says, unclear: [] });
  });

  it('give nothing up where a text names no session: it may be any', () => {
    expect(read({ Sessions: 'Workshp A; Risk (morning); Risk' })).toEqual({
      says: { b: 'booked' },
      unclear: [
        { session: null, value: 'Workshp A' },
        { session: null, value: 'Risk' },
      ],
    });
  });

  it('may be sessions that take no booking', () => {
    expect(read({ Sessions: 'Old workshop; Plenary' })?.says).toMatchObject({
      old: 'booked',
      open: 'booked',
    });
  });
});

describe('a mark in the column of one session', () => {
  test.each([
    ['x', 'booked'],
    ['Oui', 'booked'],
    ['1', 'booked'],
    ['✓', 'booked'],
    ['Booked', 'booked'],
    ['Workshop A', 'booked'],
    ['Waitlist', 'waiting'],
    ['Liste d’attente', 'waiting'],
    ['', 'released'],
    ['-', 'released'],
    ['non', 'released'],
  ])('%j says %s', (mark, state) => {
    expect(read({ 'Workshop A': mark })).toEqual({ says: { a: state }, unclear: [] });
  });

  it('that is not understood says nothing', () => {
    const unclear = [{ session: 'a', value: 'perhaps' }];
    expect(read({ 'Workshop A': 'perhaps' })).toEqual({ says: {}, unclear });
  });
});

it('any order of the columns says the same', () => {
  const cells = {
    Sessions: 'Workshop A (waiting); Risk (afternoon)',
    'Workshop A': 'x',
    'Risk (morning)': '',
    b2: 'waitlist',
  };
  const entries = Object.entries(cells);
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (order) => {
      expect(read(Object.fromEntries(order))).toEqual({
        says: { a: 'booked', b: 'released', b2: 'booked' },
        unclear: [],
      });
    }),
  );
});
