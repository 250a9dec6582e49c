import type { HarnessDesk } from './desk.ts';
import { inviteText } from './link.ts';
import { day } from './people.ts';
import {
  choose,
  click,
  family,
  fill,
  fillBox,
  goTo,
  inOrder,
  keys,
  opens,
  openTab,
  press,
  type Scene,
  type Step,
  scanCode,
  scene,
  untilAlert,
  untilDialog,
  untilShown,
  untilText,
} from './steps.ts';
import { changeRoster, madePackage, peersOfPackage } from './sync-world.ts';
import { begun, type Label, said, within } from './words.ts';

const sync = family('sync', '', goTo('app.sync'));
const host = family('sync', 'sync=host', goTo('app.sync'));
const makePackage = press('alone.package.start', 'eventPackage.make');
const problems = family('problems', 'sync=linked', goTo('app.problems'));
const people = family('people', '', goTo('app.roster'));
const toStations = untilShown('.sync-table tbody tr');
const toStops = openTab('people.tab.stops');
const details = press('app.details');
/** Clicks the label: from right to left, the hidden check box is at its outer edge. */
const tick: Step = (page) => page.locator('label', { has: page.getByRole('checkbox') }).click();
const openJoin = opens('alone.join.start');
const joinScanned = inOrder(openJoin, scanCode(inviteText('K7WQ3XMA')), untilText('join.vouched'));
const join = press('join.confirm');
const typeInvite = (code: string): Step =>
  inOrder(
    openJoin,
    fill('join.url', '192.0.2.7:7443'),
    fill('join.code', code),
    press('join.find'),
    untilText('join.compare'),
  );
const leave = press('link.leave', 'leave.confirm');
const openTakeOver = inOrder(press('away.takeOver'), tick);
const takeOver = inOrder(openTakeOver, press('takeOver.start'));
const showCode = press('host.invite', 'invite.make');
const openPageAccount = (name: string): Step =>
  inOrder(press('host.pageAccount'), fillBox('textbox', name));
const showLink = press('pageAccount.make');
const untilCode: Step = (page) => page.getByRole('dialog').getByRole('img').waitFor();
const untilRosterIsCopied: Step = (page) =>
  page
    .locator('[aria-current="step"]', { hasText: within('takeOver.step.copying-roster') })
    .waitFor();

/** States of the station's link to its hub that the screen itself shows. */
const states = [
  'linked',
  'waiting',
  'first-pull',
  'offline',
  'away',
  'revoked',
  'refused',
  'update',
  'wrong-certificate',
  'clock-off',
  'old-lists',
  'host-starting',
  'host-failed',
];

const hub: readonly Scene[] = [
  sync('alone'),
  sync('alone-operator', 'role=operator'),
  sync('package', press('alone.package.start'), untilDialog),
  sync('package-made', { prepare: madePackage }, makePackage, untilText('eventPackage.once')),
  sync('package-peers', { prepare: peersOfPackage }),
  sync('join', openJoin),
  sync('join-camera', 'camera=1', openJoin),
  sync('join-scanned', joinScanned),
  sync('join-compare', typeInvite('k7wq 3xma')),
  sync('join-expired', typeInvite('EXPIRED2'), tick, join, untilText('error.invite-expired.title')),
  sync('restarting', 'restarts=1', joinScanned, join, untilText('restarting.title')),
  sync('host-form', press('alone.host.start', 'host.start')),
  ...states.map((name) => sync(name, `sync=${name}`)),
  sync('details', 'sync=linked', details),
  scene('clock-question', 'sync=clock-far', untilDialog),
  sync('away-operator', 'sync=away&role=operator'),
  sync('linked-empty', 'sync=linked&filled=0'),
  sync('leave-waiting', 'sync=waiting', leave, untilText('error.facts-waiting.title')),
  host('host', toStations),
  host('host-details', details),
  host('host-long', 'long=1', toStations),
  host('host-empty', 'filled=0'),
  host('invite', opens('host.invite')),
  host('invite-code', showCode, untilCode),
  host('invite-used', 'inviteUsed=1', showCode, untilText('invite.used')),
  host('invite-over', 'inviteLasts=300', showCode, untilText('invite.over')),
  host('revoke', toStations, opens(said('stations.revokeOf', 'Desk 1'))),
  host('page-account', openPageAccount('Anna')),
  host('page-account-taken', openPageAccount('Taken'), showLink, untilText('pageAccount.again')),
  host('page-account-link', openPageAccount('Anna'), showLink, untilCode),
  host('stop-hosting', opens('host.stop')),
  sync('take-over', 'sync=away', openTakeOver),
  sync('take-over-failed', 'sync=away&fails=takeOverHub:hub-will-not-start', takeOver, untilAlert),
  sync('take-over-running', 'sync=away&takeOver=copying-roster', takeOver, untilRosterIsCopied),
  sync('take-over-ready', 'sync=away', takeOver, untilCode),
  sync('stick-written', 'sync=linked', press('stick.write'), untilText('stick.written')),
];

const failToSettle = inOrder(
  press(said('duplicates.resolveOf', 'Wil.*')),
  fillBox('textbox', 'Scanned twice at the entrance.'),
  press('resolve.confirm'),
  untilAlert,
);
const addToStops = inOrder(toStops, press('stops.addStart'), fillBox('textbox', 'an'));
const failToRemove = inOrder(
  opens(said('stops.removeOf', 'Bo.*')),
  // The requester's PIN, where another supervisor's is needed too.
  fillBox('textbox', '2018'),
  click('[role="dialog"] button', -1),
  untilShown('[role="dialog"] .field-error'),
);

/** What people resolve: duplicates, quarantine, changes, the stop list. */
const lists: readonly Scene[] = [
  problems('linked'),
  problems('long', 'sync=host&long=1'),
  problems('hub-revoked', 'sync=revoked'),
  problems('clock-off', 'sync=clock-off'),
  problems('settled', press(said('duplicates.settled', '1'))),
  problems('resolve-failed', 'fails=resolveDuplicate:disk-full', failToSettle),
  sync('stations', 'sync=linked', toStations),
  people('changes', { query: 'sync=linked', prepare: changeRoster }, openTab('people.tab.changes')),
  people('duplicates', 'sync=linked', openTab('people.tab.duplicates')),
  people('stops', 'sync=host', toStops),
  people('stops-empty', 'sync=linked&filled=0', toStops),
  people('stops-old', 'sync=away', toStops),
  people('remove-stop', 'sync=host', toStops, failToRemove),
  people('add-stop', 'sync=host', addToStops, choose('option')),
];

const evening = family('day-close', '', goTo('app.day-close'));
const linked = family('day-close', 'sync=linked', goTo('app.day-close'));
const step = (number: number): Step => click('.day-step', number - 1);
const importStick = inOrder(step(3), press('stick.import'));
const note = 'The disk is with the technicians.';
const takeNote = inOrder(
  press(said('dayClose.note.of', 'Desk 4')),
  fillBox('textbox', note),
  keys('Tab'),
  press('dayClose.note.confirm'),
);

/** Chooses the last day of the event in the list. */
const lastDay = inOrder(click('.day-choice .select-button'), choose('option', -1));
const closeDay = async ({ answer }: HarnessDesk): Promise<void> => {
  await answer('closeDay', { day });
};

const days: readonly Scene[] = [
  linked('send', step(1)),
  evening('send-away', 'sync=away&close=away', step(1)),
  evening('send-alone', step(1)),
  linked('look', step(2)),
  linked('look-settled', 'close=settled', step(2)),
  linked('look-operator', 'role=operator', step(2)),
  linked('note', step(2), opens('dayClose.note.of')),
  linked('noted', 'close=broken', step(3), takeNote, untilText(new RegExp(note))),
  linked('stations', 'close=broken', step(3)),
  evening('stations-alone', step(3)),
  linked('stick', importStick, untilText(said('stick.imported', '.*', '18'))),
  linked('stick-refused', 'stick=truncated', importStick, untilText('stick.refusedOf')),
  linked('close', 'close=broken', step(4)),
  linked('close-settled', 'close=settled', step(4)),
  evening('close-away', 'sync=away&close=away', step(4)),
  linked('ask', 'close=broken', step(4), opens('day.close.button')),
  linked('copy-differs', 'close=closed&copy=differs', untilText('dayClose.copy.differs.title')),
  evening('closed-alone', { prepare: closeDay }),
  evening('last-day', lastDay, step(4), untilText('archive.open')),
  linked('reopened', 'close=reopened'),
  evening('empty', 'roster=empty', step(2)),
  evening('unavailable', 'fails=getDayStatus:store-unavailable'),
];

const toReports = goTo('app.reports');
const chooseReport = (label: Label): Step =>
  inOrder(toReports, (page) => page.getByRole('button', { name: begun(label) }).click());

const reports: readonly Scene[] = [
  scene('reports', toReports),
  scene('reports-participants', chooseReport('reports.ids.participants-provisional')),
  scene('reports-empty', 'roster=empty', chooseReport('reports.ids.participants-final')),
  scene('reports-quorum', chooseReport('reports.ids.quorum')),
  scene('reports-certificates', chooseReport('reports.ids.certificates')),
];

export const hubScenes: readonly Scene[] = [...hub, ...lists, ...days, ...reports];
