import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPin } from '../../main/app/start/seed.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { press as pressKeys } from '../support/as-people-do.ts';
import { type RunningDesk, scan, startDesk } from '../support/running-desk.ts';
import {
  approverPin,
  nameFoundBy,
  nameStart,
  operators,
  withFoundPrinter,
} from '../support/ten-tasks.ts';

// Counts the keys of an operator's tasks in the real app; each key of a text counts.
// docs/evidence/keystrokes.md has the printed table, and the clicks (ten-tasks-mouse.all.e2e.ts).

const tickets = demoTickets();

let desk: RunningDesk;
const counted: { task: string; keys: number; limit: number }[] = [];
let keys = 0;

beforeAll(async () => {
  desk = await startDesk(inject('electron'), { config: { operators } });
  await desk.page.evaluate(() => window.lanyard.saveStationSettings({ handOver: 'next-scan' }));
});
afterAll(async () => {
  await desk?.end();
  for (const { task, keys: made, limit } of counted)
    console.log(`keystrokes ${task}: ${made} (limit ${limit})`);
});

async function press(...names: readonly string[]): Promise<void> {
  await pressKeys(desk.page, ...names);
  keys += names.length;
}

const letters = (text: string): readonly string[] => [...text];

async function task(name: string, limit: number, run: () => Promise<void>): Promise<void> {
  keys = 0;
  await run();
  counted.push({ task: name, keys, limit });
  expect(keys).toBeLessThanOrEqual(limit);
}

const shown = (selector: string, text?: string | RegExp): Promise<void> =>
  desk.page
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor();
const handedOver = async (): Promise<number> => {
  const answer = await desk.page.evaluate(() => window.lanyard.getRecent({ limit: 50 }));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.filter(({ badge }) => badge?.state === 'handed-over').length;
};
/** Admits a refused person; `answers` are the keys before the second PIN. */
async function override(...answers: readonly string[]): Promise<void> {
  await scan(desk, tickets.pending.text);
  await shown('.hero[data-kind="answered"]', 'Pending');
  await press('Control+o');
  await shown('[role="dialog"] .radio-card');
  await press(...answers);
  await shown('input[type="password"]:focus');
  await press(...letters(approverPin), 'Enter');
  await shown('.hero[data-tone="go"]');
}
const isPrinted = (): Promise<void> => shown('.hero .hand-over button:not([data-disabled])');

describe('the keystrokes of', () => {
  it('scan, document and hand-over', () =>
    task('scan, document, hand-over', 1, async () => {
      await scan(desk, tickets.valid.text);
      await shown('.hero[data-kind="identity"]');
      await press('Enter');
      await isPrinted();
      await scan(desk, tickets.validOthers[0]?.text ?? '');
      await shown('.hero[data-kind="identity"]');
      await expect.poll(handedOver).toBe(1);
    }));

  it('undo', async () => {
    await press('Enter');
    await isPrinted();
    await task('undo', 2, async () => {
      await press('Control+z');
      await shown('[role="dialog"] .choice-buttons');
      await press('1');
      await shown('.hero[data-kind="idle"]');
    });
  });

  it('a check-in by name', () =>
    task('by name', 6, async () => {
      const { registrationCode, printedName } = nameFoundBy(4);
      await press(...letters(nameStart(printedName)));
      await shown('[role="option"][aria-selected="true"]', registrationCode);
      await press('Enter');
      await shown('.hero[data-kind="identity"]', printedName);
      await press('Enter');
      await isPrinted();
    }));

  it('reprint', () =>
    task('reprint', 2, async () => {
      await press('Control+r');
      await shown('[role="dialog"] .choice-buttons');
      await press('2');
      await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
    }));

  it('an override, with the document', () =>
    task('override with PIN and document', approverPin.length + 4, () => override('1', 'p')));

  it('whether the badge came out', async () => {
    await isPrinted();
    desk.printer.plan({ kind: 'paper-out', at: 'after-cut' });
    await scan(desk, tickets.validOthers[1]?.text ?? '');
    await shown('.hero[data-kind="identity"]');
    await press('Enter');
    await task('did the badge come out', 1, async () => {
      await shown('.hero button', 'Yes, it came out');
      await press('y');
      await isPrinted();
    });
    desk.printer.loadPaper();
  });

  it('a delegation, to its documents', async () => {
    await press('Escape');
    await shown('.hero[data-kind="idle"]');
    await task('delegation to document step', 6, async () => {
      await press('Control+g');
      await shown('.delegation-input:focus');
      await press(...letters('icel'));
      await shown('.muster-head h2', 'Iceland');
      await press('Control+Enter');
      await shown('.group-ways');
    });
  });

  it('a walk-in: its fields', async () => {
    await press('Escape');
    await desk.page.getByRole('navigation').getByRole('button').first().click();
    await press('Control+n');
    await shown('[role="dialog"] input:focus');
    const fields = await desk.page
      .locator('[role="dialog"] :is(input:not([type="radio"]), .select-button)')
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    counted.push({ task: 'walk-in, fields shown first', keys: fields, limit: 5 });
    expect(fields).toBeLessThanOrEqual(5);
    await press('Escape');
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('a sign-in of who was here before', () =>
    task('sign in', demoPin.length + 1, async () => {
      await press('Control+l');
      await shown('.pin');
      keys = 0;
      await press(...letters(demoPin), 'Enter');
      await shown('.hero');
    }));

  it('an override where no document is checked', async () => {
    await desk.end();
    desk = await startDesk(inject('electron'), {
      config: { operators, policies: { idCheck: false } },
    });
    await task('override with PIN', approverPin.length + 3, () => override('1'));
  });

  it('a printer that is found, added', async () => {
    await desk.end();
    desk = await startDesk(inject('electron'), { config: { printers: undefined } });
    await withFoundPrinter(desk.page, () =>
      task('add a found printer', 3, async () => {
        await press('Control+n');
        await shown('.found-row:focus', 'Right of the desk');
        await press('Enter');
        await shown('[role="dialog"] input:focus');
        await press('Enter');
        await shown('[role="dialog"] button', 'Print the test sheet');
      }),
    );
  });
});
