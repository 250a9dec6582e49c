import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPin } from '../../main/app/start/seed.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { asPeopleDo, press } from '../support/as-people-do.ts';
import { type RunningDesk, scan, startDesk } from '../support/running-desk.ts';
import {
  approverPin,
  nameFoundBy,
  nameStart,
  operators,
  withFoundPrinter,
} from '../support/ten-tasks.ts';

// Counts the clicks of the tasks of ten-tasks.all.e2e.ts by mouse, in the real app: names and PINs
// are typed, every other step is a click. docs/evidence/keystrokes.md has the table.

const tickets = demoTickets();
const dialog = '[role="dialog"]';

let desk: RunningDesk;
const counted: { task: string; clicks: number }[] = [];
let clicks = 0;

beforeAll(async () => {
  desk = await startDesk(inject('electron'), { config: { operators } });
  await desk.page.evaluate(() => window.lanyard.saveStationSettings({ handOver: 'next-scan' }));
});
afterAll(async () => {
  await desk?.end();
  for (const { task, clicks: made } of counted) console.log(`clicks ${task}: ${made}`);
});

async function click(found: Locator): Promise<void> {
  await found.click();
  clicks += 1;
}

async function task(name: string, limit: number, run: () => Promise<void>): Promise<void> {
  clicks = 0;
  await run();
  counted.push({ task: name, clicks });
  expect(clicks).toBeLessThanOrEqual(limit);
}

const inPart = (selector: string, label: string): Locator =>
  desk.page.locator(selector).getByText(label, { exact: true });
const typed = (text: string): Promise<void> => desk.page.keyboard.type(text, asPeopleDo);
const shown = (selector: string, text?: string): Promise<void> =>
  desk.page
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor();
const isPrinted = (): Promise<void> => shown('.hero .hand-over button:not([data-disabled])');
const handedOver = async (): Promise<number> => {
  const answer = await desk.page.evaluate(() => window.lanyard.getRecent({ limit: 50 }));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.filter(({ badge }) => badge?.state === 'handed-over').length;
};

/** Admits a refused person, with the document if one is asked for. */
async function overrideByMouse(...documents: readonly string[]): Promise<void> {
  await scan(desk, tickets.pending.text);
  await click(inPart('.hero', 'Override…'));
  await click(inPart(dialog, 'The secretariat confirmed it'));
  for (const document of documents) await click(inPart(dialog, document));
  await click(desk.page.locator('input[type="password"]'));
  await typed(approverPin);
  await click(inPart(dialog, 'Admit'));
  await shown('.hero[data-tone="go"]');
}

describe('the clicks of', () => {
  it('scan, document and hand-over', async () => {
    await task('scan, document, hand-over', 1, async () => {
      await scan(desk, tickets.valid.text);
      await click(inPart('.hero[data-kind="identity"]', 'Passport'));
      await isPrinted();
      await scan(desk, tickets.validOthers[0]?.text ?? '');
      await shown('.hero[data-kind="identity"]');
      await expect.poll(handedOver).toBe(1);
    });
  });

  it('undo', async () => {
    await inPart('.hero', 'Passport').click();
    await isPrinted();
    await task('undo', 2, async () => {
      await click(inPart('.hero', 'Undo'));
      await click(inPart(dialog, 'Wrong person'));
      await shown('.hero[data-kind="idle"]');
    });
  });

  it('a check-in by name', () =>
    task('by name, beside its 4 letters', 1, async () => {
      const { registrationCode, printedName } = nameFoundBy(4);
      await typed(nameStart(printedName));
      await shown('[role="option"][aria-selected="true"]', registrationCode);
      await click(inPart('.delegate-panel', 'Passport'));
      await shown('.hero[data-tone="go"]', printedName);
      await isPrinted();
    }));

  it('reprint', () =>
    task('reprint', 2, async () => {
      await click(inPart('.hero', 'Reprint'));
      await click(inPart(dialog, 'Damaged'));
      await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
    }));

  it('an override, with the document', () =>
    task('override with document, beside the PIN', 5, () => overrideByMouse('Passport')));

  it('whether the badge came out', async () => {
    await isPrinted();
    desk.printer.plan({ kind: 'paper-out', at: 'after-cut' });
    await scan(desk, tickets.validOthers[1]?.text ?? '');
    await inPart('.hero[data-kind="identity"]', 'Passport').click();
    await task('did the badge come out', 1, async () => {
      await click(inPart('.hero', 'Yes, it came out'));
      await isPrinted();
    });
    desk.printer.loadPaper();
  });

  it('a delegation, to its documents', () =>
    task('delegation to document step, beside its 4 letters', 2, async () => {
      await click(inPart('.rail', 'Delegations'));
      await shown('.delegation-input:focus');
      await typed('icel');
      await shown('.muster-head h2', 'Iceland');
      await click(desk.page.locator('.ticked-bar [data-variant="primary"]'));
      await shown('.group-ways');
    }));

  it('a sign-in of who was here before', async () => {
    await press(desk.page, 'Escape', 'Control+l');
    await shown('.pin');
    await task('sign in, beside the PIN', 1, async () => {
      await typed(demoPin);
      await click(desk.page.locator('.pad-key[data-enter]'));
      await desk.page.locator('.pin').waitFor({ state: 'detached' });
    });
  });

  it('an override where no document is checked', async () => {
    await desk.end();
    desk = await startDesk(inject('electron'), {
      config: { operators, policies: { idCheck: false } },
    });
    await task('override, beside the PIN', 4, () => overrideByMouse());
  });

  it('a printer that is found, added', async () => {
    await desk.end();
    desk = await startDesk(inject('electron'), { config: { printers: undefined } });
    await withFoundPrinter(desk.page, () =>
      task('add a found printer', 3, async () => {
        await click(desk.page.getByRole('button', { name: 'Add printer' }).first());
        await click(desk.page.locator('.found-row', { hasText: 'Right of the desk' }));
        await click(inPart(dialog, 'Save and go to the test'));
        await shown('[role="dialog"] button', 'Print the test sheet');
      }),
    );
  });
});
