import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { root } from '../../tools/runtime.mjs';
import { demoEvent } from '../../tools/sample/event.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { readWithZbar } from '../support/read-with-zbar.ts';
import { type RunningDesk, scan, startDesk } from '../support/running-desk.ts';

const tickets = demoTickets();
const folder = mkdtempSync(join(tmpdir(), 'lanyard-kiosk-'));
let kiosk: RunningDesk;
beforeAll(async () => {
  kiosk = await startDesk(inject('electron'), {
    signedIn: false,
    config: { mode: 'kiosk', stationName: 'Kiosk 1', event: inArabicToo() },
  });
});
afterAll(async () => {
  await kiosk?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The demo event with a third language: a kiosk offers those of its event. */
function inArabicToo(): { file: string; secretFile: string } {
  const file = join(folder, 'event.json');
  writeFileSync(file, JSON.stringify({ ...demoEvent(), languages: ['en', 'fr', 'ar'] }));
  return { file, secretFile: join(root, 'out/demo/event-secret.txt') };
}

const shows = (screen: string): Promise<void> =>
  kiosk.page.locator(`.kiosk[data-screen="${screen}"]`).waitFor();
const goOn = (): Promise<void> =>
  kiosk.page.locator('.kiosk-main .kiosk-button[data-variant="primary"]').click();
const goBack = (): Promise<void> =>
  kiosk.page.locator('.kiosk-main .kiosk-button[data-variant="quiet"]').click();
const speak = (name: string): Promise<void> =>
  kiosk.page.getByRole('button', { name, exact: true }).click();
const textOf = async (page: Page): Promise<string> => (await page.textContent('body')) ?? '';

describe('a self-service kiosk', () => {
  it('goes from the scan to the printed badge and forgets who it was', async () => {
    await shows('attract');
    await scan(kiosk, tickets.valid.text, { computer: 'belgian' });
    await shows('confirm');
    const { page } = kiosk;
    await page.locator('.kiosk-who', { hasText: tickets.valid.delegate.printedName }).waitFor();
    await page.locator('.kiosk-badge img').waitFor();
    // Another person's ticket during the visit shows nobody else.
    const [other] = tickets.validOthers;
    if (other === undefined) throw new Error('the demo has one ticket only');
    await scan(kiosk, other.text);
    await page.locator('.kiosk-busy p').waitFor();
    await expect.poll(() => textOf(page)).not.toContain(other.delegate.printedName);
    await goOn();
    await shows('consents');
    await expect.poll(() => page.locator('.consent[data-selected]').count()).toBe(0);
    await goOn();
    await shows('take');
    expect(kiosk.printer.jobs).toHaveLength(1);
    expect(readWithZbar(kiosk.printer.jobs[0]?.bytes ?? new Uint8Array())).toMatch(/^LB/);
    await page.locator('.take-sessions li').first().waitFor();
    await shows('attract');
    await expect.poll(() => textOf(page)).not.toContain(tickets.valid.delegate.printedName);
  });

  it('says when somebody was checked in before, by code and family name', async () => {
    const { page } = kiosk;
    const { registrationCode, familyName, printedName } = tickets.valid.delegate;
    await page.locator('.kiosk-main .kiosk-button[data-variant="plain"]').click();
    await shows('code');
    const fields = page.locator('.touch-field input');
    await fields.nth(0).fill(registrationCode.toLowerCase());
    await fields.nth(1).fill(familyName === '' ? printedName : familyName);
    await goOn();
    await shows('alreadyIn');
    await expect.poll(() => textOf(page)).not.toContain(printedName);
    await goOn();
    await shows('attract');
  });

  it('does not recognise an unknown code, and gives next steps', async () => {
    await scan(kiosk, tickets.unknown.text);
    await shows('notFound');
    await expect.poll(() => kiosk.page.locator('.kiosk-main .kiosk-button').count()).toBe(3);
    await goBack();
    await shows('attract');
  });

  it('says the same in Arabic to whoever must see the desk, mirrored, with a code to quote', async () => {
    const { page } = kiosk;
    await speak('العربية');
    await shows('start');
    await expect.poll(() => page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    const said: string[] = [];
    for (const ticket of [tickets.cancelled.text, tickets.forged.text, tickets.wrongDay.text]) {
      await scan(kiosk, ticket);
      await shows('seeDesk');
      said.push((await page.locator('.kiosk-main h1').textContent()) ?? '');
      await expect.poll(() => page.locator('.kiosk-quoted').textContent()).toMatch(/^([A-Z] ){4}$/);
      await goOn();
      await shows('attract');
      await speak('العربية');
      await shows('start');
    }
    expect(said[0]).toMatch(/مكتب التسجيل/);
    expect(new Set(said).size).toBe(1);
    await goBack();
    await shows('attract');
    await expect.poll(() => page.evaluate(() => document.documentElement.dir)).toBe('ltr');
  });

  it('calls for help by a fact, with sign', async () => {
    await kiosk.page.locator('.kiosk-tools [data-tool="help"]').click();
    await kiosk.page.locator('.help-sign[data-call="called"]').waitFor();
  });

  it('may not ask for what a desk may', async () => {
    const answers = await kiosk.page.evaluate(async () => {
      const { lanyard } = window;
      return [
        await lanyard.searchDelegates({ query: 'a', limit: 1 }),
        await lanyard.getDelegate({ id: '00000000-0000-4000-8000-000000000000' }),
        await lanyard.getPrintJobs(),
        await lanyard.listOperators(),
      ].map((answer) => (answer.ok ? 'answered' : answer.error.code));
    });
    expect(answers).toEqual(['not-allowed', 'not-allowed', 'not-allowed', 'not-allowed']);
  });
});
