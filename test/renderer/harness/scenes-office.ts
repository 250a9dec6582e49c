import { insertCopyPlace } from '../../../db/base/written-files.ts';
import { insertPrintJob } from '../../../db/printing/print-jobs.ts';
import { writeRetention } from '../../../db/privacy/retention.ts';
import { insertActivity } from '../../../db/station/activity.ts';
import { asides, withdrawFact } from '../../../db/sync/sync-judged.ts';
import { addStockCount } from '../../../main/badges/badge-calls.ts';
import { packContent, packPrepared } from '../../../main/emergency/emergency-pack.ts';
import { privacyView } from '../../../main/privacy/privacy-view.ts';
import { admitted, crowd, handedOver, marie, purgeOrdered } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { eventArchive, madeArchive, packagePhrase } from './files.ts';
import { badTickets, ticketOf, uuid } from './people.ts';
import {
  clickText,
  family,
  fill,
  fillBox,
  goTo,
  inOrder,
  keys,
  openSettings,
  opens,
  openTab,
  press,
  type Scene,
  type Step,
  scanCode,
  scene,
  type,
  untilAlert,
  untilDialog,
  untilOption,
  untilShown,
  untilText,
} from './steps.ts';
import { operatorsFromHub, recordsJudged } from './sync-world.ts';
import { begun, said } from './words.ts';
import type { World } from './world.ts';

const enter = (text: string): Step => inOrder(type(text), keys('Enter'));
const station = openSettings(said('settings.tabs.station'));
const operators = inOrder(openSettings('settings.tabs.operators'), untilShown('.operator-list li'));
const health = inOrder(openSettings('settings.tabs.health'), untilShown('.health-list > li'));
const ready = inOrder(openSettings('settings.tabs.ready'), untilShown('.health-list > li'));
/** Rehearses a thousand people at the lanes of the directory. */
const rehearse: Step = async (page) => {
  const field = page.getByLabel(said('readiness.rehearsal.field.people'));
  await field.fill('1000');
  await untilText('readiness.rehearsal.basis')(page);
  await page.locator('.rehearsal-chart').scrollIntoViewIfNeeded();
  await page.locator('[aria-labelledby="rehearsal"]').evaluate((part) => part.scrollIntoView());
};
const security = inOrder(openSettings('settings.tabs.security'), untilText('security.give'));
const about = openSettings('settings.tabs.about');
const activity = openSettings('settings.tabs.activity');
const training = openSettings('settings.tabs.training');
const scanner = openSettings('settings.tabs.scanner');
const ofOperators = family('operators', '', operators);
const privacy = family('privacy', '', openSettings('settings.tabs.privacy'));
const records = family('records', '', openSettings('settings.tabs.privacy'));
const updates = family('updates', '', about, untilShown('.update-part'));

/** Chooses an earlier event's archive for a new event. */
const chooseEarlier: Step = (page) =>
  page
    .getByRole('button', { name: begun('setUp.event.choose') })
    .first()
    .click();
const openEarlier = (phrase: string): Step =>
  inOrder(fill('setUp.package.passphrase', phrase), keys('Enter'));
const earlier = family('earlier', 'setUp=event&source=create&demo=1', chooseEarlier);

const gdpr = { set: 'gdpr', name: '', days: 30 } as const;
const ruleOfHub = ({ context }: HarnessDesk): void =>
  writeRetention(context.db, gdpr, { hub: true });
/** A synced station after this preparation. */
const synced = (prepare: NonNullable<World['prepare']>) => ({ query: 'sync=synced', prepare });

/** The week before the stored data is purged. */
const afterEvent = ({ setClock }: HarnessDesk): void => setClock(Date.UTC(2018, 9, 28, 8));

async function purged(desk: HarnessDesk): Promise<void> {
  afterEvent(desk);
  const { operator } = marie(desk);
  // The disk with this copy is unplugged.
  insertCopyPlace(desk.context.db, { id: uuid(4, 1), path: '/media/backup/lanyard' });
  if (operator !== null) await desk.desk.purge.order(marie(desk), operator);
}

function asked(desk: HarnessDesk): void {
  afterEvent(desk);
  purgeOrdered(desk);
}
const saveOwnRule = inOrder(
  press('privacy.rule.change'),
  clickText('privacy.rule.own'),
  press('privacy.rule.save'),
);
const destroyCopy = press('privacy.destroyed.action', 'privacy.destroyed.confirm');
const openHeld = press('privacy.held.open');
const review = inOrder(openHeld, untilText(/Odile Renard/));

/** Two operators whom the supervisor alone added: they do not count as two people. */
function madeAlone({ context }: HarnessDesk): void {
  context.db
    .prepare('UPDATE operator SET made_by = ? WHERE id != ? AND name != ?')
    .run(uuid(3, 0), uuid(3, 0), 'Ines CLAES');
}

function purging(desk: HarnessDesk): void {
  afterEvent(desk);
  desk.answers.getPrivacy = () => privacyView(desk.context, { done: 3, total: 8 });
}

/** A passphrase of the supervisor, and one of a former operator. */
async function giveKeys({ desk }: HarnessDesk): Promise<void> {
  await desk.keyHolders.add(uuid(3, 0), 'correct horse battery staple');
  await desk.keyHolders.add(uuid(3, 9), 'staple battery horse correct');
}

function inKeychain(desk: HarnessDesk): void {
  desk.answers.getKeyProtection = () => ({ protection: 'keychain', holders: [] });
}

function hasSearched({ context, desk }: HarnessDesk): void {
  insertActivity(context.db, {
    kind: 'search',
    delegateId: null,
    detail: 'lindqvist',
    wall: context.clock(),
    eventId: context.event.file.id,
    operatorId: desk.session.caller().operator?.id ?? null,
  });
}

/** Everyone has an e-mail address and a ticket, and the printer was loaded and tested. */
function madeReady(desk: HarnessDesk): void {
  const { context, printers } = desk;
  const { db, event, clock } = context;
  db.prepare("UPDATE delegate SET email = 'someone@customs.example.org'").run();
  insertActivity(db, {
    kind: 'export',
    delegateId: null,
    detail: 'tickets pdf 14',
    wall: clock(),
    eventId: event.file.id,
    operatorId: marie(desk).operator?.id ?? null,
  });
  for (const { id: printerId } of printers.settings) {
    const loaded = { printerId, kind: 'loaded', count: 500 } as const;
    addStockCount(context, marie(desk), printers.settings, loaded);
    const id = uuid(6, 90);
    insertPrintJob(db, {
      id,
      eventId: event.file.id,
      kind: 'test',
      badgeSerial: null,
      delegateId: null,
      printerId,
      priority: 0,
      wall: clock(),
    });
    db.prepare("UPDATE print_job SET state = 'confirmed' WHERE id = ?").run(id);
  }
}

const settings: readonly Scene[] = [
  scene('settings-camera', openSettings('settings.tabs.camera')),
  scene('settings-camera-operator', 'role=operator', openSettings('settings.tabs.camera')),
  scene('settings-scanner', scanner),
  scene('settings-desk', openSettings('settings.tabs.desk')),
  scene('settings-operators', operators),
  scene('settings-operators-others', { prepare: operatorsFromHub() }, operators),
  scene('settings-about', about),
  scene(
    'settings-scanner-read',
    scanner,
    press('settings.scanner.start'),
    scanCode(ticketOf(0)),
    untilText('settings.scanner.read'),
  ),
  scene('settings-station', station),
  scene('settings-station-kiosk', 'as=kiosk', station),
  scene('archive', station, opens('archive.open'), untilText('archive.holds')),
  scene(
    'archive-easy',
    station,
    opens('archive.open'),
    clickText('eventPackage.own'),
    press('archive.make'),
  ),
  scene(
    'archive-made',
    { prepare: madeArchive },
    station,
    opens('archive.open'),
    press('archive.make'),
    untilText('eventPackage.once'),
  ),
  ofOperators('change-pin', opens('settings.operators.changePin')),
  ofOperators('vouch', { prepare: madeAlone }, opens('settings.operators.vouch')),
  ofOperators('deactivate', opens('settings.operators.deactivate')),
  scene('settings-activity', { prepare: hasSearched }, activity, untilText(/lindqvist/)),
  scene('emergency-training', 'training=1', training),
  scene('emergency-training-switch', training, opens('emergency.training.start')),
  privacy('alone'),
  privacy('hub', synced(ruleOfHub)),
  privacy('purged', { prepare: purged }),
  privacy('destroyed', { prepare: purged }, destroyCopy),
  privacy('held', synced(asked)),
  scene('privacy-held-agree', synced(asked), review),
  scene('privacy-held-early', synced(purgeOrdered), review),
  records('held', synced(recordsJudged)),
  records('held-agree', synced(recordsJudged), openHeld, untilText(/Self-service left/)),
  privacy('running', { prepare: purging }),
  privacy('rules', { prepare: afterEvent }, saveOwnRule),
  privacy('purge', { prepare: afterEvent }, press('privacy.purge.open')),
  scene('health-well', health),
  scene('health-ill', 'health=ill&recovery=read', health),
  scene('health-support', health, press('health.support.show')),
  scene('ready-empty', 'roster=empty&printer=none&alone=1&admitted=0', ready),
  scene('ready-half', 'demo=0&sync=linked&health=ill', ready),
  scene('ready-rehearsal', 'demo=0&sync=synced', ready, rehearse),
  scene(
    'ready-rehearsal-empty',
    'roster=empty&admitted=0',
    ready,
    untilText('readiness.rehearsal.nobody'),
    (page) =>
      page.locator('[aria-labelledby="rehearsal"]').evaluate((part) => part.scrollIntoView()),
  ),
  scene('ready-good', { query: 'demo=0&sync=synced&health=read', prepare: madeReady }, ready),
  // The notice after a start that restored the store.
  scene('recovery-whole', 'recovery=whole', untilDialog),
  scene('recovery-missing', 'recovery=missing', untilDialog),
  updates('waiting', 'updates=waiting'),
  updates('blocked', 'updates=blocked'),
  updates('failed', 'updates=failed'),
  scene('security-file', security),
  scene('security-keychain', { prepare: inKeychain }, security),
  scene(
    'security-easy',
    { prepare: giveKeys },
    security,
    fill('security.phrase', '123456'),
    press('security.give'),
  ),
  scene('security-take', { prepare: giveKeys }, security, press('security.take')),
];

const toPack = inOrder(goTo('app.emergency'), openTab('emergency.tabs.pack'));
const toPaper = inOrder(goTo('app.emergency'), openTab('emergency.tabs.paper'));
const open = keys('F9');
const evacuation = family('emergency-evacuation', '', open);
const sixty: Step = (page) =>
  page.locator('[data-kind="inside"] dd', { hasText: /^60$/ }).waitFor();
const untilTicked = untilShown('.evacuation-said[data-kind="ticked"]');
const tickThree: Step = async (page) => {
  for (const index of [0, 2, 3]) await page.getByRole('checkbox').nth(index).check();
};
const findDelegate = (name: string): Step => inOrder(fillBox('combobox', name), untilOption);

const typeLine = (name: string, time: string, number: string): Step =>
  inOrder(
    findDelegate(name),
    keys('Enter'),
    fill('emergency.fromPaper.time', time),
    keys('Enter'),
    enter(number),
  );

/** Sixty people inside, in addition to those who came before. */
function fillRooms(desk: HarnessDesk): void {
  for (const id of crowd(desk, 54)) handedOver(desk, admitted(desk, id).serial);
}

/** Two people disregarded records at the hub: someone has to check whether these two are inside. */
function disregardTwo(desk: HarnessDesk): void {
  fillRooms(desk);
  const { db, clock } = desk.context;
  const links = db.prepare<[], Parameters<typeof withdrawFact>[1]>(
    `SELECT station, incarnation, kseq, hash, 0 AS seq FROM attendance_event
     WHERE type = 'admitted' ORDER BY kseq DESC LIMIT 2`,
  );
  db.transaction(() => {
    for (const link of links.all()) withdrawFact(db, link, asides.disregarded, clock());
  }).immediate();
}

const preparePack = (desk: HarnessDesk): void =>
  packPrepared(desk.context, marie(desk), packContent(desk.context, 48, 'en'));

const next: readonly Scene[] = [
  earlier('sealed', { prepare: eventArchive }, untilText('setUp.earlier.open')),
  earlier(
    'wrong',
    { prepare: eventArchive },
    openEarlier('a wrong one'),
    untilText('error.package-wrong-passphrase.title'),
  ),
  earlier(
    'opened',
    { prepare: eventArchive },
    openEarlier(packagePhrase),
    untilText('setUp.earlier.comesOver'),
  ),
  earlier(
    'damaged',
    { prepare: (desk) => eventArchive(desk, true) },
    untilText('error.archive-damaged.title'),
  ),
];

/** After the end of the day's last session. */
const evening = ({ setClock }: HarnessDesk): void => setClock(Date.UTC(2018, 9, 2, 16, 30));

const emergencies: readonly Scene[] = [
  scene('rail-evening', { query: 'role=operator', prepare: evening }, untilShown('.hero')),
  scene('problems-warnings', 'health=ill', goTo('app.problems')),
  scene('emergency-evacuation', synced(fillRooms), open, sixty, tickThree),
  evacuation('scanned', synced(fillRooms), sixty, tickThree, scanCode(ticketOf(2)), untilTicked),
  evacuation('elsewhere', synced(fillRooms), sixty, scanCode(ticketOf(0)), untilTicked),
  evacuation(
    'unknown',
    scanCode(badTickets['nobody-knows']),
    untilText('emergency.evacuation.unknown'),
  ),
  evacuation('unconfirmed', synced(disregardTwo), untilText('emergency.evacuation.unconfirmed')),
  evacuation('nobody', 'admitted=0&paperPrinters=0', untilText('emergency.evacuation.nobody')),
  scene('emergency-pack', toPack),
  scene('emergency-pack-prepared', synced(preparePack), toPack),
  scene(
    'emergency-paper',
    'admitted=0',
    toPaper,
    typeLine('somchai', '09:05', '17'),
    untilText(/A7F30C12-1002-017/),
    typeLine('lindqvist', '912', '18'),
    untilText(/A7F30C12-1002-018/),
    findDelegate('al'),
  ),
  scene('emergency-paper-refused', toPaper, typeLine('ndolo', '09:05', '17'), untilAlert),
  scene('emergency-training-desk', 'training=1'),
  scene('emergency-training-lock', 'training=1&role=none'),
  scene('emergency-training-door', 'training=1&mode=door'),
  scene('emergency-training-kiosk', 'training=1&mode=kiosk'),
  scene('emergency-door-evacuation', 'mode=door&inside=54', untilShown('main'), open, sixty),
];

export const officeScenes: readonly Scene[] = [...settings, ...next, ...emergencies];
