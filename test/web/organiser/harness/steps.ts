import type { Page } from 'playwright-core';
import {
  eventVersionId,
  eventVersionText,
  placeOf,
} from '../../../../domain/event/event-version.ts';
import { extraFieldsSchema } from '../../../../domain/event/extra-fields.ts';
import { liveUrl } from '../../../../domain/organiser/organiser.ts';
import { problemSchema, problemStatus } from '../../../../domain/sync/problems.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import {
  goodPassword,
  readyAccount,
  TestBrowser,
  TestTotp,
} from '../../../hub/http/organiser/browser.ts';
import { organiserOf } from '../../../hub/http/organiser/support.ts';
import { stationKeys } from '../../../hub/support/test-chain.ts';
import { click, inOrder, keys, type Step } from '../../../renderer/harness/steps.ts';
import { askForPurge } from './hub.ts';
import { at, type View } from './pages.ts';
import { handshake, push, write } from './stations.ts';
import { busiest, people, today, yesterday } from './venue.ts';

type Act = NonNullable<View['run']>;

const typed =
  (selector: string, text: string): Step =>
  (page) =>
    page.locator(selector).fill(text);
const submit = click('button[type="submit"]');
const submitDialog = click('[role="dialog"] button[type="submit"]');
const search = (text: string): Step => typed('input[type="search"]', text);
const dialogInput = '[role="dialog"] input';
const alert = '[role="alert"]';
const pageAction = click('.page-actions button');
const dangerous = click('.section .button[data-variant="danger"]');

const signInWith = (name: string, password: string): Step =>
  inOrder(typed('[autocomplete="username"]', name), typed('[type="password"]', password), submit);

let names = 0;
/** A name that no other account of a hub has. */
function newName(): string {
  names += 1;
  return `Jón ${names}`;
}

const openSetUp: Act = async (page, hub) => {
  const { code } = await hub.admin.addAccount({ name: newName(), role: 'viewer' });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#set-up=${code}`);
  await page.locator('.entry-code').waitFor();
  await submit(page);
  await page.locator('.authenticator').waitFor();
};

const finishSetUp: Act = async (page, hub) => {
  const secret = (await page.locator('.authenticator-secret').textContent()) ?? '';
  const totp = new TestTotp(hub, { secret: secret.replaceAll(' ', '') });
  await page.locator('[autocomplete="new-password"]').fill(goodPassword);
  await page.locator('[autocomplete="one-time-code"]').fill(totp.code());
  await submit(page);
};

const typeWrongCode: Act = async (page, hub) => {
  const account = { name: newName(), role: 'viewer' } as const;
  const { totp } = await readyAccount(hub, account);
  await signInWith(account.name, goodPassword)(page);
  await page.locator('[autocomplete="one-time-code"]').fill(totp.wrongCode());
  await submit(page);
};

const beThrottled: Act = async (page, hub) => {
  for (let i = 0; i < 5; i += 1) await new TestBrowser(hub).begin('throttled', 'wrong');
  await signInWith('throttled', 'wrong')(page);
};

/** Makes the hub too busy for files; a real one is so only while it writes a large import. */
export async function failExports(page: Page): Promise<void> {
  const problem = { code: 'busy', detail: '', retryAfter: 3_000, head: null };
  await page.route('**/v1/organiser/exports/*', (route) =>
    route.fulfill({ status: problemStatus.busy, json: problemSchema.parse(problem) }),
  );
}

/** A stolen kiosk registers people; an officer goes from the overview to its station. */
const takenAway: Act = async (page, hub) => {
  const station = hub.station('Kiosk 1');
  write(station, hub.clock.now, { type: 'walk-in-registered', payload: {} });
  await push(hub, station);
  await page.reload();
  await page.locator('.attention-item[href]').first().click();
};

/**
 * A kiosk admits people without their tickets, and a station signs with another key than it
 * enrolled with.
 */
const withoutTickets: Act = async (page, hub) => {
  const station = hub.station('Kiosk 3');
  for (const { id: delegateId } of people.slice(0, 12)) {
    const payload = { identity: null, source: 'camera' };
    write(station, hub.clock.now, { delegateId, payload });
  }
  await push(hub, station);
  const door = hub.station('Door B');
  const key = stationKeys.get(door.id) ?? '';
  write(door, hub.clock.now, { type: 'went-out', payload: {} });
  stationKeys.set(door.id, makeSigningKeys().privateKey);
  await push(hub, door).catch(() => undefined);
  stationKeys.set(door.id, key);
  await page.reload();
};

const askToConfirm: Act = async (page, hub) => {
  await handshake(hub, hub.station('Desk 1'), { alone: ['Jo', 'Ahmed EL AMRANI'] });
  const confirm = page.getByRole('button', { name: /^(Confirm|Confirmer) Jo/ });
  await confirm.first().click();
};

const approveOfOneHand: Act = async (page, hub) => {
  const asker = await organiserOf(hub, 'organiser', newName());
  const reason = `The event is over, says ${asker.account.name}.`;
  await askForPurge(asker, reason);
  await page.reload();
  const request = page.locator('.approval', { hasText: reason });
  await request.locator('.approval-acts button').last().click();
  // The page already hides what it knows to be refused: the account must become dependent after the
  // list was read.
  const { id } = (await hub.signedIn('organiser')).account;
  await hub.running.accounts.list.reset(asker.account.id, { accountId: id, address: '' });
  await submitDialog(page);
};

const loseLive: Act = async (page) => {
  await page.route(`**${liveUrl}`, (route) => route.abort());
  await page.reload();
};

/** One file is saved, the other one fails. */
const exportTwo: Act = async (page) => {
  await page.locator('.export').first().locator('button').nth(1).click();
  await page.locator('.export-done').waitFor();
  await failExports(page);
  await page.locator('.export').last().locator('button').first().click();
};

/** @param shows selector of what is shown in the end */
function step(name: string, view: View, shows: string, ...acts: readonly Act[]): View {
  const run: Act = async (page, hub) => {
    for (const act of acts) await act(page, hub);
    await page.locator(shows).first().waitFor();
  };
  return { ...view, name, run };
}

const ofStation =
  (act: RegExp): Step =>
  (page) =>
    page.getByRole('button', { name: act }).click();
const moreOf =
  (station: string): Step =>
  (page) =>
    page.getByRole('button', { name: new RegExp(`^(More|Autres) .* ${station}$`) }).click();
/** Chooses an action in the menu of a station's card. */
const fromMenuOf =
  (station: string, act: RegExp): Step =>
  async (page) => {
    await moreOf(station)(page);
    await page.getByRole('menuitem', { name: act }).click();
  };
const signedOut = at('overview', null, 'empty');
const overview = at('overview', 'organiser');
const guarding = at('overview', 'security-officer');
const stations = at('stations', 'organiser');
const accounts = at('accounts', 'organiser');
const closing = at(`days/${today}`, 'organiser');
const purged = at('privacy', 'organiser', 'purged');
const searching = at('search', 'protocol');
const approvals = at('approvals', 'organiser', 'purged');
const viewing = at('delegations', 'viewer');
const officer = 'data-protection-officer';
const findBusiest = inOrder(
  search(busiest.registrationCode),
  click('.found-person:has(.native-name)'),
);
const renewTicket = inOrder(findBusiest, click('.section button'), submitDialog);
const revokeDesk = inOrder(
  fromMenuOf('Desk 1', /Revoke|Révoquer/),
  typed(dialogInput, 'Desk 2'),
  submit,
);
const addAccount: Act = async (page) => {
  await pageAction(page);
  await page.locator(dialogInput).fill(newName());
  await submit(page);
};
const reportLost = inOrder(
  ofStation(/(held|détenait)\W+Desk 9/),
  typed(dialogInput, 'Desk 9'),
  submitDialog,
);
const askAccess = inOrder(search('ma'), keys('Enter'), click('.found-request button'));

const importing = at('import', 'organiser');
/**
 * Chooses a file with a new person, a changed one, a rejected row and a cell that needs a decision.
 */
const chooseRoster: Step = async (page) => {
  const lines = [
    'Registration code;Given name;Family name;Delegation',
    `${busiest.registrationCode};${busiest.givenName};RENAMED;${busiest.delegation}`,
    'NEW-0001;José;GARCÍA;ESP',
    'NEW-0002;An\u200Bna;MÜLLER;DEU',
    'NEW-0003;Nobody;NOWHERE;XXX',
  ];
  const buffer = Buffer.from(lines.join('\r\n'));
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.locator('.roster-foot').waitFor();
};
/** A list without codes: somebody whom the roster may have, and somebody new. */
const compareNames: Step = async (page) => {
  const lines = [
    'Name;Delegation',
    `${busiest.givenName} ${busiest.familyName};${busiest.delegation}`,
    'José GARCÍA;ESP',
  ];
  const buffer = Buffer.from(lines.join('\r\n'));
  const file = { name: 'names.csv', mimeType: 'text/csv', buffer };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.locator('.roster-foot .button').click();
};
const chooseWrong: Step = async (page) => {
  const buffer = Buffer.from('%PDF-1.7\n');
  const file = { name: 'list.pdf', mimeType: 'application/pdf', buffer };
  await page.locator('input[type="file"]').setInputFiles(file);
};
const compareRoster = inOrder(chooseRoster, click('.roster-foot .button'));

const event = at('event', 'organiser');
const changeSession = click('.data-table tbody button', 1);
const renameSession: Act = async (page) => {
  await changeSession(page);
  await page.locator(dialogInput).first().fill('Opening of the conference');
  await submitDialog(page);
};
const pressNamed =
  (name: RegExp): Step =>
  (page) =>
    page.getByRole('button', { name }).first().click();
/** A choice without its French label. */
const declareField: Act = async (page) => {
  await pressNamed(/^(Add an extra field|Ajouter un champ)/)(page);
  await page.locator(dialogInput).first().fill('Lunch menu');
  await pressNamed(/^(Text|Texte)/)(page);
  await page.getByRole('option').nth(1).click();
  await pressNamed(/^(Add a choice|Ajouter un choix)/)(page);
  await page.getByRole('dialog').locator('input[type="text"]').nth(2).fill('Fish');
};
/** Two new ones, and one that the event has under another name. */
const addSeveral: Act = async (page) => {
  await pressNamed(/^(Add several|Ajouter plusieurs)/)(page);
  const lines = [
    'CPLP;Lusophone Community;Communauté lusophone',
    'BEL;Flanders',
    'OIF;Francophonie',
  ];
  await page.locator('[role="dialog"] textarea').fill(lines.join('\n'));
  await submitDialog(page);
};
const tryTicket: Act = async (page) => {
  const area = page.locator('textarea');
  await area.fill('{"i":[2,"events.example.org","q83vEjRWeJCrze8SNFZ4kA=="]}');
  await area.evaluate((box) => box.scrollIntoView({ block: 'center' }));
};

/** The event asks what people eat, and every third has not said. */
const askForMeals: Act = async (page, hub) => {
  const { version: base, file } = await hub.running.hub.eventVersions();
  const extraFields = extraFieldsSchema.parse([
    {
      id: 'meal',
      label: { en: 'Meal', fr: 'Repas' },
      type: 'choice',
      choices: ['Fish / Poisson', 'Vegan / Végétalien', 'Halal'],
    },
    {
      id: 'shuttle',
      label: { en: 'Shuttle to the dinner', fr: 'Navette pour le dîner' },
      type: 'yes-no',
    },
  ]);
  await hub.running.hub.changeEvent({ base, file: { ...file, extraFields } }, 'Bruno Weiss');
  const entries = people
    .filter((_, at) => at % 3 !== 0)
    .map(({ id, registrationCode }, at) => ({
      id,
      registrationCode,
      ticketHashes: [],
      values: {
        extra: { meal: at % 5 === 0 ? 'Vegan' : 'Fish', shuttle: at % 2 === 0 ? 'yes' : 'no' },
      },
    }));
  await hub.running.hub.importRoster(entries, 'test');
  await page.reload();
  await page.getByText(/^(Answers|Réponses)/).scrollIntoViewIfNeeded();
};

/** Another organiser saves a version meanwhile. */
const otherEditor: Act = async (_page, hub) => {
  const { version, file } = await hub.running.hub.eventVersions();
  const place = { en: `Hall ${version}`, fr: `Salle ${version}` };
  await hub.running.hub.changeEvent({ base: version, file: { ...file, place } }, 'Bruno Weiss');
};

/** A desk of an earlier hub brings back a version of it, made from the same one. */
const versionApart: Act = async (page, hub) => {
  const { version, id, file } = await hub.running.hub.eventVersions();
  const desk = hub.station('Desk 1');
  const { publicKey, privateKey } = makeSigningKeys();
  const caller = await desk.caller();
  await hub.running.hub.seedStations([], [], [publicKey]);
  await otherEditor(page, hub);
  const place = { en: 'Palais d’Egmont', fr: 'Palais d’Egmont' };
  const lost = { version: version + 1, file: { ...file, place }, replaces: [id] };
  const lostId = eventVersionId(placeOf(lost, nodeCrypto), nodeCrypto);
  const signature = signText(readPrivateKey(privateKey), eventVersionText(file.id, lostId));
  await hub.running.hub.offerEvent(caller, { ...lost, signature });
};

export const steps: readonly View[] = [
  step('sign-in', signedOut, '[autocomplete="username"]'),
  step('sign-in-wrong', signedOut, alert, signInWith('organiser', 'wrong')),
  step('sign-in-throttled', signedOut, alert, beThrottled),
  step('sign-in-code', signedOut, alert, typeWrongCode),
  step('set-up', signedOut, '.field-error', openSetUp, submit),
  step('set-up-done', signedOut, '.recovery-codes', openSetUp, finishSetUp),
  step('overview-table', overview, '.chart-table table', click('.chart-table summary')),
  step('overview-answers', overview, '.data-table', askForMeals),
  step('delegations-filtered', viewing, 'td', search('ni')),
  step('delegations-none', viewing, 'main', search('zzyzx')),
  step('search-found', searching, '[data-answers="ma"]', search('ma')),
  step('search-nobody', searching, '.empty-state bdi', search('zzyzx')),
  step('delegate', searching, '.person-facts', findBusiest),
  step('ticket-renewed', searching, 'p .code', renewTicket),
  step('tickets-ask', at('tickets', 'organiser'), '.field-error', dangerous, submitDialog),
  step('revoke', stations, '.field-error', revokeDesk),
  step('invite', stations, dialogInput, pageAction),
  step('invite-code', stations, '.qr-code', pageAction, submit),
  step('operators-to-confirm', stations, '[role="dialog"]', askToConfirm),
  step('without-tickets', guarding, '.attention-item[href]', withoutTickets),
  step('stations-refused', stations, '.troubles', withoutTickets),
  step('station-taken', guarding, '.troubles', takenAway),
  step('export-states', at('exports', 'organiser'), alert, exportTwo),
  step('account-add', accounts, '.issued-code', addAccount),
  step('account-change', accounts, '.account-act', click('.data-table tbody button')),
  step('import-columns', importing, '.roster-foot', chooseRoster),
  step('import-changes', importing, '.diff-tiles', compareRoster),
  step('import-questions', importing, '.import-question', compareNames),
  step('import-not-a-table', importing, alert, chooseWrong),
  step('event-session', event, dialogInput, changeSession),
  step('event-unsaved', event, '.sticky', renameSession),
  step('event-behind', event, '.note', renameSession, otherEditor),
  step('event-apart', event, '.note', versionApart),
  step('event-extra-field', event, '[role="dialog"]', declareField),
  step('event-several', event, '[role="dialog"] section', addSeveral),
  step('event-try-ticket', event, 'ul .code', tryTicket),
  step('password', at('account', 'viewer'), dialogInput, click('.section button')),
  step('offline', overview, '.down-banner .note', loseLive),
  step('station-menu', stations, '[role="menuitem"]', moreOf('Desk 1')),
  step('lost', at('stations', 'security-officer'), dialogInput, fromMenuOf('Desk 2', /lost|perdu/)),
  step('lost-report', at('stations', officer), '[role="dialog"] td', reportLost),
  step('day-close', closing, '[role="dialog"] .note', click('.day-closing .button', -1)),
  step('day-closed', at(`days/${yesterday}`, 'organiser'), '.verify'),
  step('day-of-viewer', at('days/2018-10-04', 'viewer'), '.day-figures'),
  step('approve', approvals, alert, approveOfOneHand),
  step('refuse', approvals, '.field-error', click('.approval-acts button'), submitDialog),
  step('approvals-own', at('approvals', officer, 'purged'), '.approval'),
  step('purge-ask', at('privacy', officer, 'over'), '.field-error', dangerous, submitDialog),
  step('purge-carry-out', at('privacy', 'organiser', 'approved'), dialogInput, dangerous),
  step('certificate', purged, '.certificate', click('.purge button', -1)),
  step('access-request', at('privacy', officer), '[role="dialog"] .bullets', askAccess),
];
