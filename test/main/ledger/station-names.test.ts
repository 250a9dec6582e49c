import { afterAll, expect, test } from 'vitest';
import { stationNames } from '../../../main/ledger/station-names.ts';
import { makeDeskContext } from '../../support/desk-context.ts';

const others = ['3f2a11c0-6a1e-4c55-9d0b-000000000001', '3f2a11c0-6a1e-4c55-9d0b-000000000002'];

const desk = makeDeskContext();
afterAll(() => desk.close());

test('a station without a name is called the same at every desk, and not by its id', () => {
  const { context } = desk;
  const here = stationNames(context);
  const there = stationNames({ ...context, self: { ...context.self, station: others[1] ?? '' } });
  const [first = '', second] = others.map((id) => here.station(id));
  expect(first).toMatch(/^Unnamed station [1-9][0-9]{3}$/);
  expect(second).not.toBe(first);
  expect(there.station(others[0] ?? '')).toBe(first);
  expect(here.station(context.self.station)).toBe('Desk 1');
  const french = stationNames({ ...context, language: 'fr' }).station(others[0] ?? '');
  expect(french).toBe(first.replace('Unnamed station', 'Poste sans nom'));
});
