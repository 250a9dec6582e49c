import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { BadgeBalance, PrintBatchView } from '../../preload/contract/badges.ts';
import { type RunningDesk, scan, startDesk } from '../support/running-desk.ts';
import { decodeToPbm } from '../support/virtual-printer/virtual-printer.ts';

/**
 * Minimum badges of a delegation: a batch of so many runs out of paper in the middle, and takes
 * seconds.
 */
const fewest = 4;
const most = 8;

const folder = mkdtempSync(join(tmpdir(), 'lanyard-badges-'));
let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk(inject('electron'));
});
afterAll(async () => {
  await desk?.end();
  rmSync(folder, { recursive: true, force: true });
});

const button = (name: string | RegExp) => desk.page.getByRole('button', { name });

/** A delegation of the demo's roster in which so many badges would print: code, name, number. */
async function smallDelegation(): Promise<{ code: string; name: string; count: number }> {
  const found = await desk.page.evaluate(
    async ([least, greatest]) => {
      const station = await window.lanyard.getStation();
      if (!station.ok) return null;
      for (const { code, name } of station.value.event.delegations) {
        const scope = { kind: 'delegation', delegation: code } as const;
        const preview = await window.lanyard.previewBatch({ scope });
        if (!preview.ok) continue;
        const count = preview.value.willPrint;
        if (count >= least && count <= greatest) return { code, name: name.en ?? '', count };
      }
      return null;
    },
    [fewest, most] as const,
  );
  if (found === null) throw new Error('the sample roster has no small delegation');
  return found;
}

async function batch(): Promise<PrintBatchView> {
  const answer = await desk.page.evaluate(() => window.lanyard.getBatches());
  const [newest] = answer.ok ? answer.value : [];
  if (newest === undefined) throw new Error('there is no batch');
  return newest;
}

async function balance(): Promise<BadgeBalance> {
  const answer = await desk.page.evaluate(() =>
    window.lanyard.getBadgeBalance({ day: null, station: null }),
  );
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** What an independent reader reads on each paper, in the order of the tray. */
function codesOnPaper(): string[] {
  return desk.printer.jobs.map(({ bytes }, index) => {
    const pbm = decodeToPbm(bytes);
    if (pbm === null) throw new Error('the bytes hold no picture');
    const path = join(folder, `${index}.pbm`);
    writeFileSync(path, pbm);
    return execFileSync('zbarimg', ['--quiet', '--raw', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  });
}

describe('the badges of a delegation, printed ahead', () => {
  it('all come out once, though the paper ends in the middle', async () => {
    const delegation = await smallDelegation();
    await button(/^Badges$/).click();
    await desk.page.getByRole('tab', { name: 'Print ahead' }).click();
    await button('Print badges ahead').click();
    await desk.page.getByRole('combobox', { name: 'Delegation' }).fill(delegation.name);
    await desk.page.getByRole('option', { name: delegation.name }).first().click();
    await desk.page.getByText(`${delegation.count} badges will print`).waitFor();
    desk.printer.plan({ kind: 'paper-out', at: 'after-cut' });
    await button('Start printing').click();
    // The first badge is whole, but its printer stops before it can report that: an operator is
    // asked.
    await button('Yes, it came out').waitFor({ timeout: 60_000 });
    expect(desk.printer.struck).toEqual(['paper-out']);
    await expect.poll(() => batch()).toMatchObject({ state: 'running', done: 0, asking: 1 });
    await expect.poll(async () => (await balance()).rows['in-question']).toBe(1);
    await button('Yes, it came out').click();
    desk.printer.loadPaper();
    await desk.page
      .getByRole('region', { name: delegation.name })
      .getByText(`${delegation.count} of ${delegation.count} printed`)
      .waitFor({ timeout: 90_000 });
    const codes = codesOnPaper();
    expect(codes).toHaveLength(delegation.count);
    expect(new Set(codes).size).toBe(delegation.count);
    await expect
      .poll(() => batch())
      .toMatchObject({
        state: 'finished',
        total: delegation.count,
        done: delegation.count,
      });
    // Printing made nobody present.
    const counts = await desk.page.evaluate(() => window.lanyard.getCounts());
    expect(counts).toMatchObject({ ok: true, value: { presentToday: 0 } });
  });

  it('stand in the balance, each in one row; one comes back by its own QR', async () => {
    const before = await balance();
    const count = desk.printer.jobs.length;
    expect(before).toMatchObject({ issued: count, rows: { 'at-the-desk': count, returned: 0 } });
    const [code = ''] = codesOnPaper();
    await desk.page.getByRole('tab', { name: 'Balance' }).click();
    await button(new RegExp(`^Printed, not handed over .*${count}$`)).waitFor();
    await scan(desk, code, { computer: 'belgian' });
    await button(/^Returned 1$/).waitFor();
    await button(/^Undo: badge/).click();
    await button(new RegExp(`^Printed, not handed over .*${count}$`)).waitFor();
    const after = await balance();
    expect(Object.values(after.rows).reduce((sum, n) => sum + n, 0)).toBe(after.issued);
    expect(after.rows).toEqual(before.rows);
  });

  it('account for the blanks: what was loaded is what was printed and what is left', async () => {
    const count = desk.printer.jobs.length;
    await desk.page.getByRole('tab', { name: 'Stock' }).click();
    const enter = async (kind: string, blanks: number): Promise<void> => {
      await desk.page.locator('.stock-form .radio-card').filter({ hasText: kind }).click();
      await desk.page.getByRole('textbox', { name: 'How many blanks' }).fill(String(blanks));
      await button('Enter').click();
      await button(new RegExp(`^Undo: ${blanks} `)).waitFor();
    };
    await enter('put into the printer', 100);
    await enter('counted in the printer', 100 - count - 1);
    await desk.page.getByText('1 blank is unaccounted for').waitFor();
    await enter('thrown away', 1);
    await desk.page.getByText('The count matches what should be left').waitFor();
  });
});
