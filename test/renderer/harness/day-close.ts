import type {
  DayStatus,
  ReportComparison,
  StationStatus,
} from '../../../domain/day-close/status.ts';
import type { Handlers } from '../../../main/base/calls.ts';
import type { Context } from '../../../main/base/context.ts';
import { readDayStatus } from '../../../main/day-close/day-status.ts';
import { stationNameOf } from '../../../main/ledger/station-names.ts';
import type { HarnessDesk } from './desk.ts';
import { people, start, uuid } from './people.ts';

type Scene = 'evening' | 'settled' | 'broken' | 'away' | 'closed' | 'reopened';
type Resolution = DayStatus['further'][number]['resolution'];

const minute = 60_000;
const operatorName = 'Marie DUPONT';
const noted: Resolution = {
  note: 'Went to the second desk to ask.',
  operatorName,
  wall: start - 9 * minute,
};

function station(index: number, name: string, change: Partial<StationStatus> = {}): StationStatus {
  const held = 180 + 37 * index;
  const asOf = { kseq: held - index, wall: start - index * minute, since: index };
  return {
    station: uuid(7, index),
    name,
    mode: 'desk',
    state: 'enrolled',
    self: index === 1,
    verdict: 'proven',
    reason: null,
    held,
    atLeast: held,
    quarantined: 0,
    lastSeen: start - index * 4_000,
    resolution: null,
    asOf: change.verdict === 'open' ? null : asOf,
    ...change,
  };
}

function stationsOf(scene: Scene, context: Context): StationStatus[] {
  const all = [
    station(1, 'Desk 2'),
    station(2, 'Desk 1'),
    station(3, 'Desk 3 · Heads of delegation'),
    station(4, 'Door STCE', { mode: 'door' }),
    station(5, 'Kiosk 1', { mode: 'kiosk' }),
  ];
  if (scene === 'settled') return [...all, station(6, 'Kiosk hall', { mode: 'kiosk' })];
  const isKnown = scene === 'closed' || scene === 'reopened';
  const away = station(6, 'Kiosk hall', {
    mode: 'kiosk',
    verdict: 'open',
    reason: 'facts-missing',
    held: 212,
    atLeast: 230,
    lastSeen: start - 95 * minute,
    resolution: isKnown ? noted : null,
  });
  if (scene !== 'broken') return [...all, away];
  const open = { verdict: 'open', reason: 'not-closed' } as const;
  const others = [
    station(7, 'Kiosk 2', { mode: 'kiosk', ...open }),
    station(8, 'Desk 4', { verdict: 'broken', reason: 'chain-broken', atLeast: 480 }),
    station(9, 'Door PGS', { mode: 'door', verdict: 'open', reason: 'revoked', state: 'revoked' }),
    station(10, stationNameOf(context, uuid(7, 10), null), {
      mode: null,
      state: 'unknown',
      ...open,
      lastSeen: null,
    }),
  ];
  return [...all, away, ...others];
}

/** A person of the roster, and the desk at which it happened. */
function matter(index: number) {
  const all = people();
  const person = all[index % all.length];
  return {
    delegateId: person?.id ?? null,
    printedName: person?.printedName ?? '',
    delegation: person?.delegation ?? '',
    at: {
      stationName: index % 2 === 0 ? 'Desk 1' : 'Desk 3 · Heads of delegation',
      operatorName: index % 3 === 0 ? null : 'Ahmed EL AMRANI',
      wall: start + index * 7 * minute,
    },
  };
}

/** The items that need attention; all have notes once the day is resolved. */
function matters(scene: Scene): Partial<DayStatus> {
  const isOpen = scene === 'evening' || scene === 'broken' || scene === 'away';
  const resolution = isOpen ? null : noted;
  const since = start + 40 * minute;
  const held = { jobId: uuid(23, 1), serial: 'A7F30C12-000131', state: 'held', since } as const;
  return {
    further: [0, 1].map((index) => ({
      ...matter(index),
      admissionId: uuid(21, index),
      checkpoint: 'registration',
      resolution: index === 1 ? noted : resolution,
    })),
    overrides: [0, 1].map((index) => ({
      ...matter(index + 2),
      fact: uuid(22, index),
      checkpoint: 'registration',
      resolution,
      outcome: index % 2 === 0 ? 'cancelled' : 'wrong-day',
      reason: index % 2 === 0 ? 'letter-shown' : 'list-is-wrong',
    })),
    prints: [{ ...matter(4), serial: 'A7F30C12-000124', resolution }],
    jobs: isOpen ? [{ ...held, printedName: matter(3).printedName }] : [],
    clocks: [{ station: uuid(7, 5), name: 'Kiosk 1', facts: 41, worst: -86_340_000, resolution }],
    quarantine: [
      { station: uuid(7, 9), name: 'Door PGS', reason: 'revoked', items: 3, resolution },
    ],
  };
}

function reportOf(revision: number, proven: number, open: number): DayStatus['reports'][number] {
  return {
    revision,
    number: revision + 3,
    issuer: 'hub',
    operatorName,
    issuedAt: start - (30 - 10 * revision) * minute,
    hash: `${revision}f8a4c09e17b22d35a60c9d1e4f7b83a5c2d6e9f0b1a4c7d8e3f6a9b0c1d2e3f`,
    proof: { proven, open, broken: 0 },
  };
}

/** The hub's statement of the day, where the station's own day has none. */
function hubStatus(
  scene: Scene,
  own: DayStatus,
  { context, notes }: { context: Context; notes: Map<string, Resolution> },
): DayStatus {
  const stations = stationsOf(scene, context).map((one) => ({
    ...one,
    resolution: notes.get(one.station) ?? one.resolution,
  }));
  const count = (verdict: string): number =>
    stations.filter((one) => one.verdict === verdict).length;
  const isAway = scene === 'away';
  const isCalled = scene !== 'evening' && !isAway;
  const reports = { closed: [reportOf(2, 5, 1), reportOf(1, 4, 2)], reopened: [reportOf(1, 5, 1)] };
  return {
    ...own,
    ...matters(scene),
    source: isAway ? 'desk' : 'hub',
    hub: { name: 'Registration hall', reachable: !isAway },
    state: scene === 'closed' || scene === 'reopened' ? scene : 'open',
    late: scene === 'reopened' ? 18 : 0,
    push: { waiting: isAway ? 37 : 0, total: 217 },
    calledAt: isCalled ? start - 12 * minute : null,
    proof: { proven: count('proven'), open: count('open'), broken: count('broken') },
    stations,
    balance: scene === 'broken' ? withGaps(own.balance) : { ...own.balance, gaps: 0 },
    reports: scene === 'closed' || scene === 'reopened' ? reports[scene] : [],
  };
}

function withGaps(balance: DayStatus['balance']): DayStatus['balance'] {
  const { total } = balance;
  const gaps = { ...total.gaps, 'cancelled-present': 2, 'unknown-present': 1 };
  return { ...balance, gaps: 3, total: { ...total, gaps } };
}

/** With `copy=differs` the desk's copy differs from the report's. */
function comparisonOf(differs: boolean): ReportComparison {
  const of = (kind: 'differs' | 'left-out', index: number, name: string) => ({
    station: uuid(7, index),
    name,
    incarnation: 1,
    kind,
    expected: 1204,
    here: 1187,
  });
  const findings = differs ? [of('differs', 3, 'Kiosk 3'), of('left-out', 1, 'Desk 2')] : [];
  return { stations: 6, equal: 6 - findings.length, findings };
}

/** The end of the day as a hub knows it: `close=settled`, `close=reopened` and the like. */
export function dayCloseAnswers({
  context,
  desk,
  notify,
  options,
}: HarnessDesk): Partial<Handlers> {
  const { params, sync } = options;
  const scene = (params.get('close') ?? (sync === 'linked' ? 'evening' : null)) as Scene | null;
  if (scene === null) return {};
  const notes = new Map<string, Resolution>();
  const { link, reads } = desk;
  const alone = { context, reads, hub: () => null, signingKey: () => link.signingKey() };
  return {
    getDayStatus: async ({ day }) =>
      hubStatus(scene, await readDayStatus(alone, day), { context, notes }),
    resolveFinding: ({ reference, note }) => {
      notes.set(reference, { note, operatorName, wall: start });
      notify('countsChanged', null);
    },
    compareReport: () => comparisonOf(params.get('copy') === 'differs'),
  };
}
