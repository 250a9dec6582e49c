import { savePhoto } from '../../../db/roster/photos.ts';
import { callForHelp } from '../../../main/kiosk/kiosk-calls.ts';
import { samplePortrait } from '../../../main/roster/sample-portrait.ts';
import { stop, unknownHere } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
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
import { begun, said } from './words.ts';

const documents = untilText('identity.passport');
const stopFirst = ({ context }: HarnessDesk): void => stop(context.db, 'delegate', uuid(1, 0));
const stopBadge = ({ context }: HarnessDesk): void =>
  stop(context.db, 'badge', `${foreignStation}-000007`);
const admittedFirst = personAdmitted(0, 'badge.job.confirmed');
const admittedMoved = personAdmitted(0, 'badgeRoute.goesWhy');
const admittedHeld = personAdmitted(1, 'hold.paper-out.remedy');
const scanTwoMore = inOrder(
  scanCode(ticketOf(4)),
  scanCode(ticketOf(5)),
  untilText(said('desk.waiting', '2')),
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
  untilShown('.dialog-actions [data-variant="primary"]:not([data-disabled])'),
);
const shotIs = (number: number): Step =>
  untilShown(`.photo-shots li:nth-child(${number}) .photo-shot`);
const photos: readonly Scene[] = [
  scene('photo', 'camera=1', photoCamera),
  scene(
    'photo-shots',
    'camera=1',
    photoCamera,
    keys('Space'),
    shotIs(1),
    keys('Space'),
    shotIs(2),
    keys('1'),
    untilText('photo.consentMissing'),
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
  scene('admitted-printing', 'printer=slow', personAdmitted(0, begun('badge.job.sending'))),
  scene('admitted-blind', 'printer=blind', personAdmitted(10, 'badge.job.sent')),
  scene('admitted-ready', 'badge=ahead', personAdmitted(0, 'badgeReady.ready.title')),
  scene('admitted-moved', 'badge=moved&printer=slow&fleet=1', admittedMoved),
  scene('admitted-glyphs', 'badge=glyphs', personAdmitted(0, 'badgeRoute.latinLacks')),
  scene('admitted-held', 'printer=paper-out', admittedHeld),
  scene('admitted-held-beside', 'printer=paper-out&beside=1', admittedHeld),
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
// The key waits to see whether a scanner's keys follow: letters pressed earlier would count as
// those.
const searchByKey = inOrder(untilIdle, keys('/'), untilShown('#desk-search:focus'), type('a'));
const openFleet: Step = (page) =>
  page.locator('.status-bar .status-press', { hasText: begun('footer.printersOf') }).click();

/** Until the answer has the place of the last scan's result. */
const untilRoom = untilShown('.hero[data-compact]');
const helpCode = inOrder(untilText('search.helpCode'), untilRoom);
const search: readonly Scene[] = [
  scene('search', searchByKey, untilOption, keys('ArrowDown', 'ArrowDown', 'ArrowDown')),
  scene('search-none', fillBox('combobox', 'zzyzx'), untilText('search.none'), untilRoom),
  scene('search-help-code', { prepare: calledForHelp }, fillBox('combobox', 'bktr'), helpCode),
  scene('search-cut', untilIdle, pasteTooMuch, untilText(said('search.cut', '200'))),
  scene('delegate', press(/\d NAKAMURA/), untilShown('.delegate-new-note')),
  scene(
    'delegate-booked',
    'booked=1',
    press(/\d NAKAMURA/),
    untilShown('.delegate-new-note'),
    press('bookings.book'),
    untilText('bookings.has'),
  ),
  scene('undo', admittedFirst, keys('Control+z'), untilDialog),
  scene('reprint', admittedFirst, keys('Control+r'), untilDialog),
  scene('preview', personAdmitted(1, 'badge.job.confirmed'), press('badge.preview'), (page) =>
    page.getByRole('img', { name: said('badge.previewOf') }).waitFor(),
  ),
  scene('keys', untilIdle, keys('?'), untilDialog),
  scene('footer-fleet', 'fleet=1&sync=away'),
  scene('footer-fleet-open', 'fleet=1&sync=linked', openFleet, untilShown('.status-popover')),
];

const thai = family('delegations', 'delegation=1');
const openDelegations = inOrder(untilIdle, keys('Control+g'), untilShown('.delegations'));
const typeThai = inOrder(openDelegations, type('thai'));
const openThailand = inOrder(typeThai, keys('Enter'), untilShown('.member-row'));
const tickMissing = inOrder(openThailand, press('delegations.tickMissing'));
const toDocuments = inOrder(
  click('.ticked-bar [data-variant="primary"]'),
  untilShown('.group-ways'),
);
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
/** Ends with the approver, the last field that is wanted. */
const fillWalkIn: Step = async (page) => {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^(Given name|Prénom)/).fill('Ingrid');
  await dialog.getByLabel(/^(Family name|Nom de famille)/).fill('SOLBERG');
  await dialog.getByRole('combobox').first().fill('Jap');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByRole('radio').first().check({ force: true });
  await dialog.getByLabel(begun('person.approver')).fill('Head of protocol');
};
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
  scene('delegate-found', openDelegate('khattani')),
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
  scene('company-walk-in', { query: 'company=1&id=0' }, openWalkIn),
  scene('company-scanned', { query: 'company=1&id=0' }, scanned(ticketOf(0))),
  scene('walk-in-admitted', openWalkIn, fillWalkIn, submit, untilShown('.hero-verdict')),
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

function calledForHelp(desk: HarnessDesk): void {
  callForHelp(desk.context, { reason: 'asked', code: 'BKTR' });
}

export const deskScenes: readonly Scene[] = [
  ...verdicts,
  ...photos,
  ...search,
  ...delegations,
  ...overrides,
  ...persons,
];
