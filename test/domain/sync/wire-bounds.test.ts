import { expect, test } from 'vitest';
import { z } from 'zod';
import { chainLinksQuerySchema } from '../../../domain/day-close/day-close-wire.ts';
import { stationRoutes } from '../../../domain/hub-hosting/station-routes.ts';
import { attendanceEventSchema } from '../../../domain/ledger/attendance.ts';
import { enrolRequestSchema } from '../../../domain/sync/enrolment.ts';
import { stickContentSchema, stickHeaderSchema } from '../../../domain/sync/stick.ts';
import { pullRequestSchema } from '../../../domain/sync/sync.ts';
import { extremesOf, numbersOf, withNumber } from '../../support/wire-numbers.ts';

/** Everything that a station sends, and the fact in the body of a link. */
const said: Record<string, z.ZodType> = {
  ...Object.fromEntries(Object.entries(stationRoutes).map(([name, { input }]) => [name, input])),
  pull: pullRequestSchema,
  enrol: enrolRequestSchema,
  chainLinks: chainLinksQuerySchema,
  stickHeader: stickHeaderSchema,
  stick: stickContentSchema,
  fact: attendanceEventSchema,
};

/** A version of the event counts only with its file (hub/sync/event-versions.ts). */
const boundedElsewhere = new Set(['handshake/eventVersion', 'offerEvent/version']);

const isBounded = ({ min, max }: { min: number; max: number }): boolean =>
  min > -Number.MAX_SAFE_INTEGER && max < Number.MAX_SAFE_INTEGER;

test('every number that a station sends has a bound of its own', () => {
  const open = Object.entries(said).flatMap(([name, schema]) =>
    numbersOf(schema)
      .filter((field) => !isBounded(field))
      .map(({ path }) => [name, ...path].join('/')),
  );
  expect(open.filter((path) => !boundedElsewhere.has(path))).toEqual([]);
});

test('and the walk reaches the numbers of every request', () => {
  const found = numbersOf(stationRoutes.handshake.input).map(({ path }) => path.join('/'));
  expect(found).toEqual(
    expect.arrayContaining([
      'own/lastKseq',
      'own/incarnation',
      'held/*/lastKseq',
      'wall',
      'health/printers/*/waiting',
      'health/unsettledJobs',
      'health/freeDisk',
    ]),
  );
});

test('a number without one is found, wherever it stands', () => {
  const deep = z.object({ list: z.array(z.object({ one: z.int().nonnegative().nullable() })) });
  expect(numbersOf(deep).filter((field) => !isBounded(field))).toHaveLength(1);
  expect(withNumber({ list: [{ one: 3 }] }, ['list', '*', 'one'], 7)).toEqual({
    list: [{ one: 7 }],
  });
  expect(extremesOf({ min: 1, max: 9 })).toEqual(expect.arrayContaining([0, 1, 9, 10]));
});
