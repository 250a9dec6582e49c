import { afterEach, expect, test } from 'vitest';
import { findEvent } from '../../../db/event/events.ts';
import { findStation } from '../../../db/ledger/station.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { readLocalDay } from '../../../main/day-close/local-day.ts';
import {
  cleanUp,
  type HubRig,
  makeDesk,
  person,
  refuse,
  rigWithDesk,
  type SyncDesk,
  undisturbed,
} from './support.ts';

afterEach(cleanUp);

const versionAt = ({ context }: SyncDesk) => {
  const held = findEvent(context.db, context.event.file.id);
  return { version: held?.version, name: held?.file.name.en };
};

async function change(rig: HubRig, to: (file: EventFile) => EventFile, by = 'Anna') {
  const { version, file } = await rig.hub.eventVersions();
  return await rig.hub.changeEvent({ base: version, file: to(file) }, by);
}

const named =
  (en: string) =>
  (file: EventFile): EventFile => ({ ...file, name: { en, fr: en } });

test('a new version is at a desk and a kiosk with their next exchange, and later at one that was away', async () => {
  const { rig, a } = await rigWithDesk();
  const station = findStation(a.context.db)?.station ?? '';
  const kiosk = await makeDesk(rig, { name: 'K', mode: 'kiosk' });
  const away = await makeDesk(rig, { name: 'Away' });
  for (const one of [kiosk, away]) await one.sync();
  const told: unknown[] = [];
  rig.hub.onChange((what) => told.push(what));
  expect(await change(rig, named('Second'))).toMatchObject({ outcome: 'saved' });
  expect(told).toContainEqual({ directory: true, events: expect.any(Number) });
  for (const one of [a, kiosk]) await one.sync();
  expect([a, kiosk, away].map(versionAt)).toEqual([
    { version: 2, name: 'Second' },
    { version: 2, name: 'Second' },
    { version: 1, name: a.context.event.file.name.en },
  ]);
  expect(a.changes).toContainEqual({ event: true });
  const source = { db: a.context.db, event: a.context.event.file, station, publicKey: '' };
  const [day = ''] = a.context.event.file.days;
  const { draft } = readLocalDay(source, { day, operatorId: null, now: 0, moment: null });
  expect(draft).toMatchObject({ eventVersions: [{ version: 2 }], hubs: [{ count: 1 }] });
  const seen = await rig.hub.organiser.stations();
  const differing = seen.stations.filter(({ troubles }) => troubles.includes('event-file-differs'));
  expect(differing.map(({ name }) => name)).toEqual(['Away']);
  await change(rig, named('Third'), 'Bruno');
  await away.sync();
  expect(versionAt(away)).toEqual({ version: 3, name: 'Third' });
  const { versions } = await rig.hub.eventVersions();
  expect(versions.map(({ version, by }) => [version, by])).toEqual([
    [3, 'Bruno'],
    [2, 'Anna'],
  ]);
  expect(versions[0]?.changes).toMatchObject([{ kind: 'changed', field: 'name' }]);
});

test('of two editors the second is told of the first’s version, and nothing is overwritten', async () => {
  const { rig } = await rigWithDesk();
  const { version, file } = await rig.hub.eventVersions();
  await rig.hub.changeEvent({ base: version, file: named('Anna’s')(file) }, 'Anna');
  const behind = await rig.hub.changeEvent(
    { base: version, file: named('Bruno’s')(file) },
    'Bruno',
  );
  expect(behind).toMatchObject({
    outcome: 'behind',
    state: { version: 2, file: { name: { en: 'Anna’s' } }, versions: [{ by: 'Anna' }] },
  });
  expect(await change(rig, (same) => same)).toEqual({ outcome: 'unchanged' });
});

test('what contradicts records is refused with its reason, and an entry left out is kept retired', async () => {
  const { rig, a } = await rigWithDesk();
  a.admit(person(1));
  await a.sync();
  expect(await change(rig, (file) => ({ ...file, dayBoundary: '05:00' }))).toEqual({
    outcome: 'refused',
    refusals: [{ code: 'time-has-records', detail: 'dayBoundary' }],
  });
  const twice = await change(rig, (file) => ({
    ...file,
    days: [...file.days, file.days[0] ?? ''],
  }));
  expect(twice).toMatchObject({
    outcome: 'refused',
    refusals: [
      {
        code: 'not-whole',
        problem: { place: { en: expect.stringMatching(/^Day “2018-10-0\d”$/) } },
      },
    ],
  });
  expect((await rig.hub.eventVersions()).version).toBe(1);
  await change(rig, (file) => ({ ...file, categories: file.categories.slice(1) }));
  await a.sync();
  const [gone] = a.context.event.file.categories;
  const held = findEvent(a.context.db, a.context.event.file.id)?.file.categories;
  expect(held).toContainEqual({ ...gone, retired: true });
});

test('an extra field keeps type, receivers and choices that people have, and is retired for another', async () => {
  const { rig, a } = await rigWithDesk();
  const { file } = await rig.hub.eventVersions();
  const [diet] = file.extraFields.filter(({ type }) => type === 'choice');
  if (diet === undefined) throw new Error('the sample has a choice');
  const [first, second] = diet.choices;
  const withDiet =
    (to: Partial<typeof diet>) =>
    (before: EventFile): EventFile => ({
      ...before,
      extraFields: before.extraFields.map((one) => (one.id === diet.id ? { ...one, ...to } : one)),
    });
  const outcome = async (to: Partial<typeof diet>) => await change(rig, withDiet(to));
  // Nobody has a value yet, so everything may change.
  expect(await outcome({ receivedBy: ['kiosk', 'door'] })).toMatchObject({ outcome: 'saved' });
  await change(rig, () => file);
  await rig.hub.changeDelegate(person(1), { extra: { [diet.id]: first?.id ?? '' } });
  expect(await outcome({ receivedBy: ['kiosk', 'door'] })).toEqual({
    outcome: 'refused',
    refusals: [{ code: 'field-has-values', detail: diet.id }],
  });
  expect(await outcome({ type: 'text', choices: [] })).toMatchObject({ outcome: 'refused' });
  expect(await outcome({ choices: diet.choices.slice(1) })).toEqual({
    outcome: 'refused',
    refusals: [{ code: 'choice-has-values', detail: `${diet.id} ${first?.id}` }],
  });
  // A choice that nobody has, and every label.
  const kept = diet.choices.filter((one) => one !== second);
  expect(await outcome({ choices: kept, label: { en: 'A', fr: 'B' } })).toMatchObject({
    outcome: 'saved',
  });
  await change(rig, (before) => ({ ...before, extraFields: [] }));
  await a.sync();
  const held = findEvent(a.context.db, a.context.event.file.id)?.file.extraFields;
  expect(held?.every(({ retired }) => retired === true)).toBe(true);
  expect(held).toHaveLength(file.extraFields.length);
});

test('a version cut off on the way changes nothing, and comes with the next exchange', async () => {
  const { rig, a } = await rigWithDesk();
  await change(rig, named('Second'));
  a.between = refuse('event', new HubProblem('busy'));
  await expect(a.sync()).rejects.toMatchObject({ code: 'busy' });
  expect(versionAt(a).version).toBe(1);
  a.between = undisturbed;
  await a.sync();
  expect(versionAt(a)).toEqual({ version: 2, name: 'Second' });
});

test.each<[string, (text: string) => string]>([
  ['another file than the hub signed', (text) => text.replaceAll('Second', 'Forged')],
  ['another number', (text) => text.replace('"version":2', '"version":9')],
])('a desk does not take over %s', async (_, forged) => {
  const { rig, a } = await rigWithDesk();
  await change(rig, named('Second'));
  a.between = async (letter, deliver) => {
    const reply = await deliver();
    return letter.method === 'event' && reply.ok ? { ...reply, text: forged(reply.text) } : reply;
  };
  await a.sync();
  expect(versionAt(a).version).toBe(1);
});

test('a hub that was restored gets its version back from a desk, and counts on from there', async () => {
  const { rig, a } = await rigWithDesk();
  const b = await makeDesk(rig, { name: 'B' });
  await b.sync();
  const restore = await rig.backUp();
  await change(rig, named('Second'));
  await change(rig, named('Third'));
  await a.sync();
  await restore();
  expect((await rig.hub.eventVersions()).version).toBe(1);
  await b.sync();
  expect(versionAt(b).version).toBe(1);
  await a.sync();
  await b.sync();
  expect([a, b].map(versionAt)).toEqual([a, b].map(() => ({ version: 3, name: 'Third' })));
  expect((await rig.hub.eventVersions()).file.name.en).toBe('Third');
  await change(rig, named('Fourth'));
  await a.sync();
  expect(versionAt(a)).toEqual({ version: 4, name: 'Fourth' });
});

test('a desk’s version that no hub’s fact names is not taken', async () => {
  const { rig, a } = await rigWithDesk();
  a.context.db.prepare('UPDATE event SET version = 7').run();
  await a.sync();
  expect((await rig.hub.eventVersions()).version).toBe(1);
});
