import type { Page } from 'playwright-core';
import { recordPinFailures } from '../../../db/operators.ts';
import { codeOf } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import {
  eventFiles,
  eventPackage,
  eventTableFiles,
  oldDelegations,
  packagePhrase,
  readOnlyPackage,
  settingsFile,
} from './files.ts';
import { deskOf } from './pages.ts';
import { badTickets, foreignBadge, people, ticketOf, uuid } from './people.ts';
import {
  choose,
  click,
  clickText,
  family,
  fill,
  fillBox,
  inOrder,
  keys,
  opens,
  press,
  type Scene,
  type Step,
  scan,
  scanCode,
  scene,
  type,
  untilDialog,
  untilShown,
  untilText,
} from './steps.ts';
import { operatorsFromHub } from './sync-world.ts';
import { begun, within } from './words.ts';

const chooseBoth: Step = async (page) => {
  const buttons = page.getByRole('button', { name: begun('setUp.event.choose') });
  await buttons.first().click();
  await buttons.last().click();
};
const chooseSettings = opens('setUp.begin.useFile');
const inPackage = 'setUp=event&source=package&demo=1';
const packed = (state: 'good' | 'damaged') => ({ query: inPackage, prepare: eventPackage(state) });
const choosePackage = press(begun('setUp.event.choose'));
const typePhrase = (phrase: string): Step =>
  inOrder(
    choosePackage,
    untilText('setUp.package.passphrase'),
    fillBox('textbox', phrase),
    press('setUp.package.open'),
  );
const wrongPhrase = untilText('error.package-wrong-passphrase.title');
const pressMarie = press(/Marie/);
const fromHub = { prepare: operatorsFromHub(20) };
const signIn = family('sign-in', 'role=none');
const setUp = family('set-up', 'first=1');
const begin = 'setUp=begin';
const create = 'setUp=event&source=create&demo=1';

/** An event of three days with the organiser's tables. */
const chooseTables: Step = async (page) => {
  await fill('setUp.create.firstDay', '2026-10-24')(page);
  await fill('setUp.create.lastDay', '2026-10-26')(page);
  const zone = page.getByRole('combobox', { name: begun('setUp.create.timeZone') });
  await zone.fill('Brussels');
  await zone.press('ArrowDown');
  await zone.press('Enter');
  await page.getByText(begun('setUp.create.tables.table')).click();
  // The first button is for an earlier event.
  const choose = page.getByRole('button', { name: begun('setUp.event.choose') }).nth(1);
  await choose.click();
  await page.getByText('delegations 2026.csv').waitFor();
  await choose.click();
  await page.getByText('Opening session').waitFor();
};
const toEnd: Step = (page) => page.locator('.set-up-buttons').last().scrollIntoViewIfNeeded();

const enter = (pin: string): Step => inOrder(type(pin), keys('Enter'));
const chosenTwice = inOrder(enter('5061'), untilText('signIn.first.repeat'), enter('5061'));
const wrongPin = untilText('signIn.wrongPin');
const askToLeave: Step = async (page) => {
  deskOf(page).notify('leaveAsked', null);
  await untilDialog(page);
};
const leave = family('station-exit', 'mode=kiosk', askToLeave);

function throttled({ context }: HarnessDesk): void {
  recordPinFailures(context.db, uuid(3, 0), 9, Date.now() + 60_000);
}

/** Declares two fields, the second one a choice. */
const declareFields: Step = inOrder(
  press('setUp.create.extra.add'),
  fillBox('textbox', 'Seat', -2),
  press('setUp.create.extra.add'),
  fillBox('textbox', 'Meal', -2),
  fillBox('textbox', 'Repas', -1),
  (page) =>
    page
      .getByRole('button', { name: within('setUp.create.extra.types.text') })
      .last()
      .click(),
  choose('option', 1),
  fillBox('textbox', 'Fish / Poisson, Vegan', -1),
);

export const startScenes: readonly Scene[] = [
  scene('first-start', 'first=1'),
  scene('first-start-errors', 'first=1', press('setUp.next')),
  scene('sign-in', 'role=none'),
  signIn('waiting', untilText(/Marie/), scanCode(ticketOf(0)), untilText('signIn.scansWaiting')),
  signIn('pin', pressMarie, type('20')),
  signIn('others', fromHub, untilText(/Steward 20/)),
  signIn('first-confirm', fromHub, press(/Nora/), chosenTwice, enter('1111'), wrongPin),
  signIn('throttled', { prepare: throttled }, pressMarie, enter('1111'), untilText('signIn.wait')),
  setUp('begin', begin),
  setUp('settings-file', { query: begin, prepare: settingsFile(false) }, chooseSettings),
  setUp('settings-refused', { query: begin, prepare: settingsFile(true) }, chooseSettings),
  setUp('station', 'setUp=station'),
  setUp('event', 'setUp=event'),
  setUp('event-chosen', { query: 'setUp=event', prepare: eventFiles(false) }, chooseBoth),
  setUp('event-wrong', { query: 'setUp=event', prepare: eventFiles(true) }, chooseBoth),
  setUp('hub', 'setUp=event&source=hub'),
  setUp('create', create),
  setUp('create-wrong', create, press('setUp.create.create')),
  setUp('create-tables', { query: create, prepare: eventTableFiles(false) }, chooseTables),
  setUp(
    'create-tables-below',
    { query: create, prepare: eventTableFiles(false) },
    chooseTables,
    toEnd,
  ),
  setUp('create-tables-wrong', { query: create, prepare: eventTableFiles(true) }, chooseTables),
  setUp(
    'create-tables-wrong-below',
    { query: create, prepare: eventTableFiles(true) },
    chooseTables,
    press('setUp.create.create'),
    toEnd,
  ),
  setUp('create-below', create, toEnd),
  setUp(
    'create-letters',
    { query: create, prepare: oldDelegations },
    (page: Page) => page.getByText(begun('setUp.create.tables.table')).click(),
    (page) =>
      page
        .getByRole('button', { name: begun('setUp.event.choose') })
        .nth(1)
        .click(),
    untilText('roster.read.doubtful'),
  ),
  setUp('create-fields', create, declareFields),
  setUp('package', inPackage),
  setUp(
    'package-damaged',
    packed('damaged'),
    choosePackage,
    untilText('error.package-damaged.title'),
  ),
  setUp('package-wrong', packed('good'), typePhrase('a wrong one'), wrongPhrase),
  setUp(
    'package-opened',
    packed('good'),
    typePhrase(packagePhrase),
    untilText('setUp.package.which'),
  ),
  setUp(
    'package-read-only',
    { query: inPackage, prepare: readOnlyPackage },
    typePhrase(packagePhrase),
    clickText(/Desk 2/),
  ),
  scene('set-up-list', 'setUp=list&roster=empty'),
  scene('set-up-place', 'setUp=place&as=door'),
  scene('set-up-place-kiosk', 'setUp=place&as=kiosk'),
  scene('set-up-printer', 'setUp=printer&printer=none'),
  scene('set-up-devices', 'setUp=devices'),
  scene('set-up-ready', 'setUp=ready'),
  scene('set-up-ready-kiosk', 'setUp=ready&as=kiosk'),
  scene('set-up-locked', 'setUp=printer&role=none&alone=1'),
  leave('wrong', enter('1111'), wrongPin),
  leave('choose', enter('2018'), untilText('stationExit.chooseTitle')),
];

/** Waits until the door is ready, and shows it a code. */
function show(code: string): Step {
  const isReady = untilShown('.door-ready, .door-verdict');
  return inOrder(isReady, scanCode(code), untilShown('.door-verdict'));
}

/** Shows a person's badge at the door, or their ticket if they have none. */
const one =
  (index: number): Step =>
  (page) =>
    show(codeOf(deskOf(page), index))(page);

function several(...places: readonly number[]): Step {
  return async (page) => {
    for (const index of places) {
      await one(index)(page);
      const name = people()[index]?.printedName ?? '';
      await page.locator('.door-verdict').getByText(name).first().waitFor();
    }
  };
}

/** Three more people show their badges before the first is answered. */
const threeMore: Step = async (page) => {
  for (const index of [1, 2, 3]) await scan(page, codeOf(deskOf(page), index));
};

const undo = click('.door-tools .door-button');
const door = family('door', 'mode=door', untilShown('h1'));
const full = 'in=2&capacity=1&doubts=full,delegation-full&delegation=1';

export const doorScenes: readonly Scene[] = [
  door('ready'),
  door('ready-out', 'checkpoint=exit&open=1&sync=old-lists'),
  door('ready-camera', 'camera=1&closed=1', untilShown('.door-camera video')),
  door('choose', 'checkpoint=registration'),
  door('in', 'sync=synced', several(0, 2, 4, 6, 8)),
  door('in-photo', 'photo=1', one(1)),
  door('in-long-name', one(3)),
  door('in-fields', one(6)),
  door('in-old-lists', 'sync=old-lists', one(5)),
  door('in-unknown', show(foreignBadge(7))),
  door('back', 'in=6&how=back', one(6)),
  door('out', 'checkpoint=exit&open=1', one(7)),
  door('ask-inside', 'in=0&photo=1', one(0)),
  door('ask-inside-long', 'in=3&photo=1&returned=3', one(3)),
  door('ask-full', full, show(ticketOf(500))),
  door('ask-waiting', 'in=0', one(0), threeMore, untilShown('.door-waiting')),
  door('refused-stopped', 'stopped=2', one(2)),
  door('refused-full', 'door=refused&capacity=1&in=4', one(2)),
  door('refused-time', one(9)),
  door('refused-code', show(badTickets.unreadable)),
  door('refused-category', 'reason=not-registered', one(2)),
  door('undone', several(0, 1), undo, untilShown('.door[data-tone="calm"] .door-verdict')),
  door('failed', 'fails=passDoor:disk-full', one(2)),
];
