import { describe, expect, it } from 'vitest';
import {
  contestedValues,
  eventDifferences,
  eventRefusals,
  inUse,
  keepRetired,
  mergeEvents,
  withChangesOf,
} from '../../domain/event/event-changes.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { extraFieldSchema } from '../../domain/event/extra-fields.ts';
import { sampleEvent } from '../support/sample-event.ts';

const [first, ...others] = sampleEvent.checkpoints;
const [category] = sampleEvent.categories;
if (first === undefined || category === undefined) throw new Error('the sample has both');

const withFirst = (change: Partial<EventFile['checkpoints'][number]>): EventFile => ({
  ...sampleEvent,
  checkpoints: [{ ...first, ...change }, ...others],
});

function merged(...files: Parameters<typeof mergeEvents>) {
  const both = mergeEvents(...files);
  if (both === null) throw new Error('they do not fit each other');
  return both;
}

describe('differences', () => {
  it('name the field of the entry, with both values', () => {
    const windows = [{ day: '2018-12-03', opens: '09:00', closes: '10:00' }];
    const place = { list: 'checkpoints', key: first.id, name: first.name };
    expect(eventDifferences(sampleEvent, withFirst({ windows }))).toEqual([
      { ...place, kind: 'changed', field: 'windows', before: first.windows, after: windows },
    ]);
  });

  it('name what was added, retired and brought back, and fields of the event and its policies', () => {
    const added = { ...category, id: 'new', name: { en: 'New', fr: 'Nouveau' } };
    const after: EventFile = {
      ...withFirst({ retired: true }),
      place: { en: 'Paris', fr: 'Paris' },
      categories: [...sampleEvent.categories, added],
      policies: { ...sampleEvent.policies, idCheck: !sampleEvent.policies.idCheck },
    };
    const kinds = (list: ReturnType<typeof eventDifferences>) =>
      list.map((one) => `${one.list ?? 'event'} ${one.kind === 'changed' ? one.field : one.kind}`);
    expect(kinds(eventDifferences(sampleEvent, after))).toEqual([
      'event place',
      'event idCheck',
      'checkpoints retired',
      'categories added',
    ]);
    expect(kinds(eventDifferences(after, sampleEvent))).toContain('checkpoints restored');
    expect(eventDifferences(after, after)).toEqual([]);
  });
});

describe('a version that contradicts what was recorded', () => {
  const none = { any: false, days: new Set<string>(), held: [] };
  const some = { any: true, days: new Set(sampleEvent.days.slice(0, 1)), held: [] };
  it.each<[string, EventFile, string[], string[]]>([
    ['another id', { ...sampleEvent, id: crypto.randomUUID() }, ['other-event'], ['other-event']],
    [
      'another key of tickets',
      { ...sampleEvent, ticketKeys: ['AAAA'] },
      ['keys-changed'],
      ['keys-changed'],
    ],
    ['another time zone', { ...sampleEvent, timeZone: 'Asia/Tokyo' }, [], ['time-has-records']],
    ['another day boundary', { ...sampleEvent, dayBoundary: '05:00' }, [], ['time-has-records']],
    ['without a day', { ...sampleEvent, days: sampleEvent.days.slice(1) }, [], ['day-has-records']],
    ['a desk that becomes an exit', withFirst({ kind: 'exit' }), [], ['kind-changed']],
    ['another name', withFirst({ name: { en: 'A', fr: 'B' } }), [], []],
  ])('%s', (_, after, without, withRecords) => {
    const codes = (records: typeof none) =>
      eventRefusals(sampleEvent, after, records).map(({ code }) => code);
    expect(codes(none)).toEqual(without);
    expect(codes(some)).toEqual(withRecords);
  });
});

describe('values of extra fields', () => {
  const [field, ...rest] = sampleEvent.extraFields.filter(({ type }) => type === 'choice');
  if (field === undefined) throw new Error('the sample has a choice');
  const others = [...rest, ...sampleEvent.extraFields.filter(({ type }) => type !== 'choice')];
  const before = { extraFields: [field, ...others] };
  const changed = (change: Partial<typeof field>) => ({
    extraFields: [{ ...field, ...change }, ...others],
  });
  it.each<[string, { extraFields: typeof others }, { field: string; choice: string | null }[]]>([
    ['another type', changed({ type: 'text', choices: [] }), [{ field: field.id, choice: null }]],
    ['no receiver', changed({ receivedBy: ['kiosk'] }), [{ field: field.id, choice: null }]],
    ['no such field', { extraFields: others }, [{ field: field.id, choice: null }]],
    [
      'without a choice',
      changed({ choices: field.choices.slice(1) }),
      [{ field: field.id, choice: field.choices[0]?.id ?? '' }],
    ],
    ['another label', changed({ label: { en: 'A', fr: 'B' } }), []],
    ['retired', changed({ retired: true }), []],
  ])('contradict %s', (_, to, contested) => {
    expect(contestedValues(before, to)).toEqual(contested);
  });

  it('refuse the version where people have them', () => {
    const held = [
      { field: 'diet', choice: null },
      { field: 'menu', choice: 'Fish' },
    ];
    const records = { any: false, days: new Set<string>(), held };
    expect(eventRefusals(sampleEvent, sampleEvent, records)).toEqual([
      { code: 'field-has-values', detail: 'diet' },
      { code: 'choice-has-values', detail: 'menu Fish' },
    ]);
  });
});

it('an entry left out is retired, keeps its name and is not offered any more', () => {
  const after = keepRetired(sampleEvent, { ...sampleEvent, checkpoints: others });
  expect(after.checkpoints).toEqual([...others, { ...first, retired: true }]);
  expect(inUse(after.checkpoints)).toEqual(others);
  expect(inUse(after.checkpoints, first.id)).toHaveLength(sampleEvent.checkpoints.length);
});

describe('two editors', () => {
  it('get both changes, of one entry too', () => {
    const mine = withFirst({ capacity: 50 });
    const theirs = {
      ...withFirst({ room: { en: 'Hall', fr: 'Salle' } }),
      place: { en: 'Paris', fr: 'Paris' },
      categories: [...sampleEvent.categories, { ...category, id: 'theirs' }],
    };
    const { file, clashes } = merged(sampleEvent, mine, theirs);
    expect(clashes).toEqual([]);
    expect(file).toEqual({
      ...theirs,
      checkpoints: [{ ...first, capacity: 50, room: { en: 'Hall', fr: 'Salle' } }, ...others],
    });
  });

  it('are told of a field that both changed, and the later one’s holds', () => {
    const { file, clashes } = merged(
      sampleEvent,
      { ...withFirst({ capacity: 50 }), policies: { ...sampleEvent.policies, idCheck: true } },
      withFirst({ capacity: 60 }),
    );
    expect(clashes).toEqual([
      { list: 'checkpoints', key: first.id, name: first.name, field: 'capacity' },
    ]);
    expect(file.checkpoints[0]?.capacity).toBe(50);
  });

  it('who made the same change contradict nobody, in the event itself, an entry and a policy', () => {
    const change = (own: object): EventFile => ({
      ...withFirst({ capacity: 50, ...own }),
      place: { en: 'Paris', fr: 'Paris' },
      policies: { ...sampleEvent.policies, idCheck: !sampleEvent.policies.idCheck },
    });
    const { file, clashes } = merged(sampleEvent, change({}), change({ reentry: 'refuse' }));
    expect(clashes).toEqual([]);
    expect(file).toEqual(change({ reentry: 'refuse' }));
  });

  it('one of whom changes back what the other left alone is not contradicted', () => {
    const base = withFirst({ capacity: 50 });
    const { file, clashes } = merged(base, withFirst({ capacity: 60 }), base);
    expect(clashes).toEqual([]);
    expect(file.checkpoints[0]?.capacity).toBe(60);
  });

  it('one of whom retires what the other changes: it stays retired', () => {
    const { file, clashes } = merged(
      sampleEvent,
      withFirst({ retired: true }),
      withFirst({ capacity: 60 }),
    );
    expect(clashes).toEqual([]);
    expect(file.checkpoints[0]).toMatchObject({ retired: true, capacity: 60 });
  });

  it('whose additions go beyond what an event may hold are joined to nothing', () => {
    const label = { en: 'Field', fr: 'Champ' };
    const withFields = (prefix: string) => ({
      ...sampleEvent,
      extraFields: Array.from({ length: 11 }, (_, at) =>
        extraFieldSchema.parse({ id: `${prefix}-${at}`, type: 'text', label }),
      ),
    });
    expect(mergeEvents(sampleEvent, withFields('mine'), withFields('theirs'))).toBeNull();
    expect(mergeEvents(sampleEvent, sampleEvent, withFields('theirs'))).not.toBeNull();
  });
});

describe('versions apart, taken one after the other', () => {
  const nothing = { any: false, days: [] };
  const withCategory = (id: string): EventFile => ({
    ...sampleEvent,
    categories: [...sampleEvent.categories, { ...category, id }],
  });

  it.each([
    ['with a common version', sampleEvent],
    ['without one', null],
  ])('all remain in the draft %s', (_how, common) => {
    const draft = ['one', 'two'].reduce<EventFile | null>(
      (file, id) => file && withChangesOf({ common, file: withCategory(id) }, file, nothing),
      sampleEvent,
    );
    expect(draft?.categories.slice(-2).map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('leave what was recorded meanwhile as it is', () => {
    const [first = '', ...others] = sampleEvent.days;
    const file: EventFile = {
      ...withCategory('one'),
      timeZone: 'Asia/Tokyo',
      dayBoundary: '05:00',
      days: others,
      checkpoints: sampleEvent.checkpoints.map((one) => ({ ...one, kind: 'session' as const })),
    };
    const records = { any: true, days: [first] };
    const draft = withChangesOf({ common: sampleEvent, file }, sampleEvent, records);
    expect(draft?.categories.at(-1)?.id).toBe('one');
    const held = { ...records, days: new Set(records.days), held: [] };
    expect(draft && eventRefusals(sampleEvent, draft, held)).toEqual([]);
  });
});
