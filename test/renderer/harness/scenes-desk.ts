import { randomUUID } from 'node:crypto';
import { savePhoto } from '../../../db/roster/photos.ts';
import { noteHeard } from '../../../db/station/alerts.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { callForHelp } from '../../../main/kiosk/kiosk-calls.ts';
import { samplePortrait } from '../../../main/roster/sample-portrait.ts';
import { alertsFor, markAlertsSeen } from '../../../main/station/alerts.ts';
import { admitted, badgesOf, codeOf, fate, marie, stop, unknownHere } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import {
  badTicketKinds,
  badTickets,
  foreignBadge,
  foreignStation,
  start,
  ticketOf,
  uuid,
} from './people.ts';
import {
  click,
  family,
  fillBox,
  goTo,
  inOrder,
  keys,
  opens,
  personAdmitted,
  personScanned,
  press,
  type Scene,
  type Step,
  scanCode,
  scanned,
  scene,
  type,
  untilAlert,
  untilDialog,
  untilIdle,
  untilOption,
  untilShown,
  untilText,
} from './steps.ts';
import { said } from './words.ts';

const documents = untilText('identity.passport');
const toJobs = inOrder(goTo('app.jobs'), untilText('jobs.intro'));
const stopFirst = ({ context }: HarnessDesk): void => stop(context.db, 'delegate', uuid(1, 0));
const stopBadge = ({ context }: HarnessDesk): void =>
  stop(context.db, 'badge', `${foreignStation}-000007`);
const admittedFirst = personAdmitted(0, 'badge.job.confirmed');
const admittedAsks = personAdmitted(0, 'badge.cameOut');
const admittedMoved = personAdmitted(0, 'badgeRoute.goesWhy');
const admittedHeld = personAdmitted(1, 'hold.paper-out.remedy');
const scanTwoMore = inOrder(
  scanCode(ticketOf(4)),
  scanCode(ticketOf(5)),
  untilText(/2 scans|2 codes/),
);
const handOver = inOrder(press('badge.handOver'), untilShown('.hero .handed-over'));
const stopped = family('verdict-stopped', 'sync=linked');
const cameraRuns: Step = (page) =>
  page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);

const photoOfFirst = ({ context: { db, event } }: HarnessDesk): void => {
  const of = { eventId: event.file.id, delegateId: uuid(1, 0) };
  savePhoto(db, of, samplePortrait(), start);
};
const photoCamera = inOrder(
  press(/\d NAKAMURA/),
  untilShown('.delegate-new-note'),
  keys('Control+p'),
  untilShown('.photo-stage [data-camera="running"]'),
  untilShown('.dialog-actions [data-look="primary"]:not([data-disabled])'),
);
const shotIs = (number: number): Step =>
  untilShown(`.photo-shots li:nth-child(${number}) .photo-shot`);
const photos: readonly Scene[] = [
  scene('photo', 'camera=1', photoCamera),
  scene(
    'photo-shots',
    'camera=1',
    ...[photoCamera, keys('Space'), shotIs(1), keys('Space'), shotIs(2)],
    ...[keys('1'), untilText('photo.consentMissing')],
  ),
];

const verdicts: readonly Scene[] = [
  scene('desk-idle'),
  scene('desk-camera', 'camera=1', cameraRuns),
  scene('desk-nothing-yet', 'admitted=0'),
  scene('desk-empty-roster', 'roster=empty&admitted=0'),
  scene('desk-empty-roster-operator', 'roster=empty&admitted=0&role=operator'),
  scene('desk-no-printer', 'printer=none&warnings=0'),
  scene('identity-vip-arabic', personScanned(1), documents),
  scene(
    'identity-photo',
    { prepare: photoOfFirst },
    personScanned(0),
    untilShown('.identity-photo'),
  ),
  scene('identity-long-waiting', 'admitted=0', personScanned(3), documents, scanTwoMore),
  scene('identity-not-in-event', { prepare: unknownHere }, personScanned(0), documents),
  scene('identity-lists', 'sync=linked&filled=0', personScanned(0)),
  scene('identity-old-lists', 'sync=away', personScanned(0)),
  scene('admitted-confirmed', admittedFirst),
  scene('admitted-printing', 'printer=slow', personAdmitted(0, /Printing…|Impression…/)),
  scene('admitted-blind', 'printer=blind', personAdmitted(10, 'badge.job.sent')),
  scene('admitted-ready', 'badge=ahead', personAdmitted(0, 'badgeReady.ready.title')),
  scene('admitted-moved', 'badge=moved&printer=slow&fleet=1', admittedMoved),
  scene('admitted-glyphs', 'badge=glyphs', personAdmitted(0, /No font has|Aucune police/)),
  scene('admitted-held', 'printer=paper-out', admittedHeld),
  scene('admitted-asks', 'printer=unknown&admitted=0', personAdmitted(3, 'badge.cameOut')),
  scene('admitted-handed-over', admittedFirst, handOver),
  scene('already-in', personScanned(2), untilText('verdict.already-in')),
  scene('already-in-old-lists', 'sync=old-lists', personScanned(2)),
  scene('pending', personScanned(13)),
  scene('cancelled', personScanned(14)),
  scene('revoked-operator', 'role=operator', personScanned(15)),
  scene('wrong-day', 'admitted=0', personScanned(9)),
  ...badTicketKinds.map((what) =>
    scene(
      `verdict-${what}`,
      scanned(badTickets[what]),
      untilText(`verdict.${what === 'nobody-knows' ? 'not-registered' : what}`),
    ),
  ),
  scene('verdict-no-right', 'noRight=1&admitted=0', personScanned(10)),
  stopped('operator', { query: 'role=operator', prepare: stopFirst }, personScanned(0)),
  stopped('supervisor', { prepare: stopFirst }, personScanned(0)),
  stopped('badge', { prepare: stopBadge }, scanned(foreignBadge(7)), untilText('verdict.moment')),
  scene('check-in-failed', 'fails=checkIn:disk-full', personScanned(0)),
];

const pasteTooMuch: Step = async (page) => {
  await page.locator('#desk-search').focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Customs '.repeat(1000));
    const paste = { clipboardData, bubbles: true, cancelable: true };
    document.querySelector('#desk-search')?.dispatchEvent(new ClipboardEvent('paste', paste));
  });
};
// The key waits to see whether a scanner's follows it: letters pressed before would be those.
const searchByKey = inOrder(untilIdle, keys('/'), untilShown('#desk-search:focus'), type('a'));
const openFleet: Step = (page) =>
  page.locator('.status-bar .status-press', { hasText: /of 4|sur 4/ }).click();

const helpCode = untilText(/with this code|avec ce code/);
const search: readonly Scene[] = [
  scene('search', searchByKey, untilOption, keys('ArrowDown', 'ArrowDown', 'ArrowDown')),
  scene('search-none', fillBox('combobox', 'zzyzx'), untilText('search.none')),
  scene('search-help-code', { prepare: calledForHelp }, fillBox('combobox', 'bktr'), helpCode),
  scene('search-cut', untilIdle, pasteTooMuch, untilText(said('search.cut', '200'))),
  scene('delegate', press(/\d NAKAMURA/), untilShown('.delegate-new-note')),
  scene('undo', admittedFirst, keys('Control+z'), untilDialog),
  scene('reprint', admittedFirst, keys('Control+r'), untilDialog, (page) =>
    page.getByRole('radio').nth(1).check({ force: true }),
  ),
  scene('preview', personAdmitted(1, 'badge.job.confirmed'), press('badge.preview'), (page) =>
    page.getByRole('img', { name: /Badge/ }).waitFor(),
  ),
  scene('keys', untilIdle, keys('?'), untilDialog),
  scene(
    'jobs',
    'printer=unknown',
    admittedAsks,
    async (page) => deskOf(page).printers.become('paper-out'),
    keys('Escape'),
    admittedHeld,
    toJobs,
  ),
  scene('jobs-moved', 'badge=moved&printer=slow&fleet=1&admitted=0', admittedMoved, toJobs),
  scene('jobs-none', 'admitted=0', goTo('app.jobs'), untilText('jobs.none')),
  scene('warnings', opens(/3 warnings|3 avertissements/)),
  scene('footer-fleet', 'fleet=1&sync=away'),
  scene('footer-fleet-open', 'fleet=1&sync=linked', openFleet, untilShown('.status-popover')),
];

const thai = family('delegations', 'delegation=1');
const openDelegations = inOrder(untilIdle, keys('Control+g'), untilShown('.delegations'));
const typeThai = inOrder(openDelegations, type('thai'));
const openThailand = inOrder(typeThai, keys('Enter'), untilShown('.member-row'));
const tickMissing = inOrder(openThailand, press('delegations.tickMissing'));
const toDocuments = inOrder(click('.ticked-bar [data-look="primary"]'), untilShown('.group-ways'));
const missingToDocuments = inOrder(tickMissing, toDocuments);
const seenForAll = inOrder(
  click('.group-way .radio-card'),
  click('.group-way:last-child button'),
  untilShown('.group-results'),
);

const delegations: readonly Scene[] = [
  thai('choose', openDelegations),
  thai('typed', openDelegations, type('rep')),
  thai('none', 'delegation=0', openDelegations, type('xyz')),
  thai('roster', openThailand),
  thai('ticked', tickMissing),
  thai('missing', openThailand, (page) =>
    page.getByRole('radio', { name: said('delegations.filter.missing') }).click(),
  ),
  thai('documents', missingToDocuments),
  thai('one-by-one', missingToDocuments, click('.group-way button'), untilShown('.group-turn')),
  thai('results', openThailand, keys('Control+a'), toDocuments, seenForAll),
  thai('undone', missingToDocuments, seenForAll, click('.group-foot button'), (page) =>
    page.locator('.group-results').getByText(said('delegations.outcome.undone')).first().waitFor(),
  ),
];

const pending = 13;
const otherDays = 9;
const submit = click('[role="dialog"] button[type="submit"]');
const openOverride = (index: number): Step =>
  inOrder(personScanned(index), keys('Control+o'), untilDialog);
const fillOverride = (pin: string): Step =>
  inOrder(
    async (page) => {
      const groups = await page.locator('[role="dialog"] .radio-cards').all();
      for (const group of groups) await group.locator('.radio-card').first().click();
    },
    (page) => page.locator('[role="dialog"] input[type="password"]').fill(pin),
    submit,
  );
const granted = inOrder(
  openOverride(otherDays),
  fillOverride('4711'),
  untilShown('.hero[data-tone="go"]'),
  untilShown('.recent-row'),
);
const toAccess = inOrder(click('.recent-open'), untilShown('.delegate-panel'), (page) =>
  page.locator('.delegate-access').scrollIntoViewIfNeeded(),
);
const wrongPin = inOrder(fillOverride('0000'), untilText('override.wrongPin'));

const overrides: readonly Scene[] = [
  scene('override', 'role=operator', openOverride(pending)),
  scene('override-wrong-pin', 'role=operator', openOverride(pending), wrongPin),
  scene('override-history', 'role=operator', granted, toAccess),
];

const openDelegate = (name: string): Step =>
  inOrder(fillBox('combobox', name), untilOption, untilShown('.delegate-new-note'));
const openCorrection = inOrder(openDelegate('khattani'), opens('correct.title'));
const openWalkIn = inOrder(untilIdle, keys('Control+n'), untilDialog);
const openReplace = inOrder(openDelegate('heijden'), press('replace.button'));
const withdraws = untilText('replace.withdraws');
const longName = 'Abdulrahman bin Abdullah AL-QAHTANI AL-HASHIMI AL-MUTAIRI';
const takeNotes: Step = async (page) => {
  for (const text of ['Arrives with the 14:10 train.', 'Not at 14:10: at 16:10.']) {
    await page.locator('.delegate-new-note input').fill(text);
    await page.keyboard.press('Enter');
    await page.locator('.delegate-notes').getByText(text).waitFor();
  }
  await page.locator('.delegate-notes').scrollIntoViewIfNeeded();
};

/** Notes, walk-in, correction, replacement. */
const persons: readonly Scene[] = [
  scene('delegate-actions', 'sync=linked', openDelegate('nakamura')),
  scene('delegate-notes', openDelegate('nakamura'), takeNotes),
  scene('delegate-fields', openDelegate('nakamura'), (page) =>
    page.locator('.delegate-facts dd').last().scrollIntoViewIfNeeded(),
  ),
  scene('walk-in', openWalkIn),
  scene('walk-in-fields', openWalkIn, press('person.more'), (page) =>
    page
      .getByLabel(/shuttle|navette/i)
      .last()
      .scrollIntoViewIfNeeded(),
  ),
  scene('walk-in-errors', openWalkIn, submit),
  scene('correct', openCorrection),
  scene(
    'correct-failed',
    'fails=correctSpelling:disk-full',
    openCorrection,
    (page) => page.getByLabel(/^(Printed name|Nom imprimé)$/).fill(longName),
    submit,
    untilAlert,
  ),
  scene('replace', openReplace, withdraws),
  scene('replace-errors', openReplace, withdraws, submit),
];

/** What was before: alerts that somebody saw, that came late, that were undone, and of papers that nobody may show. */
function alertsBefore(desk: HarnessDesk): void {
  const { context } = desk;
  desk.setClock(start - 30 * 60_000);
  const { admissionId } = admitted(desk, uuid(1, 500));
  undoCheckIn(context, marie(desk), { admissionId, reason: 'wrong-person' });
  const head = alertsFor(context, marie(desk)).map(({ id }) => id);
  markAlertsSeen(context, marie(desk), head);
  for (const id of head) noteHeard(context.db, id, context.clock() + 28 * 60_000);
  fate(desk, badgesOf(desk, 2)[0]?.serial ?? '', 'lost');
  shown(desk, codeOf(desk, 2));
  shown(desk, badTickets.forged);
  stop(context.db, 'delegate', uuid(1, 5));
  desk.setClock(start);
}

function calledForHelp(desk: HarnessDesk): void {
  callForHelp(desk.context, { reason: 'asked', code: 'BKTR' });
}

/** Somebody shows a code that must not pass. */
function shown(desk: HarnessDesk, text: string): void {
  const scan = { source: 'hid' as const, readings: [text], seenAt: 0 };
  const target = { kind: 'scan' as const, scan };
  const answer = checkIn(desk.context, marie(desk), { key: randomUUID(), target, identity: null });
  if (answer.outcome === 'admitted') throw new Error('the scene expects a refusal');
}

/** A head of delegation, a stopped person and a call for help, all while the page is there. */
const alertsCome: Step = async (page) => {
  await untilIdle(page);
  const desk = deskOf(page);
  shown(desk, ticketOf(5));
  admitted(desk, uuid(1, 1));
  callForHelp(desk.context, { reason: 'see-desk', code: 'BKTR' });
  desk.desk.factWritten();
};

const busy = (role: string) => ({ query: `delegation=1&role=${role}`, prepare: alertsBefore });
const headComes = inOrder(alertsCome, untilText('alerts.kind.head-arrived'));
const openAlerts = inOrder(keys('Control+b'), untilDialog);

const alerts: readonly Scene[] = [
  scene('alerts-cards-supervisor', busy('supervisor'), headComes),
  scene('alerts-cards-protocol', busy('protocol'), headComes),
  scene('alerts-cards-operator', busy('operator'), alertsCome, untilText('alerts.helpAt')),
  scene('alerts-list', busy('supervisor'), headComes, openAlerts),
  scene('alerts-list-empty', 'role=operator', untilIdle, openAlerts),
];

export const deskScenes: readonly Scene[] = [
  ...verdicts,
  ...photos,
  ...search,
  ...delegations,
  ...overrides,
  ...persons,
  ...alerts,
];
