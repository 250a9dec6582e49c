import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { root } from '../../tools/runtime.mjs';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { demoEvent } from '../../tools/sample/event.ts';
import { freePort } from '../support/free-port.ts';
import { printedBadgeCode } from '../support/read-with-zbar.ts';
import { type RunningDesk, scan, startDesk } from '../support/running-desk.ts';
import { synced } from '../support/synced-desks.ts';

const electron = inject('electron');
const folder = mkdtempSync(join(tmpdir(), 'lanyard-door-'));
const clock = { start: '2018-10-02T14:00:00+02:00' };
const people = demoDelegates().filter(
  ({ status, days, category }) =>
    status === 'confirmed' && days === null && category === 'delegate',
);

let desk: RunningDesk;
let door: RunningDesk;
/** The codes of the first people's badges. */
const badges: string[] = [];

/** The demo event with a very small room for Programme Global Shield. */
function smallRoom(): { file: string; secretFile: string } {
  const event = demoEvent();
  const checkpoints = event.checkpoints.map((one) =>
    one.id === 'pgs' ? { ...one, capacity: 2 } : one,
  );
  const file = join(folder, 'event.json');
  writeFileSync(file, JSON.stringify({ ...event, checkpoints }));
  return { file, secretFile: join(root, 'out/demo/event-secret.txt') };
}

/** Checks a person in at the desk and returns the code of the badge. */
async function badgeOf(number: number): Promise<string> {
  const delegateId = people[number]?.id ?? '';
  const answer = await desk.page.evaluate((input) => window.lanyard.checkIn(input), {
    key: randomUUID(),
    target: { kind: 'delegate' as const, delegateId },
    identity: 'passport' as const,
  });
  if (!answer.ok || answer.value.outcome !== 'admitted') throw new Error('not admitted');
  return printedBadgeCode(desk.printer, answer.value.badge?.serialText ?? '');
}

async function inviteDoor(): Promise<{ code: string; fingerprint: string }> {
  const answer = await desk.page.evaluate((request) => window.lanyard.createInvite(request), {
    mode: 'door' as const,
    name: 'Door 1',
    replaces: null,
    takeOver: false,
  });
  if (!answer.ok) throw new Error(answer.error.code);
  const { code, fingerprint } = answer.value;
  return { code, fingerprint };
}

beforeAll(async () => {
  const event = smallRoom();
  const port = await freePort();
  desk = await startDesk(electron, {
    config: { stationName: 'Desk 1', event, clock, hub: { host: { name: 'Venue hub', port } } },
  });
  await synced(desk);
  for (const number of [0, 1, 2]) badges.push(await badgeOf(number));
  const join = { url: `https://127.0.0.1:${port}`, ...(await inviteDoor()) };
  door = await startDesk(electron, {
    config: { mode: 'door', stationName: 'Door 1', event, clock, hub: { join } },
    signedIn: false,
  });
  await synced(door);
});
afterAll(async () => {
  await door?.end();
  await desk?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Shows a badge as a hand scanner does, and waits for the verdict on it. */
async function show(badge: number, word: RegExp): Promise<void> {
  const before = await door.page.evaluateHandle(() => document.querySelector('.door-verdict'));
  await scan(door, badges[badge] ?? '');
  await door.page.waitForFunction((last) => {
    const verdict = document.querySelector('.door-verdict');
    return verdict !== null && verdict !== last;
  }, before);
  // Compares the whole text, so that a failure shows the reason.
  const [said = '', ...why] = await door.page.locator('.door-verdict :is(h1, p)').allTextContents();
  expect(said, why.join(' | ')).toMatch(word);
}

const inside = (count: number): Promise<void> =>
  door.page.locator('.door-count-figures strong', { hasText: new RegExp(`^${count}$`) }).waitFor();

async function hold(name: RegExp): Promise<void> {
  await door.page.getByRole('button', { name }).hover();
  await door.page.mouse.down();
  await door.page.locator('.door-hold[data-held]').waitFor();
  await door.page.locator('.door-hold[data-held]').waitFor({ state: 'detached' });
  await door.page.mouse.up();
}

describe('a door', () => {
  it('asks which one it is, and counts who is in the house already', async () => {
    await door.page.getByRole('heading', { name: 'Which door is this?' }).waitFor();
    await door.page.getByRole('button', { name: /Main entrance/ }).click();
    await inside(3);
    await hold(/Other door/);
    await door.page.getByRole('button', { name: /Programme Global Shield/ }).click();
    await inside(0);
  });

  it('lets in by the badge without a touch, until the room is full', async () => {
    await show(0, /^Welcome$/);
    await door.page.locator('.door-word-other:lang(fr)', { hasText: /^Bienvenue$/ }).waitFor();
    await inside(1);
    await show(1, /^Welcome$/);
    await inside(2);
    await show(2, /^The room is full$/);
    await inside(2);
  });

  it('asks the steward about somebody who is inside; Enter lets pass', async () => {
    await show(0, /^Already inside$/);
    await expect.poll(() => door.page.locator('.door').getAttribute('data-tone')).toBe('look');
    await door.keyboard.pause(300);
    await door.keyboard.press({ code: 'Enter', key: 'Enter' }, 0);
    await door.page.locator('.door-verdict h1', { hasText: /^Let in again$/ }).waitFor();
    await inside(2);
  });

  it('lets out, which makes room, and welcomes back', async () => {
    await hold(/Switch to out/);
    await show(0, /^Goodbye$/);
    await inside(1);
    await hold(/Switch to in/);
    await show(2, /^Welcome$/);
    await inside(2);
    await door.page.getByRole('button', { name: 'Undo' }).click();
    await inside(1);
    await show(0, /^Welcome back$/);
    await inside(2);
  });

  it('refuses the badge that the desk replaced', async () => {
    const delegateId = people[1]?.id ?? '';
    const reprint = await desk.page.evaluate(
      (id) => window.lanyard.reprintBadge({ delegateId: id, reason: 'misspelt' }),
      delegateId,
    );
    expect(reprint.ok).toBe(true);
    // Until the news arrives the door would only ask, which writes nothing.
    await waitFor('the reprint at the door', 20, async () => {
      const answer = await door.page.evaluate((input) => window.lanyard.passDoor(input), {
        key: randomUUID(),
        scan: { source: 'hid' as const, readings: [badges[1] ?? ''], seenAt: Date.now() },
        steward: null,
      });
      return answer.ok && answer.value.outcome === 'refused' ? true : null;
    });
    await show(1, /^This badge was replaced$/);
    await expect.poll(() => door.page.locator('.door').getAttribute('data-tone')).toBe('stop');
  });

  it('calls for help at the desk', async () => {
    await door.page.getByRole('button', { name: 'Help' }).click();
    await door.page.getByRole('button', { name: /Help called/ }).waitFor();
  });
});
