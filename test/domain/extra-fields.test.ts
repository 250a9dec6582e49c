import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import {
  type ExtraField,
  extraFieldSchema,
  extraFieldsSchema,
  extraValuesSchema,
} from '../../domain/event/extra-fields.ts';
import {
  formatExtra,
  isExtraValue,
  plainNumber,
  shownExtra,
  wrongExtra,
} from '../../domain/event/extra-values.ts';
import { carriedDelegateSchema } from '../../domain/roster/delegate.ts';
import { mergeEntry } from '../../domain/roster/roster-entry.ts';
import { entry } from '../hub/http/people.ts';
import { numberedDelegate, sampleEvent } from '../support/sample-event.ts';

type Declared = z.input<typeof extraFieldSchema>;

const label = { en: 'Meal', fr: 'Repas' };

function field(change: Partial<Declared>): ExtraField {
  return extraFieldSchema.parse({ id: 'meal', label, type: 'text', ...change });
}

const choice = field({ type: 'choice', choices: ['Fish / Poisson', 'Vegan'] });

describe('a declared field', () => {
  it('takes a choice as plain words, in one language or two', () => {
    expect(choice.choices).toEqual([
      { id: 'Fish', label: { en: 'Fish', fr: 'Poisson' } },
      { id: 'Vegan', label: { en: 'Vegan', fr: 'Vegan' } },
    ]);
    // Parsing changes nothing: the file's hash stays.
    expect(extraFieldSchema.parse(choice)).toEqual(choice);
  });

  const refused: [string, Partial<Declared>, string][] = [
    ['a choice without choices', { type: 'choice' }, 'choices'],
    ['choices of a text', { choices: ['A'] }, 'choices'],
    ['the same choice twice', { type: 'choice', choices: ['A', 'A / B'] }, 'choices'],
    ['a badge that kiosks cannot print', { showsAt: ['badge'] }, 'receivedBy'],
    ['a door that does not receive', { showsAt: ['door'], receivedBy: ['kiosk'] }, 'receivedBy'],
    ['an id with capitals', { id: 'Meal' }, 'id'],
  ];
  test.each(refused)('is refused: %s', (_, change, path) => {
    const { error } = extraFieldSchema.safeParse({ id: 'meal', label, type: 'text', ...change });
    expect(error?.issues.map((issue) => issue.path[0])).toEqual([path]);
  });

  it('has an id of its own, and there are at most 20', () => {
    const twice = extraFieldsSchema.safeParse([field({}), field({})]);
    expect(twice.error?.issues[0]?.path).toEqual([1, 'id']);
    const many = Array.from({ length: 21 }, (_, i) => field({ id: `f${i}` }));
    expect(extraFieldsSchema.safeParse(many).success).toBe(false);
    expect(extraFieldsSchema.safeParse(many.slice(1)).success).toBe(true);
  });
});

describe('a value', () => {
  test.each([
    ['1200.5', '1200.5'],
    ['1 200,50', '1200.5'],
    ['1\u202F200', '1200'],
    ['-0', '0'],
    ['+007', '7'],
    ['0,125', '0.125'],
    // A thousand in English, one in French: ambiguous.
    ['1,200', null],
    ['12 kg', null],
    ['1e3', null],
    ['', null],
    ['1234567890', null],
  ])('as a number: %j is %j', (text, expected) => {
    expect(plainNumber(text)).toBe(expected);
  });

  const rows: [Partial<Declared>, string, boolean, string, string][] = [
    [{ type: 'text' }, 'A 12', true, 'A 12', 'A 12'],
    [choice, 'Fish', true, 'Fish', 'Poisson'],
    [choice, 'Meat', false, 'Meat', 'Meat'],
    [{ type: 'yes-no' }, 'yes', true, 'Yes', 'Oui'],
    [{ type: 'yes-no' }, 'true', false, 'true', 'true'],
    [{ type: 'date' }, '2018-10-01', true, '1 October 2018', '1er octobre 2018'],
    [{ type: 'date' }, '2018-02-30', false, '2018-02-30', '2018-02-30'],
    [{ type: 'number' }, '1.5', true, '1.5', '1,5'],
    [{ type: 'number' }, '1,5', false, '1,5', '1,5'],
  ];
  test.each(rows)('of %j: %j', (declared, value, good, en, fr) => {
    const one = field(declared);
    expect(isExtraValue(one, value)).toBe(good);
    expect(wrongExtra([one], { [one.id]: value })).toBe(good ? null : one.id);
    expect(formatExtra(one, value, 'en', sampleEvent)).toBe(en);
    expect(formatExtra(one, value, 'fr', sampleEvent)).toBe(fr);
  });
});

describe('the values of a delegate', () => {
  it('are in one order without empty ones, so that equal rosters are equal texts', () => {
    const values = extraValuesSchema.parse({ seat: 'A', diet: 'x\u202E', empty: '' });
    expect(JSON.stringify(values)).toBe('{"diet":"x","seat":"A"}');
  });

  test.each([[{ seat: 12 }], [{ seat: true }], [{ seat: null }], [{ 'Not an id': 'x' }], [[]]])(
    'are refused as %j',
    (values) => expect(extraValuesSchema.safeParse(values).success).toBe(false),
  );

  it('of another version never make a delegate unreadable', () => {
    const { extra: _, ...older } = numberedDelegate(1);
    expect(carriedDelegateSchema.parse(older).extra).toEqual({});
    expect(carriedDelegateSchema.parse({ ...older, extra: { seat: 12 } }).extra).toEqual({});
    expect(carriedDelegateSchema.parse({ ...older, extra: { newer: 'x' } }).extra).toEqual({
      newer: 'x',
    });
  });

  it('follow a file where it has them, are cleared where it is empty, and stay otherwise', () => {
    const known = numberedDelegate(1, { extra: { diet: 'Fish', newer: 'x', seat: 'A' } });
    const merged = mergeEntry(known, entry(1, { extra: { seat: '', arrival: '2018-10-01' } }), {
      category: 'delegate',
    });
    expect(JSON.stringify(merged.extra)).toBe('{"arrival":"2018-10-01","diet":"Fish","newer":"x"}');
  });

  it('show where they are declared to show, in the screen’s language', () => {
    const values = { diet: 'Fish', seat: 'A 12', shuttle: 'no', newer: 'x' };
    expect(shownExtra(sampleEvent, values, 'desk', 'fr')).toEqual([
      { id: 'diet', label: 'Repas', value: 'Poisson' },
      { id: 'shuttle', label: 'Prend la navette', value: 'Non' },
    ]);
    expect(shownExtra(sampleEvent, values, 'badge', 'en').map(({ id }) => id)).toEqual(['seat']);
  });
});
