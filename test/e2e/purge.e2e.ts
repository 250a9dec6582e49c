import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { filesWith } from '../main/privacy/support.ts';
import { launchApp } from '../support/launch-app.ts';
import { openSettings } from '../support/navigate.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-purge-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));

/** A family name of the demo's roster that no other text of the app contains. */
const name = 'SHAUGHNESSY';
const people = [
  { name: 'Sam', pin: '4711', role: 'supervisor' },
  { name: 'Doris', pin: '5093', role: 'data-protection-officer' },
] as const;

async function start(day: string) {
  const desk = await launchApp(inject('electron'), {
    dataDir,
    config: {
      language: 'en',
      cameraEnabled: false,
      lockAfterMinutes: 0,
      sounds: false,
      operators: [...people],
      clock: { start: `${day}T09:00:00+02:00` },
    },
  });
  desk.page.setDefaultTimeout(30_000);
  await waitFor('operators', 60, () =>
    desk.page.evaluate(async () => {
      const answer = await window.lanyard.listOperators();
      const sam = answer.ok ? answer.value.find((one) => one.name === 'Sam') : undefined;
      if (sam === undefined) return null;
      const signedIn = await window.lanyard.signIn({ operatorId: sam.id, pin: '4711' });
      return signedIn.ok && signedIn.value.result === 'signed-in' ? true : null;
    }),
  );
  return desk;
}

function rosterSize(desk: Awaited<ReturnType<typeof start>>): Promise<number> {
  return desk.page.evaluate(async () => {
    const station = await window.lanyard.getStation();
    return station.ok ? station.value.rosterSize : -1;
  });
}

test('in the real app: what was searched and shown leaves no byte in the data directory, Chromium’s files included', async () => {
  const during = await start('2018-10-02');
  await waitFor('the roster', 60, async () => ((await rosterSize(during)) >= 1_000 ? true : null));
  await during.page.locator('#desk-search').fill('shaugh');
  await during.page.getByRole('option').first().click();
  await during.page.getByText(new RegExp(name, 'i')).first().waitFor();
  await during.close();

  const after = await start('2018-12-01');
  expect(await rosterSize(after)).toBeGreaterThanOrEqual(1_000);
  const { page } = after;
  await openSettings(page, 'Privacy');
  await page.getByText(/^Personal data is deleted on Saturday,? 3 November 2018$/).waitFor();
  await page.getByRole('button', { name: 'Delete personal data…' }).click();
  await page.getByLabel(/PIN of a second person/).fill('4711');
  await page.getByRole('button', { name: 'Delete permanently' }).click();
  await page.getByText('Another person must approve.').waitFor();
  expect(await rosterSize(after)).toBeGreaterThanOrEqual(1_000);
  await page.getByLabel(/PIN of a second person/).fill('5093');
  await page.getByRole('button', { name: 'Delete permanently' }).click();
  try {
    await page.getByText('Ordered here by two people').waitFor();
  } catch (error) {
    const words = await page.getByRole('dialog').allInnerTexts();
    throw new Error(JSON.stringify([words, after.log().slice(-8)]), { cause: error });
  }
  expect(await rosterSize(after)).toBe(0);
  await after.close();
  for (const text of [name, name.toLowerCase(), 'Shaughnessy']) {
    expect(filesWith(dataDir, text)).toEqual([]);
  }
  // The next start restores nobody, and says why.
  const again = await start('2018-12-02');
  expect(await rosterSize(again)).toBe(0);
  const station = await again.page.evaluate(() => window.lanyard.getStation());
  expect(station.ok && station.value.warnings.map(({ code }) => code)).toContain('event-purged');
  await again.close();
}, 240_000);
