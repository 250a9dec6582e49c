import { describe, expect, it } from 'vitest';
import { openCount } from '../../../domain/day-close/open-items.ts';
import {
  type DayStatus,
  nextRevision,
  type StationStatus,
} from '../../../domain/day-close/status.ts';
import type { OrganiserDayStatus } from '../../../domain/organiser/days.ts';
import { pauseAfter } from '../../../renderer/day-close/day-close-provider.tsx';
import {
  judged,
  mattersOf,
  notedStations,
  openMatters,
  openStations,
} from '../../../renderer/day-close/matters.ts';
import {
  canClose,
  firstStep,
  sent,
  stepStates,
  summaryOf,
} from '../../../renderer/day-close/steps.ts';
import { summaryOf as summaryAtHub } from '../../../web/organiser/pages/days/day-matters.ts';

const id = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const noted = { note: 'Seen', operatorName: 'Supervisor', wall: 9 };

function station(number: number, change: Partial<StationStatus> = {}): StationStatus {
  return {
    station: id(number),
    name: `Desk ${number}`,
    mode: 'desk',
    state: 'enrolled',
    self: number === 1,
    verdict: 'proven',
    reason: null,
    asOf: { kseq: 10, wall: 4, since: 0 },
    held: 10,
    atLeast: 10,
    quarantined: 0,
    lastSeen: 5,
    resolution: null,
    ...change,
  };
}

const nobody = {
  registered: 0,
  walkIns: 0,
  otherDays: 0,
  present: 0,
  notArrived: 0,
  cancelled: 0,
  pending: 0,
  revoked: 0,
  replaced: 0,
};

function status(change: Partial<DayStatus> = {}): DayStatus {
  const total = { ...nobody, gaps: {} } as unknown as DayStatus['balance']['total'];
  return {
    day: '2018-10-02',
    days: ['2018-10-02'],
    today: '2018-10-02',
    now: 10,
    source: 'hub',
    hub: { name: 'Hub', reachable: true },
    state: 'open',
    late: 0,
    push: { waiting: 0, total: 10 },
    calledAt: null,
    proof: { proven: 1, open: 0, broken: 0 },
    stations: [station(1)],
    facts: 10,
    persons: 3,
    eventVersions: [],
    admissions: [],
    balance: { total, delegations: [], gaps: 0, resolution: null },
    further: [],
    overrides: [],
    prints: [],
    jobs: [],
    clocks: [],
    quarantine: [],
    reports: [],
    ...change,
  };
}

const side = (wall: number) => ({ stationName: 'Desk 1', operatorName: null, wall });
const person = { delegateId: null, printedName: 'Anna', delegation: 'BEL' };
const further = (number: number, wall: number, resolution: typeof noted | null = null) => ({
  ...person,
  admissionId: id(number),
  checkpoint: 'registration',
  at: side(wall),
  resolution,
});

describe('matters of a day', () => {
  it('stand by kind, the open ones first, then by time', () => {
    const found = mattersOf(
      status({
        further: [further(1, 30), further(2, 20, noted), further(3, 10)],
        clocks: [{ station: id(9), name: 'Kiosk', facts: 2, worst: 90_000, resolution: null }],
        jobs: [{ jobId: id(5), serial: 'A-1', printedName: '', state: 'held', since: 40 }],
      }),
    );
    expect(found.map(({ key }) => key)).toEqual([
      `job ${id(5)}`,
      `further ${id(3)}`,
      `further ${id(1)}`,
      `further ${id(2)}`,
      `clock ${id(9)}`,
    ]);
    expect(openMatters(found)).toHaveLength(4);
  });

  it('of the balance of registrations only where it does not come out even', () => {
    expect(mattersOf(status())).toEqual([]);
    const { balance } = status();
    const [gap] = mattersOf(status({ balance: { ...balance, gaps: 2 } }));
    expect(gap?.answering).toEqual({ by: 'finding', finding: 'balance', reference: '2018-10-02' });
  });

  it('broken stations come before open ones', () => {
    const stations = [
      station(1),
      station(2, { verdict: 'open', reason: 'not-closed' }),
      station(3, { verdict: 'broken', reason: 'chain-broken' }),
    ];
    expect(openStations(status({ stations })).map(({ name }) => name)).toEqual([
      'Desk 3',
      'Desk 2',
    ]);
  });
});

describe('the pause between two questions', () => {
  it('grows with what the last answer cost, within bounds', () => {
    expect([0, 200, 2_000, 60_000].map(pauseAfter)).toEqual([5_000, 5_000, 20_000, 120_000]);
  });
});

describe('steps of a day’s close', () => {
  const open = station(2, { verdict: 'open', reason: 'facts-missing', held: 7, atLeast: 9 });

  it('nothing open: the last step is the first to show', () => {
    expect(stepStates(status())).toEqual({
      send: 'done',
      look: 'done',
      stations: 'done',
      close: 'waits',
    });
    expect(firstStep(status())).toBe('close');
  });

  it('records that are missing anywhere, or wait here, keep the first step open', () => {
    expect(sent(status({ stations: [station(1), open] }))).toEqual({ here: 17, atLeast: 19 });
    expect(stepStates(status({ stations: [station(1), open] })).send).toBe('asks');
    expect(stepStates(status({ push: { waiting: 1, total: 10 } })).send).toBe('asks');
    expect(firstStep(status({ stations: [open] }))).toBe('send');
  });

  it('begins with asking the stations while nobody asked those that have not closed', () => {
    const notClosed = station(2, { verdict: 'open', reason: 'not-closed' });
    const stations = [station(1), notClosed];
    expect(firstStep(status({ stations, calledAt: null }))).toBe('send');
    expect(firstStep(status({ stations, calledAt: 1 }))).toBe('stations');
    expect(firstStep(status({ stations, calledAt: null, hub: null }))).toBe('stations');
  });

  it('a station with a note asks for nobody, and is still not proven', () => {
    const known = { ...open, held: 9, resolution: noted };
    expect(stepStates(status({ stations: [known] })).stations).toBe('done');
    expect(openStations(status({ stations: [known] }))).toEqual([]);
    expect(notedStations(status({ stations: [station(1), known] }))).toBe(1);
    const broken = station(3, { verdict: 'broken', reason: 'close-disagrees' });
    expect(stepStates(status({ stations: [broken, known] })).stations).toBe('broken');
  });

  it('one number is open: what the steps list, and what the organiser’s page shows', () => {
    const noneYet = { ...status().balance, gaps: 4 };
    const day = status({
      stations: [station(1), open, { ...station(3, { verdict: 'broken' }), resolution: noted }],
      further: [further(1, 30), further(2, 20, noted), further(3, 10)],
      balance: noneYet,
    });
    expect(openCount(day.stations.map(judged), openMatters(mattersOf(day)).length)).toBe(4);
    expect(openStations(day).length + openMatters(mattersOf(day)).length).toBe(4);
    const seenAtHub = {
      stations: day.stations.map((one) => ({ ...one, noted: one.resolution !== null })),
      findings: [{ kind: 'further', count: 3, open: 2 }],
      balance: { registered: 9, present: 9, gaps: 4, noted: false },
    } as unknown as OrganiserDayStatus;
    expect(summaryAtHub(seenAtHub).find(({ kind }) => kind === 'open')?.count).toBe(4);
    const figures = ['stop broken 1', 'look open 4', 'look missing 2'];
    for (const summary of [summaryOf(day, null), summaryAtHub(seenAtHub)]) {
      expect(summary.map(({ kind, count, tone }) => `${tone} ${kind} ${count}`)).toEqual(figures);
    }
  });

  it('its summary counts each station of the copy once, and what waits here', () => {
    const finding = { station: id(2), name: '', incarnation: 1, expected: 2, here: 1 };
    const copy = {
      stations: 2,
      equal: 1,
      findings: [
        { ...finding, kind: 'differs' as const },
        { ...finding, kind: 'left-out' as const, incarnation: 2 },
      ],
    };
    const day = status({ push: { waiting: 3, total: 10 } });
    expect(summaryOf(day, copy)).toEqual([
      { kind: 'copy', count: 1, tone: 'stop' },
      { kind: 'missing', count: 3, tone: 'look' },
      { kind: 'open', count: 0, tone: 'calm' },
    ]);
    expect(summaryOf(status(), null)).toEqual([{ kind: 'open', count: 0, tone: 'go' }]);
  });

  it('has a tick where nothing is open, and nowhere else', () => {
    const days = [
      status(),
      status({ stations: [open] }),
      status({ stations: [{ ...open, resolution: noted }] }),
      status({ further: [further(1, 30)] }),
      status({ further: [further(1, 30, noted)] }),
    ];
    for (const day of days) {
      const states = stepStates(day);
      expect(states.look === 'done').toBe(openMatters(mattersOf(day)).length === 0);
      expect(states.stations === 'done').toBe(openStations(day).length === 0);
    }
  });

  it('a reopened day begins at its end, with the next revision', () => {
    const [report] = [
      {
        revision: 2,
        number: 4,
        issuer: 'hub' as const,
        issuedAt: 1,
        operatorName: null,
        hash: 'ab',
        proof: { proven: 1, open: 0, broken: 0 },
      },
    ];
    const reopened = status({ state: 'reopened', late: 3, stations: [open], reports: [report] });
    expect(firstStep(reopened)).toBe('close');
    expect(nextRevision(reopened)).toBe(3);
    expect(nextRevision(status())).toBe(1);
  });

  it('a desk alone closes by itself; one whose hub is away waits for it', () => {
    expect(canClose(status({ source: 'desk', hub: null }))).toBe(true);
    expect(canClose(status({ source: 'desk', hub: { name: 'Hub', reachable: false } }))).toBe(
      false,
    );
    expect(canClose(status())).toBe(true);
  });
});
