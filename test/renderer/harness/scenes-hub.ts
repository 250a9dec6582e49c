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
import { changeRoster } from './sync-world.ts';
import { said } from './words.ts';

const sync = family('sync', '', goTo('app.sync'));
const toStations = openTab('sync.tab.kiosks');
const toStops = openTab('sync.tab.stops');
const tick: Step = (page) => page.getByRole('checkbox').check({ force: true });
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
const openTakeOver = inOrder(press('away.takeOver'), tick);
const takeOver = inOrder(openTakeOver, press('takeOver.start'));
const showCode = press('host.invite', 'invite.make');
const openPageAccount = (name: string): Step =>
  inOrder(press('host.pageAccount'), fillBox('textbox', name));
const showLink = press('pageAccount.make');
const untilCode: Step = (page) => page.getByRole('dialog').getByRole('img').waitFor();
const untilRosterIsCopied = untilShown('[aria-current="step"]:is(:text("roster"), :text("liste"))');

/** How the station stands with its hub, where the screen itself shows it. */
const states = [
  ...['linked', 'waiting', 'first-pull', 'offline', 'away', 'revoked', 'refused', 'update'],
  ...['wrong-certificate', 'clock-off', 'old-lists', 'host-starting', 'host-failed'],
];

const hub: readonly Scene[] = [
  sync('alone'),
  sync('alone-operator', 'role=operator'),
  sync('join', openJoin),
  sync('join-camera', 'camera=1', openJoin),
  sync('join-scanned', joinScanned),
  sync('join-compare', typeInvite('k7wq 3xma')),
  sync('join-expired', typeInvite('EXPIRED2'), tick, join, untilText('error.invite-expired.title')),
  sync('restarting', 'restarts=1', joinScanned, join, untilText('restarting.title')),
  sync('host-form', press('alone.host.start', 'host.start')),
  ...states.map((name) => sync(name, `sync=${name}`)),
  scene('clock-question', 'sync=clock-far', untilDialog),
  sync('away-operator', 'sync=away&role=operator'),
  sync('linked-empty', 'sync=linked&filled=0'),
  sync(
    'leave-waiting',
    'sync=waiting',
    press('link.leave', 'leave.confirm'),
    untilText('error.facts-waiting.title'),
  ),
  sync('host', 'sync=host', toStations),
  sync('host-long', 'sync=host&long=1', toStations),
  sync('host-empty', 'sync=host&filled=0'),
  sync('invite', 'sync=host', opens('host.invite')),
  sync('invite-code', 'sync=host', showCode, untilCode),
  sync('invite-used', 'sync=host&inviteUsed=1', showCode, untilText('invite.used')),
  sync('invite-over', 'sync=host&inviteLasts=300', showCode, untilText('invite.over')),
  sync('revoke', 'sync=host', toStations, opens(said('kiosks.revokeOf', 'Desk 1'))),
  sync('page-account', 'sync=host', openPageAccount('Anna')),
  sync(
    'page-account-taken',
    'sync=host',
    openPageAccount('Taken'),
    showLink,
    untilText('pageAccount.again'),
  ),
  sync('page-account-link', 'sync=host', openPageAccount('Anna'), showLink, untilCode),
  sync('stop-hosting', 'sync=host', opens('host.stop')),
  sync('take-over', 'sync=away', openTakeOver),
  sync('take-over-failed', 'sync=away&fails=takeOverHub:hub-will-not-start', takeOver, untilAlert),
  sync('take-over-running', 'sync=away&takeOver=copying-roster', takeOver, untilRosterIsCopied),
  sync('take-over-ready', 'sync=away', takeOver, untilCode),
  sync('stick-written', 'sync=linked', press('stick.write'), untilText('stick.written')),
];

const failToSettle = inOrder(
  press(/^(Settle the duplicate of|Régler le doublon de) Wil/),
  fillBox('textbox', 'Scanned twice at the entrance.'),
  press('resolve.confirm'),
  untilAlert,
);
const addToStops = inOrder(toStops, press('stops.addStart'), fillBox('textbox', 'an'));
const failToRemove = inOrder(
  opens(/^(Remove|Retirer) Bo/),
  // The PIN of whoever asks, where another supervisor's is needed.
  fillBox('textbox', '2018'),
  click('[role="dialog"] button', -1),
  untilShown('[role="dialog"] .field-error'),
);

/** What people settle: duplicates, quarantine, changes, the stop list. */
const lists: readonly Scene[] = [
  sync('duplicates-settled', 'sync=linked', press(said('duplicates.settled', '1'))),
  sync('resolve-failed', 'sync=linked&fails=resolveDuplicate:disk-full', failToSettle),
  sync('stations', 'sync=linked', toStations),
  sync('quarantine', 'sync=host', openTab('sync.tab.quarantine')),
  sync('changes', { query: 'sync=linked', prepare: changeRoster }, openTab('sync.tab.changes')),
  sync('stops', 'sync=host', toStops),
  sync('stops-empty', 'sync=linked&filled=0', toStops),
  sync('stops-old', 'sync=away', toStops),
  sync('remove-stop', 'sync=host', toStops, failToRemove),
  sync('add-stop', 'sync=host', addToStops, choose('option')),
];

const evening = family('day-close', '', goTo('app.day-close'));
const step = (number: number): Step => click('.day-step', number - 1);
const importStick = inOrder(step(3), press('stick.import'));
const note = 'The disk is with the technicians.';
const takeNote = inOrder(
  press(said('dayClose.note.of', 'Desk 4')),
  fillBox('textbox', note),
  keys('Tab'),
  press('dayClose.note.confirm'),
);

const closeDay = async ({ answer }: HarnessDesk): Promise<void> => {
  await answer('closeDay', { day });
};

const days: readonly Scene[] = [
  evening('send', 'sync=linked', step(1)),
  evening('send-away', 'sync=away&close=away', step(1)),
  evening('send-alone', step(1)),
  evening('look', 'sync=linked', step(2)),
  evening('look-settled', 'sync=linked&close=settled', step(2)),
  evening('look-operator', 'sync=linked&role=operator', step(2)),
  evening('note', 'sync=linked', step(2), opens('dayClose.note.of')),
  evening('noted', 'sync=linked&close=broken', step(3), takeNote, untilText(new RegExp(note))),
  evening('kiosks', 'sync=linked&close=broken', step(3)),
  evening('kiosks-alone', step(3)),
  evening('stick', 'sync=linked', importStick, untilText(/18 new records|18 nouveaux faits/)),
  evening(
    'stick-refused',
    'sync=linked&stick=truncated',
    importStick,
    untilText('stick.refusedOf'),
  ),
  evening('close', 'sync=linked&close=broken', step(4)),
  evening('close-settled', 'sync=linked&close=settled', step(4)),
  evening('close-away', 'sync=away&close=away', step(4)),
  evening('ask', 'sync=linked&close=broken', step(4), opens('dayClose.close.button')),
  evening(
    'copy-differs',
    'sync=linked&close=closed&copy=differs',
    untilText('dayClose.copy.differs.title'),
  ),
  evening('closed-alone', { prepare: closeDay }),
  evening('reopened', 'sync=linked&close=reopened'),
  evening('empty', 'roster=empty', step(2)),
  evening('unavailable', 'fails=getDayStatus:store-unavailable'),
];

const toReports = goTo('app.reports');
const chooseReport = (place: number): Step =>
  inOrder(toReports, click('.report-controls .select-button'), choose('option', place));

const reports: readonly Scene[] = [
  scene('reports', toReports),
  scene('reports-empty', 'roster=empty', toReports),
  scene('reports-quorum', chooseReport(8)),
  scene('reports-certificates', chooseReport(15)),
];

export const hubScenes: readonly Scene[] = [...hub, ...lists, ...days, ...reports];
