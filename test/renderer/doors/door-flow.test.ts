import { describe, expect, it } from 'vitest';
import type { DoorAnswer, DoorInput } from '../../../preload/contract/doors.ts';
import { canUndo, createDoorFlow, seenAtLeast } from '../../../renderer/doors/flow.ts';
import { answerLook, refusalWord, toneOf } from '../../../renderer/doors/look.ts';
import { shownOf } from '../../support/door-desk.ts';

const common = {
  delegate: null,
  photo: null,
  direction: 'in' as const,
  count: { inside: 1, capacity: null },
  lists: null,
};
const passed: DoorAnswer = {
  outcome: 'passed',
  factId: '00000000-0000-4000-8000-000000000001',
  how: 'in',
  wall: 0,
  ...common,
};
const asks: Extract<DoorAnswer, { outcome: 'ask' }> = {
  outcome: 'ask',
  doubts: ['inside'],
  checkpoint: 'hall',
  insideSince: 0,
  ...common,
};
const refused = {
  outcome: 'refused' as const,
  reason: 'stopped' as const,
  replaced: false,
  host: null,
  validDays: [],
  ...common,
};

/** A flow on a clock that the test moves. */
function makeFlow(answers: (DoorAnswer | Error)[]) {
  let now = 0;
  let free = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  const asked: DoorInput[] = [];
  const undone: string[] = [];
  const flow = createDoorFlow(
    {
      pass: async (input) => {
        asked.push(input);
        const answer = answers.shift();
        if (answer === undefined || answer instanceof Error) throw answer ?? new Error('nothing');
        return answer;
      },
      undo: async (factId) => undone.push(factId),
      after: (milliseconds, run) => {
        const timer = { at: now + milliseconds, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    () => {
      free += 1;
    },
  );
  const goOn = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer);
      timer.run();
    }
    // Lets everything that waited for a timer run to its end.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const scan = (key: string) =>
    flow.scan({
      key,
      input: { source: 'hid', readings: [key], seenAt: 0 },
    });
  return { flow, asked, undone, goOn, scan, freed: () => free };
}

const kind = ({ flow }: ReturnType<typeof makeFlow>): string => flow.read().state.kind;

describe('the conversation at a door', () => {
  it('resets itself for the next person', async () => {
    const door = makeFlow([passed]);
    expect(await door.scan('a')).toBe('next');
    expect(kind(door)).toBe('answered');
    await door.goOn(3_999);
    expect(kind(door)).toBe('answered');
    await door.goOn(1);
    expect(kind(door)).toBe('ready');
  });

  it('shows each verdict long enough to be seen before the next waiting scan', async () => {
    const door = makeFlow([passed, passed]);
    await door.scan('a');
    const second = door.scan('b');
    await door.goOn(seenAtLeast - 1);
    expect(door.asked).toHaveLength(1);
    await door.goOn(1);
    await second;
    expect(door.asked.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('holds further scans while the steward is asked, and sends the word with the same key', async () => {
    const door = makeFlow([asks, passed]);
    expect(await door.scan('a')).toBe('answer-due');
    await door.goOn(60_000);
    expect(kind(door)).toBe('asking');
    await Promise.all([door.flow.decide('let-pass'), door.flow.decide('refuse')]);
    expect(door.asked.map(({ key, steward }) => [key, steward])).toEqual([
      ['a', null],
      ['a', { decision: 'let-pass', shown: shownOf(asks) }],
    ]);
    expect(kind(door)).toBe('answered');
    expect(door.freed()).toBe(1);
    expect(door.flow.read().last).toHaveLength(1);
  });

  it('asks again what the door asks by then, and decides on that', async () => {
    const more: typeof asks = { ...asks, doubts: ['inside', 'ticket'] };
    const door = makeFlow([asks, more, passed]);
    await door.scan('a');
    await door.flow.decide('let-pass');
    expect(kind(door)).toBe('asking');
    await door.flow.decide('let-pass');
    expect(door.asked.map(({ steward }) => steward?.shown.doubts)).toEqual([
      undefined,
      ['inside'],
      ['inside', 'ticket'],
    ]);
    expect(kind(door)).toBe('answered');
  });

  it('leaves a question without letting anybody pass', async () => {
    const door = makeFlow([asks]);
    await door.scan('a');
    door.flow.leave();
    expect(kind(door)).toBe('ready');
    expect(door.freed()).toBe(1);
    expect(door.asked).toHaveLength(1);
    expect(door.flow.read().last[0]).toMatchObject({ left: true });
  });

  it('takes back the last passing, once', async () => {
    const door = makeFlow([passed, refused]);
    expect(canUndo(door.flow.read())).toBe(false);
    await door.scan('a');
    await door.goOn(seenAtLeast);
    await door.scan('b');
    expect(canUndo(door.flow.read())).toBe(true);
    await door.flow.undo();
    await door.flow.undo();
    expect(door.undone).toHaveLength(1);
    expect(canUndo(door.flow.read())).toBe(false);
    expect(kind(door)).toBe('undone');
  });

  it('asks again with the same key after a failure', async () => {
    const door = makeFlow([new Error('no store'), passed]);
    expect(await door.scan('a')).toBe('answer-due');
    expect(kind(door)).toBe('failed');
    await door.flow.retry();
    expect(kind(door)).toBe('answered');
    expect(door.asked.map(({ key }) => key)).toEqual(['a', 'a']);
  });
});

describe('how a verdict looks', () => {
  it.each([
    ['green', passed, 'go', 'in'],
    [
      'amber where the lists are old, though the person passes',
      { ...passed, lists: { roster: 0, stopList: 0, old: true } },
      'look',
      'in',
    ],
    ['amber for what is asked', asks, 'look', 'inside'],
    [
      'a doubt about the badge is nobody’s business',
      { ...asks, doubts: ['badge-stale'] },
      'look',
      'ask',
    ],
    ['red', refused, 'stop', 'see'],
    ['amber for a full room', { ...refused, reason: 'full' }, 'look', 'full'],
    ['amber for a full delegation', { ...refused, reason: 'delegation-full' }, 'look', 'noSeat'],
    [
      'a code of another event says so',
      { ...refused, reason: 'other-event', host: 'tickets.example.org' },
      'stop',
      'otherEvent',
    ],
    [
      'a replaced badge says so',
      { ...refused, reason: 'badge-not-valid', replaced: true },
      'stop',
      'replaced',
    ],
  ] as [string, DoorAnswer, string, string][])('%s', (_, answer, tone, word) => {
    expect(answerLook(answer)).toMatchObject({ tone, word });
  });

  it.each([
    ['refused', { ...refused, reason: 'full' as const }],
    ['asked', { ...asks, doubts: ['full' as const] }],
  ])('a full room has a sign of its own, %s', (_, answer) => {
    expect(answerLook(answer).icon).toBe('full');
  });

  it.each(['stopped', 'revoked', 'cancelled', 'pending', 'badge-not-valid'] as const)(
    '%s is one and the same "please see the desk"',
    (reason) => {
      expect(refusalWord({ ...refused, reason })).toBe('see');
    },
  );

  it('sounds once for a question, and not again while it is decided', () => {
    const input = {
      key: 'a',
      scan: { source: 'hid' as const, readings: ['a'], seenAt: 0 },
      steward: null,
    };
    const state = { kind: 'asking' as const, key: 'a', input, answer: asks };
    expect(toneOf({ ...state, deciding: null })).toBe('attention');
    expect(toneOf({ ...state, deciding: 'let-pass' })).toBeNull();
  });
});
