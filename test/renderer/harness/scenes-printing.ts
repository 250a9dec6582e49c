import type { Page } from 'playwright-core';
import { reprintBadge } from '../../../main/badges/badges.ts';
import { badgeCodeOf } from '../../support/badge-tokens.ts';
import {
  badgesOf,
  codeOf,
  countStock,
  fate,
  fillBadges,
  fillBatches,
  handedOver,
  marie,
} from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { wrongTemplate } from './files.ts';
import { deskOf } from './pages.ts';
import { foreignBadge, uuid } from './people.ts';
import {
  choose,
  click,
  clickText,
  family,
  fillBox,
  goTo,
  inOrder,
  opens,
  openTab,
  press,
  type Scene,
  type Step,
  scan,
  scanned,
  scene,
  untilAlert,
  untilOption,
  untilRole,
  untilShown,
  untilText,
} from './steps.ts';
import { begun, type Label, said } from './words.ts';

/**
 * Shows the n-th newest badge of a person at the idle desk; negative numbers count from the end.
 */
function showBadge(place: number): Step {
  return (page) => {
    const serial = badgesOf(deskOf(page), 2).at(place)?.serial ?? '';
    return scanned(badgeCodeOf(deskOf(page).context.db, serial))(page);
  };
}
/** Shows the third person's newest badge at another screen. */
const scanBadge: Step = (page) => scan(page, codeOf(deskOf(page), 2));
const scanFirst = inOrder(untilText('badges.record.armed'), scanBadge);

function reprinted(desk: HarnessDesk): void {
  const again = { delegateId: uuid(1, 2), reason: 'damaged' } as const;
  handedOver(desk, reprintBadge(desk.context, marie(desk), again).serial);
}
const lost = (desk: HarnessDesk): void => fate(desk, badgesOf(desk, 2)[0]?.serial ?? '', 'lost');

/** Badges in every state; what waits does so because the paper is out. */
const manyBadges = { query: 'printer=paper-out', prepare: fillBadges } as const;
const counted = (left: number) => ({ prepare: (desk: HarnessDesk) => countStock(desk, left) });
const batch = (how: 'paused' | 'problems') => ({
  prepare: (desk: HarnessDesk) => fillBatches(desk, how),
});

const badges = family('badges', '', goTo('app.badges'));
const chooseLost = clickText('badges.fate.lost');
const toStock = openTab('badges.tabs.stock');
const stock = family('badges-stock', '', goTo('app.badges'), toStock);
const ahead = inOrder(goTo('app.badges'), openTab('badges.tabs.ahead'));
const batches = family('batches', '', ahead);
const ofBatch = family('batch', '', ahead);
const nobody = inOrder(fillBox('textbox', 'nobody at all'), untilText(/nobody at all/));
const wholeRoster = inOrder(clickText('batches.roster'), untilText('batches.willPrint'));

const badgeScenes: readonly Scene[] = [
  scene('badge-stale', { prepare: reprinted }, showBadge(-1)),
  scene('badge-lost', { prepare: lost }, showBadge(0)),
  scene('badge-unheard', scanned(foreignBadge(7))),
  badges('open', manyBadges, untilText(said('badges.open', '6'))),
  badges('balanced', { query: 'admitted=6', ...counted(100) }, untilText('badges.balances')),
  badges('none', 'admitted=0', untilText('badges.noneHere')),
  badges('row', manyBadges, press(begun('badges.row.handed-over')), untilShown('table')),
  badges('row-none-found', manyBadges, press(begun('badges.row.in-question')), nobody),
  badges('recorded', scanFirst, untilText('badges.record.recent')),
  badges('refused', 'fails=recordBadgeFate:badge-replaced', scanFirst, untilAlert),
  badges('lost-scanned', chooseLost, scanBadge, untilText('badges.record.inHand')),
  badges('stock', counted(90), toStock, untilText('stock.says.missing')),
  stock('error', press('stock.add'), untilText('stock.countWrong')),
  stock('no-printer', 'printer=none', untilText('stock.noPrinter')),
  batches('none', untilText('batches.none')),
  batches('problems', batch('problems'), untilText(said('batches.problems', '2'))),
  batches('paused', batch('paused'), untilText('batches.resume')),
  ofBatch('dialog', press('batches.new'), wholeRoster),
  ofBatch(
    'dialog-choose',
    press('batches.new'),
    (page) => page.getByRole('combobox').last().fill('ne'),
    untilOption,
  ),
  ofBatch('cancel', batch('paused'), opens('batches.cancel')),
];

const toPrinters = inOrder(goTo('app.printers'), (page) =>
  page.getByRole('heading', { level: 1 }).waitFor(),
);

export const openAdd = inOrder(toPrinters, opens('printers.add'));

function fillNamed(label: Label, text: string): Step {
  return (page) => page.getByRole('textbox', { name: said(label) }).fill(text);
}
function chooseRadio(label: Label): Step {
  // The radio itself is invisible; press its label once it no longer moves.
  return (page) =>
    page.locator('label', { has: page.getByRole('radio', { name: begun(label) }) }).click();
}
function untilButton(label: Label): Step {
  return (page) => page.getByRole('button', { name: said(label) }).waitFor();
}

const next = press('printers.next');
const found = inOrder(openAdd, untilButton('printers.find.again'));
const zebraFound = inOrder(found, press(/ZD421/));

/** Types an address and goes to the model. */
export const typeAddress = inOrder(openAdd, fillNamed('printers.host', '192.168.10.99'), next);

const chooseLastModel = inOrder(
  typeAddress,
  press(begun('printers.model.open')),
  choose('option', -1),
);
const search = (range: string): Step =>
  inOrder(openAdd, fillNamed('printers.find.subnet', range), press('printers.find.probe'));
const toTest = inOrder(zebraFound, press('printers.saveAndTest', 'printers.testing.start'));

const printers = family('printers', '', toPrinters);
const fleet = family('printer', 'fleet=1', toPrinters);
const add = family('printer-add', '');

const printerScenes: readonly Scene[] = [
  scene('printers', toPrinters),
  printers('none', 'printer=none'),
  printers('none-operator', 'printer=none&role=operator'),
  printers('fleet', 'fleet=1'),
  printers('details', 'fleet=1', press('app.details')),
  printers('fleet-operator', 'fleet=1&role=operator'),
  printers('models-problem', 'search=failed'),
  scene('printer-add', 'search=endless', openAdd, untilButton('printers.find.stop')),
  add('found', found),
  add('found-details', found, click('[role="dialog"] .fold-button')),
  add('nothing', 'search=nothing', found),
  add('search-failed', 'search=failed', found),
  add('probing', 'search=endless', search('192.168.10.0/24'), untilButton('printers.find.stop')),
  add('subnet-refused', search('the office'), untilAlert),
  add(
    'address-errors',
    openAdd,
    fillNamed('printers.host', 'fe80::12345'),
    fillNamed('printers.port', '0'),
    next,
  ),
  add('badges', zebraFound, untilButton('printers.saveAndTest')),
  add('model', zebraFound, press('printers.back'), untilRole('combobox')),
  add('driver', found, press(/^Office printer/), untilRole('combobox')),
  add('model-list', typeAddress, fillBox('combobox', 't88'), untilOption),
  add('hand-errors', chooseLastModel, chooseRadio(/^Star/), fillBox('textbox', '99'), next),
  add('roll', typeAddress, fillBox('combobox', 'ql-820'), untilOption, choose('option', 0), next),
  scene('printer-test', toTest),
  scene(
    'printer-test-remedy',
    'printer=unknown',
    toTest,
    chooseRadio('printers.testing.verdicts.not-told'),
    untilButton('printers.testing.statusOnly'),
  ),
  fleet('edit', opens(said('printers.editOf', 'Right.*'))),
  fleet('load', opens(said('printers.loadOf', 'Right.*'))),
  fleet('remove', opens(said('printers.removeOf', 'Right.*'))),
  fleet('history', 'history=1', opens(said('printers.historyOf', '.*USB.*'))),
  fleet('history-none', opens(said('printers.historyOf', '.*USB.*'))),
];

export const toTemplates = inOrder(
  goTo('app.templates'),
  untilText('templates.title'),
  untilShown('.template-card'),
);

/** Opens the editor of the 80 mm roll and waits for its picture. */
export const openEditor = inOrder(
  toTemplates,
  press(said('templates.editOf', '(?:Rouleau )?80 mm.*')),
  untilShown('.canvas-picture img'),
);

export const chooseField = (page: Page, name: RegExp): Promise<void> =>
  page.locator('.field-list').getByRole('button', { name }).click();

export const setNumber = (page: Page, label: RegExp, value: string): Promise<void> =>
  page.locator('.editor-side').getByLabel(label).fill(value);

const chooseCode: Step = (page) => chooseField(page, /QR/);
const setCode = (label: Label, value: string): Step =>
  inOrder(openEditor, chooseCode, (page) => setNumber(page, begun(label), value));
const addText = inOrder(openEditor, press('editor.add'), (page) =>
  page.getByRole('menuitem', { name: said('editor.kind.text') }).click(),
);

const templateScenes: readonly Scene[] = [
  scene('templates', 'templates=1', toTemplates, (page) =>
    page.locator('.template-open img').nth(1).waitFor(),
  ),
  scene('templates-new', toTemplates, press('templates.new', 'templates.create')),
  scene('templates-menu', 'templates=1', toTemplates, press('templates.moreOf'), untilRole('menu')),
  scene('templates-refused', { prepare: wrongTemplate }, toTemplates, opens('templates.import')),
  scene('editor', openEditor),
  scene('editor-field', openEditor, (page) => chooseField(page, begun('editor.kind.names'))),
  scene('editor-text', addText, (page) =>
    page.locator('.editor-side').getByRole('textbox').nth(4).fill('Welcome'),
  ),
  scene(
    'editor-colour',
    openEditor,
    (page) => chooseField(page, begun('editor.kind.strip')),
    (page) => page.locator('.colour-field input').fill('#1f4fd8'),
    (page) => page.locator('.colour-field input').blur(),
    (page) => page.locator('.preview-choices').getByRole('button').first().click(),
    (page) => page.getByRole('option', { name: said('editor.colourPrinter') }).click(),
    untilText('editor.inks.colour'),
  ),
  scene(
    'editor-errors',
    setCode('editor.box.width', '12'),
    untilText('editor.finding.qr-too-small.problem'),
  ),
  scene('editor-leave', setCode('editor.box.x', '30'), opens('editor.back')),
];

export const printingScenes: readonly Scene[] = [
  ...badgeScenes,
  ...printerScenes,
  ...templateScenes,
];
