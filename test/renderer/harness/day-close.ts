import type { DayStatus, KioskStatus, ReportComparison } from '../../../domain/day-close/status.ts';
import { type RegistrationGap, registrationGaps } from '../../../domain/registration-balance.ts';
import { CallFailure } from '../../../main/call-failure.ts';
import type { Handlers } from '../../../main/ipc/handlers.ts';
import type { HarnessDesk } from './desk.ts';
import { day, people, start, uuid } from './people.ts';

type Scene =
  | 'evening'
  | 'settled'
  | 'long'
  | 'broken'
  | 'alone'
  | 'away'
  | 'closed'
  | 'closed-alone'
  | 'reopened'
  | 'empty';

const minute = 60_000;
const everybody = people();
const evening = start + 500 * minute;
const operatorName = 'Marie DUPONT';
const noted = { note: 'Went to the second desk to ask.', operatorName, wall: evening - 9 * minute };

function kiosk(index: number, name: string, change: Partial<KioskStatus> = {}): KioskStatus {
  const held = 180 + 37 * index;
  return {
    kiosk: uuid(7, index),
    name,
    mode: 'desk',
    state: 'enrolled',
    self: index === 1,
    verdict: 'proven',
    reason: null,
    held,
    atLeast: held,
    quarantined: 0,
    lastSeen: evening - index * 4_000,
    resolution: null,
    ...change,
  };
}

function kiosksOf(scene: Scene): KioskStatus[] {
  const own = kiosk(1, 'Desk 2');
  if (scene === 'alone' || scene === 'closed-alone' || scene === 'empty') return [own];
  const proven = [
    own,
    kiosk(2, 'Desk 1'),
    kiosk(3, 'Desk 3 · Heads of delegation'),
    kiosk(4, 'Door STCE', { mode: 'door' }),
    kiosk(5, 'Kiosk 1', { mode: 'kiosk' }),
  ];
  const away = kiosk(6, 'Kiosk hall', {
    mode: 'kiosk',
    verdict: 'open',
    reason: 'facts-missing',
    held: 212,
    atLeast: 230,
    lastSeen: evening - 95 * minute,
    ...(scene === 'closed' || scene === 'reopened'
      ? { resolution: { ...noted, note: 'Power failure in the hall; the stick comes tomorrow.' } }
      : {}),
  });
  if (scene === 'settled') return [...proven, kiosk(6, 'Kiosk hall', { mode: 'kiosk' })];
  if (scene !== 'broken' && scene !== 'long') return [...proven, away];
  const others = [
    kiosk(7, 'Kiosk 2', { mode: 'kiosk', verdict: 'open', reason: 'not-closed' }),
    kiosk(8, 'Desk 4', { verdict: 'broken', reason: 'chain-broken', atLeast: 480 }),
    kiosk(9, 'Door PGS', { mode: 'door', verdict: 'open', reason: 'revoked', state: 'revoked' }),
    kiosk(10, '3F2A11C0', {
      mode: null,
      state: 'unknown',
      verdict: 'open',
      reason: 'not-closed',
      held: 4,
      atLeast: 4,
      lastSeen: null,
    }),
  ];
  const many = Array.from({ length: 24 }, (_, index) =>
    kiosk(20 + index, `Kiosk ${index + 3}`, { mode: 'kiosk', held: 90, atLeast: 90 }),
  );
  return [...proven, away, ...others, ...(scene === 'long' ? many : [])];
}

function personOf(index: number) {
  const person = everybody[index % everybody.length];
  return {
    delegateId: person?.id ?? null,
    printedName: person?.printedName ?? '',
    delegation: person?.delegation ?? '',
  };
}

const side = (index: number) => ({
  kioskName: index % 2 === 0 ? 'Desk 1' : 'Desk 3 · Heads of delegation',
  operatorName: index % 3 === 0 ? null : 'Ahmed EL AMRANI',
  wall: start + index * 7 * minute,
});

function open(scene: Scene): Partial<DayStatus> {
  const calm = scene === 'alone' || scene === 'empty' || scene === 'closed-alone';
  if (calm) return {};
  const settled = scene !== 'evening' && scene !== 'long' && scene !== 'broken' && scene !== 'away';
  const resolution = settled ? noted : null;
  const count = scene === 'long' ? 34 : 2;
  return {
    further: Array.from({ length: count }, (_, index) => ({
      ...personOf(index),
      admissionId: uuid(21, index),
      checkpoint: 'registration',
      at: side(index),
      resolution: index === 1 ? noted : resolution,
    })),
    overrides: Array.from({ length: count }, (_, index) => ({
      ...personOf(index + 2),
      fact: uuid(22, index),
      checkpoint: 'registration',
      outcome: index % 2 === 0 ? 'cancelled' : 'wrong-day',
      reason: index % 2 === 0 ? 'letter-shown' : 'list-is-wrong',
      at: side(index + 1),
      resolution,
    })),
    prints: [
      {
        ...personOf(4),
        serial: 'A7F30C12-000124',
        at: side(2),
        resolution,
      },
    ],
    jobs: settled
      ? []
      : [
          {
            jobId: uuid(23, 1),
            serial: 'A7F30C12-000131',
            printedName: everybody[3]?.printedName ?? '',
            state: 'held',
            since: start + 40 * minute,
          },
        ],
    clocks: [{ kiosk: uuid(7, 5), name: 'Kiosk 1', facts: 41, worst: -86_340_000, resolution }],
    quarantine: [{ kiosk: uuid(7, 9), name: 'Door PGS', reason: 'revoked', items: 3, resolution }],
  };
}

const noGaps = Object.fromEntries(registrationGaps.map((gap) => [gap, 0])) as Record<
  RegistrationGap,
  number
>;

const nobody = {
  ...{ registered: 0, walkIns: 0, otherDays: 0, present: 0, notArrived: 0, cancelled: 0 },
  ...{ pending: 0, revoked: 0, replaced: 0 },
};

function reportOf(revision: number, issuer: 'hub' | 'desk', proven: number, open: number) {
  return {
    revision,
    number: revision + 3,
    issuer,
    issuedAt: evening - (30 - 10 * revision) * minute,
    operatorName,
    hash: `${revision}f8a4c09e17b22d35a60c9d1e4f7b83a5c2d6e9f0b1a4c7d8e3f6a9b0c1d2e3f`,
    proof: { proven, open, broken: 0 },
  };
}

function reportsOf(scene: Scene): DayStatus['reports'] {
  if (scene === 'closed') return [reportOf(2, 'hub', 5, 1), reportOf(1, 'hub', 4, 2)];
  if (scene === 'closed-alone') return [reportOf(1, 'desk', 1, 0)];
  return scene === 'reopened' ? [reportOf(1, 'hub', 5, 1)] : [];
}

function statusOf(now: number, scene: Scene, notes: Notes): DayStatus {
  const kiosks = kiosksOf(scene).map((one) => ({
    ...one,
    resolution: notes.get(`kiosk ${one.kiosk}`) ?? one.resolution,
  }));
  const count = (verdict: string): number => kiosks.filter((one) => one.verdict === verdict).length;
  const alone = scene === 'alone' || scene === 'closed-alone' || scene === 'empty';
  const isClosed = scene === 'closed' || scene === 'closed-alone';
  const found = open(scene);
  const withNote = <T extends { resolution: unknown }>(rows: T[] = [], key: (row: T) => string) =>
    rows.map((row) => ({ ...row, resolution: notes.get(key(row)) ?? row.resolution }));
  const status = {
    day,
    days: ['2018-10-02', '2018-10-03', '2018-10-04'],
    today: day,
    now: evening + now - start,
    source: alone || scene === 'away' ? 'desk' : 'hub',
    hub: alone ? null : { name: 'Registration hall', reachable: scene !== 'away' },
    state: isClosed ? 'closed' : scene === 'reopened' ? 'reopened' : 'open',
    late: scene === 'reopened' ? 18 : 0,
    push: { waiting: scene === 'away' ? 37 : 0, total: 217 },
    calledAt: alone || scene === 'evening' || scene === 'away' ? null : evening - 12 * minute,
    proof: { proven: count('proven'), open: count('open'), broken: count('broken') },
    kiosks,
    facts: scene === 'empty' ? 0 : 2_431,
    persons: scene === 'empty' ? 0 : 962,
    admissions: [],
    balance: {
      total: { ...nobody, gaps: noGaps },
      delegations: [],
      gaps: scene === 'long' || scene === 'broken' ? 3 : 0,
      resolution: notes.get(`balance ${day}`) ?? null,
    },
    further: withNote(found.further, (row) => `further ${row.admissionId}`),
    overrides: withNote(found.overrides, (row) => `override ${row.fact}`),
    prints: withNote(found.prints, (row) => `print ${row.serial}`),
    jobs: found.jobs ?? [],
    clocks: withNote(found.clocks, (row) => `clock ${row.kiosk}`),
    quarantine: withNote(found.quarantine, (row) => `quarantine ${row.kiosk}`),
    reports: reportsOf(scene),
  };
  return status as DayStatus;
}

type Notes = Map<string, NonNullable<DayStatus['further'][number]['resolution']>>;

/** What the desk's copy looks like; `copy=differs` and `copy=behind` set the scene. */
function comparisonOf(asked: string | null): ReportComparison {
  const of = (kind: 'behind' | 'differs' | 'left-out', name: string) => ({
    ...{ kiosk: uuid(7, 3), name, incarnation: 1, kind, expected: 1204, here: 1187 },
  });
  const findings =
    asked === 'differs'
      ? [of('differs', 'Kiosk 3'), of('left-out', 'Desk 2')]
      : asked === 'behind'
        ? [of('behind', 'Kiosk 3')]
        : [];
  return { stations: 6, equal: 6 - findings.length, findings };
}

/** The end of the day as the hub knows it: `close=long`, `close=reopened` and the like. */
export function dayCloseAnswers({ context, notify, options }: HarnessDesk): Partial<Handlers> {
  const { params } = options;
  const given = params.get('close') ?? (options.sync.scene === 'linked' ? 'evening' : null);
  if (given === null) return {};
  let scene = given as Scene;
  const notes: Notes = new Map();
  const write = (key: string, note: string): void => {
    notes.set(key, { note, operatorName, wall: evening });
    notify('countsChanged', null);
  };
  return {
    getDayStatus: () => statusOf(context.clock(), scene, notes),
    callDayClose: () => {
      if (scene === 'away') throw new CallFailure('hub-unreachable');
      scene = scene === 'evening' ? 'reopened' : scene;
      notify('syncChanged', null);
    },
    resolveFinding: (input: { finding: string; reference: string; note: string }) =>
      write(`${input.finding} ${input.reference}`, input.note),
    closeDay: () => {
      scene = scene === 'alone' || scene === 'empty' ? 'closed-alone' : 'closed';
      notify('syncChanged', null);
      const [report] = reportsOf(scene);
      if (report === undefined) throw new CallFailure('not-found');
      return report;
    },
    compareReport: () => comparisonOf(params.get('copy')),
    saveDayReport: () => true,
  };
}
