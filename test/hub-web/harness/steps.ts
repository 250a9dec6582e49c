import type { Page } from 'playwright-core';
import { makeSigningKeys } from '../../../crypto/ed25519.ts';
import { liveUrl } from '../../../domain/wire/organiser.ts';
import type { OrganiserRole } from '../../../domain/wire/organiser-access.ts';
import { problemSchema, problemStatus } from '../../../domain/wire/problems.ts';
import {
  goodPassword,
  readyAccount,
  TestBrowser,
  TestTotp,
} from '../../hub/server/organiser/browser.ts';
import { organiserOf } from '../../hub/server/organiser/support.ts';
import { stationKeys } from '../../hub/service/test-chain.ts';
import { askForPurge, type OrganiserHub, type Scene } from './hub.ts';
import type { View } from './pages.ts';
import { handshake, push, write } from './stations.ts';
import { busiest, people, today, yesterday } from './venue.ts';

const press = (page: Page, selector: string): Promise<void> =>
  page.locator(selector).first().click();
const submit = (page: Page): Promise<void> => press(page, 'button[type="submit"]');
const submitDialog = (page: Page): Promise<void> =>
  press(page, '[role="dialog"] button[type="submit"]');
const search = (page: Page, text: string): Promise<void> =>
  page.locator('input[type="search"]').fill(text);
const dialogInput = '[role="dialog"] input';
const typeInDialog = (page: Page, text: string): Promise<void> =>
  page.locator(dialogInput).fill(text);
const alert = '[role="alert"]';

async function signInWith(page: Page, name: string, password: string): Promise<void> {
  await page.locator('[autocomplete="username"]').fill(name);
  await page.locator('[type="password"]').fill(password);
  await submit(page);
}

let names = 0;
/** No two accounts of a hub have one name. */
function newName(): string {
  names += 1;
  return `Jón ${names}`;
}

/** Follows the link of a new account. */
async function openSetUp(page: Page, hub: OrganiserHub): Promise<void> {
  const { code } = await hub.admin.addAccount({ name: newName(), role: 'viewer' });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#set-up=${code}`);
  await page.locator('.entry-code').waitFor();
  await submit(page);
  await page.locator('.authenticator').waitFor();
}

/** From now on the hub is too busy for files; a real one is so only while it writes a large import. */
export async function failExports(page: Page): Promise<void> {
  const problem = { code: 'busy', detail: '', retryAfter: 3_000, head: null };
  await page.route('**/v1/organiser/exports/*', (route) =>
    route.fulfill({ status: problemStatus.busy, json: problemSchema.parse(problem) }),
  );
}

/** @param shows what is seen in the end */
function step(
  name: string,
  { place, role, scene = 'day' }: { place: string; role: OrganiserRole | null; scene?: Scene },
  shows: string,
  act: (page: Page, hub: OrganiserHub) => Promise<unknown> = async () => undefined,
): View {
  const run: View['run'] = async (page, hub) => {
    await act(page, hub);
    await page.locator(shows).first().waitFor();
  };
  return { name, place, role, scene, run };
}

const signedOut = { place: 'overview', role: null, scene: 'empty' } as const;
const stations = { place: 'stations', role: 'organiser' } as const;
const officer = 'data-protection-officer';

/** Somebody has a kiosk in hand and registers people with it; an officer goes from the overview to its station. */
async function takenAway(page: Page, hub: OrganiserHub): Promise<void> {
  const kiosk = hub.station('Kiosk 1');
  write(kiosk, hub.clock.now, { type: 'walk-in-registered', payload: {} });
  await push(hub, kiosk);
  await page.reload();
  await page.locator('.attention-item[href]').first().click();
}

/** Somebody admits people at a kiosk without their tickets, and a station signs with another key than it enrolled with. */
async function withoutTickets(page: Page, hub: OrganiserHub): Promise<void> {
  const kiosk = hub.station('Kiosk 3');
  for (const { id: delegateId } of people.slice(0, 12)) {
    const payload = { identity: null, source: 'camera' };
    write(kiosk, hub.clock.now, { delegateId, payload });
  }
  await push(hub, kiosk);
  const door = hub.station('Door B');
  const key = stationKeys.get(door.id) ?? '';
  write(door, hub.clock.now, { type: 'went-out', payload: {} });
  stationKeys.set(door.id, makeSigningKeys().privateKey);
  await push(hub, door).catch(() => undefined);
  stationKeys.set(door.id, key);
  await page.reload();
}

/** Sign-in, dialogs, and pages with something found on them. */
const everydaySteps: readonly View[] = [
  step('sign-in', signedOut, '[autocomplete="username"]'),
  step('sign-in-wrong', signedOut, alert, (page) => signInWith(page, 'organiser', 'wrong')),
  step('sign-in-throttled', signedOut, alert, async (page, hub) => {
    for (let i = 0; i < 5; i += 1) await new TestBrowser(hub).begin('throttled', 'wrong');
    await signInWith(page, 'throttled', 'wrong');
  }),
  step('sign-in-code', signedOut, alert, async (page, hub) => {
    const account = { name: newName(), role: 'viewer' } as const;
    const { totp } = await readyAccount(hub, account);
    await signInWith(page, account.name, goodPassword);
    const code = page.locator('[autocomplete="one-time-code"]');
    await code.fill(totp.wrongCode());
    await submit(page);
  }),
  step('set-up', signedOut, '.field-error', async (page, hub) => {
    await openSetUp(page, hub);
    await submit(page);
  }),
  step('set-up-done', signedOut, '.recovery-codes', async (page, hub) => {
    await openSetUp(page, hub);
    const secret = (await page.locator('.authenticator-secret').textContent()) ?? '';
    const totp = new TestTotp(hub, { secret: secret.replaceAll(' ', '') });
    await page.locator('[autocomplete="new-password"]').fill(goodPassword);
    await page.locator('[autocomplete="one-time-code"]').fill(totp.code());
    await submit(page);
  }),
  step('overview-table', { place: 'overview', role: 'organiser' }, '.chart-table table', (page) =>
    press(page, '.chart-table summary'),
  ),
  step('delegations-filtered', { place: 'delegations', role: 'viewer' }, 'td', (page) =>
    search(page, 'ni'),
  ),
  step('delegations-none', { place: 'delegations', role: 'viewer' }, 'main', (page) =>
    search(page, 'zzyzx'),
  ),
  step('search-found', { place: 'search', role: 'protocol' }, '[data-answers="ma"]', (page) =>
    search(page, 'ma'),
  ),
  step('search-nobody', { place: 'search', role: 'protocol' }, '.empty-state bdi', (page) =>
    search(page, 'zzyzx'),
  ),
  step('delegate', { place: 'search', role: 'protocol' }, '.person-facts', async (page) => {
    await search(page, busiest.registrationCode);
    await press(page, '.found-person:has(.native-name)');
  }),
  step('ticket-renewed', { place: 'search', role: 'protocol' }, 'p .code', async (page) => {
    await search(page, busiest.registrationCode);
    await press(page, '.found-person:has(.native-name)');
    await press(page, '.section button');
    await submitDialog(page);
  }),
  step('tickets-ask', { place: 'tickets', role: 'organiser' }, '.field-error', async (page) => {
    await press(page, '.section .button[data-look="danger"]');
    await submitDialog(page);
  }),
  step('revoke', stations, '.field-error', async (page) => {
    await press(page, '.station-actions button');
    await typeInDialog(page, 'Desk 2');
    await submit(page);
  }),
  step('invite', stations, dialogInput, (page) => press(page, '.page-actions button')),
  step('invite-code', stations, '.qr-code', async (page) => {
    await press(page, '.page-actions button');
    await submit(page);
  }),
  step('operators-to-confirm', stations, '[role="dialog"]', async (page, hub) => {
    await handshake(hub, hub.station('Desk 1'), { alone: ['Jo', 'Ahmed EL AMRANI'] });
    await page
      .getByRole('button', { name: /^(Confirm|Confirmer) Jo/ })
      .first()
      .click();
  }),
  step(
    'without-tickets',
    { place: 'overview', role: 'security-officer' },
    '.attention-item[href]',
    withoutTickets,
  ),
  step('stations-refused', { place: 'stations', role: 'organiser' }, '.troubles', withoutTickets),
  step('station-taken', { place: 'overview', role: 'security-officer' }, '.troubles', takenAway),
  step('export-states', { place: 'exports', role: 'organiser' }, alert, async (page) => {
    await page.locator('.export').first().locator('button').nth(1).click();
    await page.locator('.export-done').waitFor();
    await failExports(page);
    await page.locator('.export').last().locator('button').first().click();
  }),
  step('account-add', { place: 'accounts', role: 'organiser' }, '.issued-code', async (page) => {
    await press(page, '.page-actions button');
    await typeInDialog(page, newName());
    await submit(page);
  }),
  step('account-change', { place: 'accounts', role: 'organiser' }, '.account-act', (page) =>
    press(page, '.data-table tbody button'),
  ),
  step('password', { place: 'account', role: 'viewer' }, dialogInput, (page) =>
    press(page, '.section button'),
  ),
  step('offline', { place: 'overview', role: 'organiser' }, '.down-banner .note', async (page) => {
    await page.route(`**${liveUrl}`, (route) => route.abort());
    await page.reload();
  }),
];

/** Lost stations, the close of a day, approvals, purges and access requests. */
const careSteps: readonly View[] = [
  step('lost', { place: 'stations', role: 'security-officer' }, dialogInput, (page) =>
    page.getByRole('button', { name: /(lost|perdu)\W+Desk 2/ }).click(),
  ),
  step('lost-report', { place: 'stations', role: officer }, '[role="dialog"] td', async (page) => {
    await page.getByRole('button', { name: /(held|détenait)\W+Desk 9/ }).click();
    await typeInDialog(page, 'Desk 9');
    await submitDialog(page);
  }),
  step(
    'day-close',
    { place: `days/${today}`, role: 'organiser' },
    '[role="dialog"] .note',
    (page) => page.locator('.day-closing .button').last().click(),
  ),
  step('day-closed', { place: `days/${yesterday}`, role: 'organiser' }, '.verify'),
  step('day-of-viewer', { place: 'days/2018-10-04', role: 'viewer' }, '.day-figures'),
  step(
    'approve',
    { place: 'approvals', role: 'organiser', scene: 'purged' },
    alert,
    async (page, hub) => {
      const asker = await organiserOf(hub, 'organiser', newName());
      const reason = `The event is over, says ${asker.account.name}.`;
      await askForPurge(asker, reason);
      await page.reload();
      const request = page.locator('.approval', { hasText: reason });
      await request.locator('.approval-acts button').last().click();
      // The hub refuses only what has become so since the list was read.
      const { id } = (await hub.signedIn('organiser')).account;
      await hub.running.accounts.list.reset(asker.account.id, { accountId: id, address: '' });
      await submitDialog(page);
    },
  ),
  step(
    'refuse',
    { place: 'approvals', role: 'organiser', scene: 'purged' },
    '.field-error',
    async (page) => {
      await press(page, '.approval-acts button');
      await submitDialog(page);
    },
  ),
  step('approvals-own', { place: 'approvals', role: officer, scene: 'purged' }, '.approval'),
  step(
    'purge-ask',
    { place: 'privacy', role: officer, scene: 'over' },
    '.field-error',
    async (page) => {
      await press(page, '.section .button[data-look="danger"]');
      await submitDialog(page);
    },
  ),
  step(
    'purge-carry-out',
    { place: 'privacy', role: 'organiser', scene: 'approved' },
    dialogInput,
    (page) => press(page, '.section .button[data-look="danger"]'),
  ),
  step(
    'certificate',
    { place: 'privacy', role: 'organiser', scene: 'purged' },
    '.certificate',
    (page) => page.locator('.purge button').last().click(),
  ),
  step(
    'access-request',
    { place: 'privacy', role: officer },
    '[role="dialog"] .bullets',
    async (page) => {
      await search(page, 'ma');
      await page.keyboard.press('Enter');
      await press(page, '.found-request button');
    },
  ),
];

/** Everything that is done before a place is examined. */
export const steps: readonly View[] = [...everydaySteps, ...careSteps];
