import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findEvent, saveEvent } from '../../db/event/events.ts';
import { countDelegates } from '../../db/roster/roster.ts';
import type { EventKeeper } from '../../domain/roster/import-delegations.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { ownEvent, ownList, ownRows } from '../support/own-list.ts';
import { eventSecret } from '../support/sample-event.ts';

const file = ownEvent;
let keeper: EventKeeper;
let desk: ImportDesk;
beforeEach(() => {
  keeper = 'here';
  desk = makeImportDesk({ event: file, eventKeeper: () => keeper });
  saveEvent(desk.context.db, { file, secret: eventSecret }, desk.context.clock());
});
afterEach(() => desk.closeAll());

async function opened(content: string | Buffer, name = 'people.csv') {
  const { planId, guess } = await desk.imports.open(desk.file(name, content), {});
  const compare = () => desk.imports.compare(planId, guess, () => {});
  return { planId, compare, diff: await compare() };
}
const versionNow = () => findEvent(desk.context.db, file.id)?.version;

describe('a list of 320 people, some of whose delegations the event lacks', () => {
  test('comes in whole after they were added as one version of the event', async () => {
    const { planId, compare, diff } = await opened(ownList());
    const waiting = diff.unknownDelegations.reduce((sum, { rows }) => sum + rows, 0);
    expect(diff.rejected).toBeGreaterThan(0);
    expect(waiting).toBe(diff.rejected);
    expect(diff.added + diff.rejected).toBe(ownRows);
    const delegations = diff.unknownDelegations.map(({ rows: _, isMember: __, ...one }) => one);
    expect(desk.imports.addDelegations(planId, delegations)).toEqual({
      outcome: 'added',
      version: 2,
    });
    expect(await compare()).toMatchObject({ added: ownRows, rejected: 0, unknownDelegations: [] });
    expect(await desk.imports.apply(planId, () => {})).toEqual({
      added: ownRows,
      changed: 0,
      bookings: null,
    });
    expect(countDelegates(desk.context.db, file.id).registered).toBe(ownRows);
    const held = findEvent(desk.context.db, file.id);
    expect(held?.version).toBe(2);
    expect(held?.file.delegations).toHaveLength(
      file.delegations.length + diff.unknownDelegations.length,
    );
    expect(held?.secret).toEqual(Buffer.from(eventSecret));
  });
});

const list = (...cells: string[]): string =>
  [
    'Code;Name;Delegation',
    ...cells.map((cell, index) => `A-${index};Person ${index};${cell}`),
  ].join('\n');

test('a proposal has the names of the WCO’s table, else a code made of the name', async () => {
  const event = { ...file, delegations: file.delegations.filter(({ code }) => code !== 'BEL') };
  await desk.closeAll();
  desk = makeImportDesk({ event });
  const cells = ['UPU', 'Belgique', 'bel', 'World Bank Group', 'Atlantis', 'World Bank Group'];
  const { diff } = await opened(list(...cells));
  expect(diff.unknownDelegations).toEqual([
    {
      words: ['Belgique', 'bel'],
      rows: 2,
      code: 'BEL',
      kind: 'member',
      isMember: true,
      name: { en: 'Belgium', fr: 'Belgique' },
    },
    {
      words: ['World Bank Group'],
      rows: 2,
      code: 'WBG',
      kind: 'organisation',
      name: { en: 'World Bank Group', fr: 'World Bank Group' },
      isMember: false,
    },
    expect.objectContaining({ code: 'UPU', name: { en: 'UPU', fr: 'UPU' } }),
    expect.objectContaining({ code: 'ATLANTIS' }),
  ]);
});

test('a row is read by what its file says, whatever the delegation is called in the event', async () => {
  const { planId, compare } = await opened(list('World Bank Group', 'Benelux'));
  const name = { en: 'The World Bank', fr: 'La Banque mondiale' };
  desk.imports.addDelegations(planId, [
    { code: 'WB', name, kind: 'organisation', words: ['World Bank Group'] },
    { code: 'BEL', name: { en: 'Benelux', fr: 'Benelux' }, kind: 'member', words: ['Benelux'] },
  ]);
  expect(await compare()).toMatchObject({ added: 2, rejected: 0 });
  await desk.imports.apply(planId, () => {});
  const codes = desk.context.db
    .prepare('SELECT delegation FROM delegate ORDER BY registration_code')
    .pluck()
    .all();
  expect(codes).toEqual(['WB', 'BEL']);
});

test('what is left out stays rejected, and the event’s name of another adds nothing', async () => {
  const { planId, compare, diff } = await opened(list('UPU', 'LAS'));
  const [upu, las] = diff.unknownDelegations;
  if (upu === undefined || las === undefined) throw new Error('two are unknown');
  const one = ({ rows: _, isMember: __, ...rest }: typeof upu) => rest;
  const belgium = { en: 'Belgium', fr: 'Belgique' };
  expect(
    desk.imports.addDelegations(planId, [one(upu), { ...one(las), name: belgium }]),
  ).toMatchObject({ outcome: 'name-taken', code: 'BEL' });
  expect(versionNow()).toBe(1);
  desk.imports.addDelegations(planId, [one(upu)]);
  expect(await compare()).toMatchObject({ added: 1, rejected: 1 });
  expect((await compare()).unknownDelegations).toMatchObject([{ code: 'LAS' }]);
});

test.each(['hub', 'file'] as const)(
  'nothing is added where the event is kept by a %s',
  async (by) => {
    keeper = by;
    const { planId, diff } = await opened(list('UPU'));
    expect(diff).toMatchObject({ eventKeeper: by, unknownDelegations: [{ code: 'UPU' }] });
    const add = () =>
      desk.imports.addDelegations(planId, [
        { code: 'UPU', name: { en: 'UPU', fr: 'UPU' }, kind: 'organisation', words: ['UPU'] },
      ]);
    expect(add).toThrow(expect.objectContaining({ code: 'not-allowed' }));
    expect(versionNow()).toBe(1);
  },
);
