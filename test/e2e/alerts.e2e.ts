import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { OperatorRole } from '../../domain/operators/rights.ts';
import type { Alert } from '../../preload/contract/station/alerts.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { freePort } from '../support/free-port.ts';
import { printedBadgeCode } from '../support/read-with-zbar.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';
import { admit, inviteFrom, synced } from '../support/synced-desks.ts';

const electron = inject('electron');
// The supervisor must not have made them: otherwise they could not approve.
const operators = [
  { name: 'Demo', pin: '2741', role: 'supervisor' as const },
  { name: 'Second', pin: '314159', role: 'security-officer' as const },
];
const free = demoDelegates().filter(({ status, days }) => status === 'confirmed' && days === null);
const heads = free.filter(({ role, category }) => role === 'head' || category.startsWith('head'));
const plain = free.filter(
  ({ role, category, vip }) => role !== 'head' && !vip && category === 'delegate',
);

let main: RunningDesk;
let side: RunningDesk;
beforeAll(async () => {
  const port = await freePort();
  main = await startDesk(electron, {
    config: { stationName: 'Main desk', operators, hub: { host: { name: 'Venue hub', port } } },
  });
  await synced(main);
  const url = `https://127.0.0.1:${port}`;
  const { code, fingerprint } = await inviteFrom(main, { name: 'Side desk' });
  side = await startDesk(electron, {
    config: { stationName: 'Side desk', hub: { join: { url, code, fingerprint } } },
  });
  await synced(side);
});
afterAll(async () => {
  await side?.end();
  await main?.end();
});

/** Adds an operator with this role and signs them in instead of the present one. */
async function become(desk: RunningDesk, role: OperatorRole, pin: string): Promise<void> {
  const made = await desk.page.evaluate((input) => window.lanyard.addOperator(input), {
    name: `The ${role}`,
    pin,
    role,
  });
  if (!made.ok) throw new Error(`addOperator: ${made.error.code}`);
  await signInAs(desk, made.value.id, pin);
}
async function signInAs(desk: RunningDesk, operatorId: string, pin: string): Promise<void> {
  const input = { operatorId, pin };
  const answer = await desk.page.evaluate((one) => window.lanyard.signIn(one), input);
  expect(answer).toMatchObject({ ok: true, value: { result: 'signed-in' } });
}
/** Signs in the demo's supervisor, who can add operators. */
async function backToSupervisor(desk: RunningDesk): Promise<void> {
  const known = await desk.page.evaluate(() => window.lanyard.listOperators());
  const id = known.ok ? known.value.find(({ role }) => role === 'supervisor')?.id : undefined;
  await signInAs(desk, id ?? '', '2741');
}

async function alertsAt(desk: RunningDesk): Promise<Alert[]> {
  const answer = await desk.page.evaluate(() => window.lanyard.getAlerts());
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

describe('a head of delegation who arrives at one desk', () => {
  it('shows to protocol at another', async () => {
    await become(side, 'protocol', '271828');
    await side.page.locator('.status-bar').getByText('The protocol').waitFor();
    for (const head of heads.slice(0, 3)) {
      expect(await admit(main, head.id)).toBe('admitted');
      const card = side.page.locator('.alert-card', { hasText: head.printedName });
      await card.getByRole('button', { name: 'Seen' }).click();
      await card.waitFor({ state: 'detached' });
    }
  });

  it('is no news any more at the first desk once protocol has seen it', async () => {
    const open = async (): Promise<number> =>
      (await alertsAt(main)).filter(({ seen }) => seen === null).length;
    await waitFor('everything seen', 30, async () => ((await open()) === 0 ? true : null));
    const [alert] = await alertsAt(main);
    expect(alert).toMatchObject({ kind: 'head-arrived', seen: { stationName: 'Side desk' } });
  });
});

describe('a stopped badge that somebody shows', () => {
  it('alerts the security officer, and an operator sees nothing of it', async () => {
    const person = plain[0];
    if (person === undefined) throw new Error('no delegate');
    expect(await admit(main, person.id)).toBe('admitted');
    const detail = await main.page.evaluate((id) => window.lanyard.getDelegate({ id }), person.id);
    const serialText = detail.ok ? (detail.value.badges[0]?.serialText ?? '') : '';
    const text = await printedBadgeCode(main.printer, serialText);
    const stopped = await main.page.evaluate(async (value) => {
      const entry = { kind: 'badge' as const, value };
      return window.lanyard.changeStops({ add: [entry], remove: [], pin: '314159' });
    }, serialText);
    expect(stopped).toEqual({ ok: true, value: { result: 'done' } });
    await backToSupervisor(side);
    await become(side, 'security-officer', '161803');
    await side.page.locator('.status-bar').getByText('The security-officer').waitFor();
    await become(main, 'operator', '141421');
    await main.page.locator('.status-bar').getByText('The operator').waitFor();

    const outcome = await waitFor('the stop list', 30, async () => {
      const answer = await main.page.evaluate((input) => window.lanyard.checkIn(input), {
        key: randomUUID(),
        target: {
          kind: 'scan' as const,
          scan: { source: 'hid' as const, readings: [text], seenAt: 0 },
        },
        identity: null,
      });
      return answer.ok && answer.value.outcome === 'stopped' ? answer.value.outcome : null;
    });
    expect(outcome).toBe('stopped');
    await side.page.locator('.alert-card', { hasText: person.printedName }).waitFor();
    await expect
      .poll(() => alertsAt(side))
      .toMatchObject([
        { kind: 'stopped-badge', serial: serialText, stationName: 'Main desk', seen: null },
      ]);
    const refused = await main.page.evaluate(() => window.lanyard.getAlerts());
    expect(refused).toMatchObject({ ok: false, error: { code: 'supervisor-needed' } });
    await expect.poll(() => main.page.locator('.alert-card').count()).toBe(0);
    const calm = main.page.getByRole('navigation').getByRole('button', { name: /^Problems$/ });
    await expect.poll(() => calm.count()).toBe(1);
  });
});
