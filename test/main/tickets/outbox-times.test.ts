import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addTicketMails, countTicketMails, stopTicketMails } from '../../../db/tickets.ts';
import type { SendOutcome } from '../../../domain/tickets/ticket-mail.ts';
import { createOutbox, type Outbox } from '../../../main/tickets/outbox.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse('2018-10-01T12:00:00Z');
const pace = 1_000;
const jumps = [-minute, minute, -2 * day, 2 * day, -40 * day, 40 * day];
const jumpNames = jumps.map((jump) => [jump / minute, jump] as const);

let desk: DeskContext;
let now: number;
/** Pending waits, in the order of their beginning. */
let waits: { milliseconds: number; end: () => void }[];
let opened: number;
let closed: number;
let outbox: Outbox;
/** The server's answers to each address, call by call; after those it accepts. */
let answers: Map<string, SendOutcome[]>;
let sent: string[];
/** Called while an e-mail is being sent. */
let underWay: () => void;

beforeEach(() => {
  desk = makeDeskContext();
  [now, waits, opened, closed, sent] = [start, [], 0, 0, []];
  answers = new Map();
  underWay = () => {};
  outbox = createOutbox({
    db: desk.context.db,
    clock: () => now,
    steady: () => 0,
    line: async () => {
      opened += 1;
      return {
        send: async ({ to }) => {
          underWay();
          const answer = answers.get(to)?.shift() ?? { kind: 'sent', answer: '250 ok' };
          if (answer.kind === 'sent') sent.push(to);
          return answer;
        },
        close: () => {
          closed += 1;
        },
      };
    },
    compose: async () => ({ message: Buffer.from('code'), ticket: 'first' }),
    pace: () => pace,
    onChange: () => {},
    log: { info: () => {}, error: (about) => expect(about).toEqual({}) },
    wait: (milliseconds, then) => {
      const one = { milliseconds, end: then };
      waits.push(one);
      return () => {
        waits = waits.filter((other) => other !== one);
      };
    },
  });
});
afterEach(async () => {
  await outbox.stop();
  desk.close();
});

function add(count: number): string[] {
  const people = Array.from({ length: count }, (_, index) => ({
    delegateId: `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
    address: `person${index}@example.org`,
  }));
  const of = { eventId: desk.context.event.file.id, mailing: crypto.randomUUID(), wall: now };
  desk.context.db.transaction(() => addTicketMails(desk.context.db, of, people)).immediate();
  return people.map(({ address }) => address);
}
const later = (): SendOutcome => ({ kind: 'later', answer: '450 greylisted' });
const states = () =>
  Object.fromEntries(
    countTicketMails(desk.context.db, desk.context.event.file.id).map((one) => [
      one.state,
      one.count,
    ]),
  );
/** The next wait of the outbox, in milliseconds. */
async function nextWait(): Promise<number> {
  await expect.poll(() => waits.length).toBe(1);
  return waits[0]?.milliseconds ?? 0;
}
function endWait(): void {
  waits.shift()?.end();
}
/** Ends waits, none longer than that, until every e-mail is finished. */
async function runAll(longest: number): Promise<void> {
  while ((states().waiting ?? 0) + (states().sending ?? 0) > 0) {
    const milliseconds = await nextWait();
    expect(milliseconds).toBeLessThanOrEqual(longest);
    now += milliseconds;
    endWait();
  }
}

describe('a clock that jumps', () => {
  it.each(jumpNames)('by %d minutes within an e-mail leaves the pace as it is', async (_, jump) => {
    add(3);
    underWay = () => {
      now += jump;
      underWay = () => {};
    };
    outbox.nudge();
    expect(await nextWait()).toBe(pace);
    await runAll(pace);
    expect(sent).toHaveLength(3);
  });

  it.each(jumpNames)('by %d minutes before the start lets everything go', async (_, jump) => {
    add(2);
    now += jump;
    outbox.nudge();
    await runAll(pace);
    expect(sent).toHaveLength(2);
  });

  it.each(jumpNames)('by %d minutes makes no pause longer than its own', async (_, jump) => {
    const [first = ''] = add(1);
    answers.set(first, [later(), later()]);
    outbox.nudge();
    expect(await nextWait()).toBe(pace);
    now += jump;
    endWait();
    // One minute after the first attempt, two after the second; after each jump at most one more.
    await runAll(2 * minute);
    expect(sent).toEqual([first]);
  });
});

describe('Stop', () => {
  it.each<[string, SendOutcome]>([
    ['puts off', later()],
    ['cannot take for now', { kind: 'blocked', problem: 'unreachable', answer: 'gone' }],
  ])('stops also an e-mail under way that the server %s', async (_, answer) => {
    const [first = ''] = add(3);
    answers.set(first, [answer]);
    underWay = () => stopTicketMails(desk.context.db, desk.context.event.file.id, now);
    outbox.nudge();
    await expect.poll(states).toEqual({ stopped: 3 });
    await nextWait();
    endWait();
    outbox.nudge();
    expect([sent, states()]).toEqual([[], { stopped: 3 }]);
  });

  it('stops what the server put off before', async () => {
    const [first = ''] = add(1);
    answers.set(first, [later()]);
    outbox.nudge();
    await nextWait();
    stopTicketMails(desk.context.db, desk.context.event.file.id, now);
    now += day;
    endWait();
    expect([sent, states()]).toEqual([[], { stopped: 1 }]);
  });
});

it('with corrected settings everything is tried again at once, on a new line', async () => {
  const [first = '', second = ''] = add(2);
  answers.set(first, [later()]);
  answers.set(second, [{ kind: 'blocked', problem: 'sender', answer: '550 not you' }]);
  outbox.nudge();
  await nextWait();
  endWait();
  await expect.poll(() => outbox.blocked()?.problem).toBe('sender');
  expect(await nextWait()).toBe(minute);
  outbox.nudge();
  // Known at once, before any attempt.
  expect([outbox.blocked(), closed]).toEqual([null, 1]);
  // The clock is fixed: e-mails that the server had deferred are due anyway.
  await runAll(pace);
  expect(sent.toSorted()).toEqual([first, second]);
  expect(opened).toBe(2);
});

it('a nudge ends the wait for a server and never the pace', async () => {
  add(2);
  outbox.nudge();
  await nextWait();
  const before = [...waits];
  outbox.nudge();
  expect([waits, sent.length]).toEqual([before, 1]);
});
