import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPin } from '../../main/app/start/seed.ts';
import { decisionsOf } from '../../tools/demo/summary.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

const people = demoDelegates()
  .filter(({ status, days }) => status === 'confirmed' && days === null)
  .slice(0, 50);
const typed = 'and';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk(inject('electron'), { config: { policies: { idCheck: false } } });
});
afterAll(async () => {
  await desk?.end();
});

/** What the operator is doing when the next ticket is held under the scanner. */
const situations: readonly { name: string; begin: () => Promise<void> }[] = [
  { name: 'looks at the result', begin: () => Promise.resolve() },
  {
    name: 'types in the search',
    begin: async () => {
      await press('/');
      await field('[role="combobox"]:focus').waitFor();
      await desk.keyboard.type(typed, 90);
    },
  },
  {
    name: 'fills in a walk-in',
    begin: async () => {
      await press('Control+n');
      await field('[role="dialog"] input:focus').waitFor();
      await desk.keyboard.type(typed, 90);
    },
  },
  {
    name: 'reads the keys',
    begin: async () => {
      await press('?');
      await field('[role="dialog"]').waitFor();
    },
  },
  {
    name: 'undoes the last check-in',
    begin: async () => {
      await press('Control+z');
      await field('[role="dialog"] .choice-buttons').waitFor();
    },
  },
  {
    name: 'looks for a delegation',
    begin: async () => {
      await press('Control+g');
      await field('.delegations').waitFor();
      await press('/');
      await field('.delegation-input:focus').waitFor();
      await desk.keyboard.type(typed, 90);
    },
  },
];

const field = (selector: string) => desk.page.locator(selector).first();

/**
 * Presses a key as a person does: never so close to a scan's last one that it could be part of it.
 */
async function press(key: string): Promise<void> {
  await desk.keyboard.pause(200);
  await desk.page.keyboard.press(key);
}

/** Escape clears the search and leaves it: the next plain key is a shortcut again. */
async function leave(): Promise<void> {
  await press('Escape');
}

async function decisions(count: number): Promise<void> {
  await waitFor(`${count} decisions`, 30, () =>
    decisionsOf(desk.log()).length >= count ? true : null,
  );
}

async function admittedIds(): Promise<string[]> {
  const recent = await desk.page.evaluate(() => window.lanyard.getRecent({ limit: 200 }));
  return recent.ok ? recent.value.filter(({ undone }) => !undone).map((one) => one.delegateId) : [];
}

describe('fifty check-ins in a row by the hand scanner, without the mouse', () => {
  it('lose no scan, whatever is open, and also at two scans 300 ms apart', async () => {
    expect(people).toHaveLength(50);
    for (let at = 0; at < people.length; at += 2) {
      const situation = situations[(at / 2) % situations.length];
      await situation?.begin();
      // A pair: the second ticket comes 300 ms after the first, whatever the first one's answer
      // does.
      for (const person of people.slice(at, at + 2)) {
        await desk.keyboard.pause(300);
        await desk.keyboard.scan(person.ticketCode, {
          computer: at % 4 === 0 ? 'belgian' : 'french',
        });
      }
      await decisions(at + 2);
      await field('.hero[data-kind="answered"]').waitFor();
      if (situation?.name === 'types in the search') {
        // The search kept what was typed and nothing of the codes.
        await expect.poll(() => field('[role="combobox"]').inputValue()).toBe(typed);
        await leave();
        await field('[role="combobox"]:not(:focus)').waitFor();
      }
    }
    const decided = decisionsOf(desk.log());
    expect(decided.map(({ outcome }) => outcome)).toEqual(people.map(() => 'admitted'));
    const expected = people.map(({ id }) => id).sort();
    expect((await admittedIds()).sort()).toEqual(expected);
    const counts = await desk.page.evaluate(() => window.lanyard.getCounts());
    expect(counts).toMatchObject({ ok: true, value: { presentToday: 50, presentEvent: 50 } });
  });

  it('have all fifty badges printed once and confirmed by the printer', async () => {
    const printed = await waitFor('fifty confirmed badges', 60, async () => {
      const balance = await desk.page.evaluate(() =>
        window.lanyard.getBadgeBalance({ day: null, station: null }),
      );
      const lying = balance.ok ? balance.value.rows['at-the-desk'] : 0;
      return lying === 50 ? balance : null;
    });
    expect(printed).toMatchObject({ ok: true, value: { issued: 50 } });
    expect(desk.printer.jobs).toHaveLength(50);
  });
});

describe('a PIN guessed a hundred times', () => {
  it('at the sign-in is looked at three times, and the right one must wait too', async () => {
    const results = await desk.page.evaluate(async () => {
      const operators = await window.lanyard.listOperators();
      const operatorId = operators.ok ? (operators.value[0]?.id ?? '') : '';
      const guesses = Array.from({ length: 100 }, (_, guess) => String(7000 + guess));
      return Promise.all(
        guesses.map(async (pin) => {
          const answer = await window.lanyard.signIn({ operatorId, pin });
          return answer.ok ? answer.value.result : answer.error.code;
        }),
      );
    });
    expect(results.filter((result) => result === 'wrong-pin')).toHaveLength(3);
    expect(results.filter((result) => result === 'wait')).toHaveLength(97);
    const right = await desk.page.evaluate(async (pin) => {
      const operators = await window.lanyard.listOperators();
      const operatorId = operators.ok ? (operators.value[0]?.id ?? '') : '';
      return window.lanyard.signIn({ operatorId, pin });
    }, demoPin);
    expect(right).toMatchObject({ ok: true, value: { result: 'wait' } });
  });

  it('at an override is throttled for the whole station and admits nobody', async () => {
    const { pending } = demoTickets();
    const request = {
      delegateId: pending.delegate.id,
      outcome: 'pending' as const,
      reason: 'other' as const,
      note: '',
      identity: null,
      key: randomUUID(),
    };
    const results = await desk.page.evaluate(
      (asked) =>
        Promise.all(
          Array.from({ length: 100 }, async (_, guess) => {
            const answer = await window.lanyard.overrideRefusal({
              ...asked,
              pin: String(7000 + guess),
            });
            return answer.ok ? answer.value.result : answer.error.code;
          }),
        ),
      request,
    );
    expect(results.filter((result) => result === 'wrong-pin')).toHaveLength(3);
    expect(results.filter((result) => result === 'wait')).toHaveLength(97);
    expect(await admittedIds()).not.toContain(pending.delegate.id);
  });
});
