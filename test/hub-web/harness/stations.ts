import type { KioskHealth } from '../../../domain/wire/kiosk-health.ts';
import type { OrganiserAnswer } from '../../../domain/wire/organiser.ts';
import type { OrganiserStation } from '../../../domain/wire/organiser-stations.ts';
import { minute, now, today, uuid, type World } from './world.ts';

function health(change: Partial<KioskHealth>): OrganiserStation['health'] {
  return {
    printers: [{ name: 'Left', condition: 'ready', waiting: 0 }],
    camera: 'ready',
    unsettledJobs: 0,
    freeDisk: 48_300_000_000,
    store: 'whole',
    ...change,
    heard: now - 3_000,
  };
}

function station(
  number: number,
  name: string,
  change: Partial<OrganiserStation>,
): OrganiserStation {
  return {
    id: uuid(3, number),
    name,
    mode: 'desk',
    state: 'enrolled',
    replacedBy: null,
    enrolledAt: now - 26 * 60 * minute,
    lastSeen: now - 4_000,
    online: true,
    waiting: 0,
    quarantined: 0,
    version: '0.1.0',
    clockOffset: 120,
    clockIsOff: false,
    health: health({}),
    troubles: [],
    ...change,
  };
}

/** A fleet with everything that can be wrong with one. */
export function stationsAnswer(world: World): OrganiserAnswer<'stations'> {
  const all = [
    station(0, 'Desk 1', {}),
    station(1, 'Desk 2', {
      health: health({
        printers: [
          { name: 'Left', condition: 'paper-low', waiting: 0 },
          { name: 'Right', condition: 'ready', waiting: 2 },
        ],
      }),
      troubles: ['paper-low'],
    }),
    station(2, 'Desk 3', {
      health: health({ printers: [{ name: 'Left', condition: 'paper-out', waiting: 5 }] }),
      troubles: ['paper-out'],
    }),
    station(3, 'Kiosk 1', {
      mode: 'kiosk',
      clockOffset: -96_000,
      clockIsOff: true,
      troubles: ['clock-off'],
    }),
    station(4, 'Kiosk 2', {
      mode: 'kiosk',
      online: false,
      lastSeen: now - 11 * minute,
      waiting: 14,
      quarantined: 1,
      health: health({ camera: 'failed' }),
      troubles: ['offline', 'camera-failed', 'facts-waiting', 'quarantined'],
    }),
    station(8, 'Kiosk 3', {
      mode: 'kiosk',
      health: health({ store: 'incomplete' }),
      troubles: ['store-incomplete'],
    }),
    station(9, 'Kiosk 4', {
      mode: 'kiosk',
      health: health({ store: 'not-copied', freeDisk: 100_000_000 }),
      troubles: ['disk-nearly-full', 'store-not-copied'],
    }),
    station(5, 'Porte A · STCE', {
      mode: 'door',
      health: health({ printers: [] }),
    }),
    station(6, 'Door B', {
      mode: 'door',
      version: '0.0.9',
      health: null,
      troubles: ['other-version'],
    }),
    station(7, 'Desk 9', {
      state: 'replaced',
      replacedBy: 'Desk 3',
      online: false,
      lastSeen: now - 300 * minute,
      health: null,
    }),
  ];
  return {
    asOf: now,
    stations:
      world.arrivals.size === 0 && world.revoked.size === 0
        ? []
        : all
            .map((one) =>
              world.revoked.has(one.id)
                ? { ...one, state: 'revoked' as const, online: false }
                : one,
            )
            .sort((a, b) => Number(a.state !== 'enrolled') - Number(b.state !== 'enrolled')),
  };
}

/** Admitted twice. */
export function duplicatesAnswer(world: World): OrganiserAnswer<'duplicates'> {
  const people = world.arrivals.size === 0 ? [] : [3, 41, 90].map((at) => world.delegates[at]);
  const rows = people.flatMap((person, at) =>
    person === undefined
      ? []
      : [
          {
            delegateId: person.id,
            printedName: person.printedName,
            delegation: person.delegation,
            checkpoint: 'registration',
            day: today,
            first: {
              admissionId: uuid(5, at),
              wall: now - (40 + at) * minute,
              kioskName: 'Desk 1',
              operatorName: 'Marie DUPONT',
              badgeSerial: 'A7F30C12-000118',
            },
            further: {
              admissionId: uuid(6, at),
              wall: now - (38 + at) * minute,
              kioskName: 'Kiosk 2',
              operatorName: null,
              badgeSerial: 'B1C4D2E0-000007',
            },
            resolved:
              at < 2
                ? null
                : {
                    wall: now - 5 * minute,
                    kioskName: 'Desk 1',
                    operatorName: 'Sunniva BERG',
                    note: 'Came to the kiosk first, then to the desk for a lanyard.',
                  },
          },
        ],
  );
  return { asOf: now, open: rows.filter(({ resolved }) => resolved === null).length, rows };
}

/** Calls for help. */
export function helpAnswer(world: World): OrganiserAnswer<'helpCalls'> {
  if (world.arrivals.size === 0) return { asOf: now, open: 0, calls: [] };
  const call = (
    number: number,
    kioskName: string,
    change: Partial<OrganiserAnswer<'helpCalls'>['calls'][number]>,
  ): OrganiserAnswer<'helpCalls'>['calls'][number] => ({
    id: uuid(7, number),
    kioskName,
    mode: 'kiosk',
    reason: 'asked',
    code: null,
    since: now - number * 4 * minute,
    wall: now - number * 4 * minute,
    quiet: false,
    answered: null,
    ...change,
  });
  return {
    asOf: now,
    open: 2,
    calls: [
      call(1, 'Kiosk 1', { reason: 'see-desk', code: 'BKTR' }),
      call(5, 'Porte A · STCE', { mode: 'door', reason: 'trouble', quiet: true }),
      call(9, 'Kiosk 2', {
        reason: 'printer',
        answered: { wall: now - 30 * minute, kioskName: 'Desk 1', operatorName: 'Marie DUPONT' },
      }),
    ],
  };
}

/** The days and their proof. */
export function daysAnswer(world: World): OrganiserAnswer<'days'> {
  if (world.arrivals.size === 0) return { asOf: now, days: [] };
  const verdicts = ['proven', 'proven', 'proven', 'open', 'broken', 'proven'] as const;
  const names = ['Desk 1', 'Desk 2', 'Desk 3', 'Kiosk 1', 'Kiosk 2', 'Door B'];
  const stations = names.map((name, at) => ({
    kiosk: uuid(3, at),
    name,
    verdict: verdicts[at] ?? ('open' as const),
  }));
  return {
    asOf: now,
    days: [
      {
        day: '2018-10-01',
        state: 'closed',
        revision: 1,
        closedAt: now - 900 * minute,
        facts: 214,
        stations: stations.slice(0, 3),
      },
      { day: today, state: 'open', revision: 0, closedAt: null, facts: 1862, stations },
    ],
  };
}
