import { writeSetting } from '../../../db/base/settings.ts';
import { doubtTicketMails } from '../../../db/tickets.ts';
import { sampleLogoText } from '../../support/sample-logo.ts';
import { changeRoster } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import {
  bookingsFile,
  brokenZip,
  namesFile,
  oddRosterFile,
  photoFolder,
  rosterFile,
  slowComparison,
  unknownDelegationsFile,
  vipFile,
} from './files.ts';
import { uuid } from './people.ts';
import {
  click,
  fillBox,
  goTo,
  inOrder,
  opens,
  openTab,
  press,
  type Scene,
  type Step,
  scene,
  untilAlert,
  untilDialog,
  untilOption,
  untilRole,
  untilShown,
  untilText,
} from './steps.ts';
import { begun, said, within } from './words.ts';

const toRoster = goTo('app.roster');
const toImport = inOrder(toRoster, press('people.import'));
const toTickets = inOrder(toRoster, openTab('people.tab.tickets'));
const toBadgeCheck = inOrder(toRoster, openTab('people.tab.badges'));
const choosePhotos = inOrder(toImport, press('photos.choose.folder'));
const chooseBrokenZip = inOrder(toImport, press('photos.choose.zip'));
const chooseFile = inOrder(toImport, press('roster.choose.button'));
const toReadings = inOrder(chooseFile, untilText('roster.read.doubtful'));
const toColumns = inOrder(toReadings, (page) =>
  page.locator('.radio-card').filter({ hasText: '1252' }).click(),
);
const toOdd = inOrder(
  chooseFile,
  untilText('roster.map.title'),
  press('roster.map.compare'),
  untilText('roster.diff.title'),
);
const mapAll = inOrder(
  toColumns,
  press(/Delegation code|Code de délégation/),
  (page) => page.getByRole('option', { name: 'Pays' }).click(),
  press('roster.map.compare'),
);
const write = inOrder(press('roster.diff.apply'), untilText('roster.done.title'));
/** Something that depends on the import; the screen sees it when it is reopened. */
const saveTickets = inOrder(
  openTab('people.tab.tickets'),
  press('tickets.save'),
  untilText('tickets.saved'),
  openTab('people.tab.list'),
  press('roster.done.another'),
);
const untilPhotosAreRead: Step = (page) => page.getByText(/GSC-1338/).scrollIntoViewIfNeeded();

/** Photos, of which 96 stay read for as long as the scene runs. */
function slowPhotos(desk: HarnessDesk): void {
  photoFolder(desk);
  desk.answers.importPhotos = () => {
    desk.notify('photoImportProgress', { done: 96, total: 240 });
    return new Promise(() => {});
  };
}

/** A mail server; nothing listens at this port. */
function mailServer({ context }: HarnessDesk): void {
  writeSetting(context.db, 'ticket-mail', {
    host: '127.0.0.1',
    port: 9,
    security: 'starttls',
    user: 'events',
    fromName: 'Secretariat',
    fromAddress: 'events@example.org',
    replyTo: null,
    perMinute: 60,
  });
}

/** The results of one mailing; the first of its tickets was replaced later. */
function mailed(desk: HarnessDesk): void {
  mailServer(desk);
  const { context } = desk;
  const states = ['sent', 'sent', 'sent', 'refused', 'perhaps', 'bounced', 'stopped'] as const;
  const add = context.db.prepare(
    `INSERT INTO ticket_mail (event_id, mailing, delegate_id, address, state, attempts, next_at, answer, wall, ticket)
     SELECT ?, 'first', id, ?, ?, 1, 0, ?, ?, CASE ? WHEN 0 THEN 'old' ELSE ticket_hashes ->> 0 END
     FROM delegate WHERE id = ?`,
  );
  for (const [index, state] of states.entries()) {
    const answer =
      state === 'refused' ? '550 5.1.1 <delegate.3@customs.example.org>: no such user' : '';
    const address = `delegate.${index}@customs.example.org`;
    const { id } = context.event.file;
    add.run(id, address, state, answer, context.clock(), index, uuid(1, index));
  }
}

/** A mailing of a store that was restored later. */
function restored(desk: HarnessDesk): void {
  mailed(desk);
  doubtTicketMails(desk.context.db, desk.context.clock());
}

/** A logo, and texts in three languages. */
function designed(desk: HarnessDesk): void {
  mailed(desk);
  const { db, event } = desk.context;
  writeSetting(db, `ticket-design ${event.file.id}`, {
    logo: sampleLogoText(),
    logoLabel: 'World Customs Organization',
    texts: {
      en: 'Doors open at 8.00. Please bring this ticket and your passport.',
      fr: 'Ouverture à 8 h. Munissez-vous de ce billet et de votre passeport.',
      ar: 'تفتح الأبواب الساعة الثامنة. يرجى إحضار التذكرة وجواز السفر.',
    },
  });
}

/** A ZIP that stays a third written for as long as the scene runs. */
function slowZip(desk: HarnessDesk): void {
  desk.answers.saveTickets = () => {
    desk.notify('ticketsProgress', { done: 3_200, total: 9_600 });
    return new Promise(() => {});
  };
}
const chooseZip = inOrder(
  toTickets,
  (page) => page.getByRole('button', { name: within('tickets.formats.pdf') }).click(),
  (page) => page.getByRole('option', { name: said('tickets.formats.zip-pdf') }).click(),
  press('tickets.save'),
  untilRole('progressbar'),
);
const untilPreview = untilShown('article[aria-busy="false"]');
const toDesign = inOrder(toTickets, opens('tickets.design'), untilPreview);
const refuseLogo: Step = (page) =>
  page
    .locator('[role=dialog] input[type=file]')
    .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
const showMail: Step = (page) =>
  page.getByRole('article').evaluate((mail) => mail.scrollIntoView({ block: 'start' }));

const checkBadges = inOrder(toBadgeCheck, press('badgeCheck.start'), untilText('badgeCheck.again'));
const chooseGlyphs = inOrder(
  (page) => page.getByRole('button', { name: within('badgeCheck.all') }).click(),
  (page) => page.getByRole('option', { name: begun('badgeCheck.kind.missing-glyph') }).click(),
);
const correctFirst: Step = (page) =>
  page
    .getByRole('button', { name: said('badgeCheck.correctOf') })
    .first()
    .click();

/** A check that stays a third done for as long as the scene runs. */
function slowCheck(desk: HarnessDesk): void {
  desk.answers.getBadgeCheck = () => ({
    running: { progress: { checked: 31_400, total: 100_000 } },
    failure: null,
    result: null,
  });
}

/** People whose badges need work. */
function worksToDo(desk: HarnessDesk): void {
  changeRoster(desk, (person, index) => {
    if (index === 1) return { printedName: 'Abdulrahman ܡܪܝ AL-KHATTANI' };
    if (index === 2) return { printedName: 'Ratana BOONMEE' };
    return { email: index % 4 === 0 ? '' : 'delegate@example.org', delegation: person.delegation };
  });
}

function allInOrder(desk: HarnessDesk): void {
  changeRoster(desk, () => ({ email: 'delegate@example.org' }));
}

/** The end of an import as a hub's desk shows it. */
function importsToHub(desk: HarnessDesk): void {
  rosterFile(desk);
  desk.answers.getLastImport = () => ({ hasHub: true, last: null });
}

const read = { prepare: rosterFile };
const notATable = 'fails=chooseRosterFile:import-file-is-not-a-table';

const ofMails = (name: string, ...steps: Step[]): Scene =>
  scene(name, { prepare: mailed }, toTickets, press('tickets.mail'), ...steps);
const toPerson = inOrder(fillBox('combobox', 'lindqvist'), untilOption, press('mail.one.button'));
const untilRows = untilShown('.row-grid [data-index]');
const openFirst = inOrder(toRoster, untilRows, click('.row-grid [data-index]'));
const selectThree = inOrder(
  toRoster,
  untilRows,
  click('.row-grid-body [data-tick]', 0),
  click('.row-grid-body [data-tick]', 2),
  click('.row-grid-body [data-tick]', 5),
);

/** A desk whose list is still empty. */
function nobodyYet(desk: HarnessDesk): void {
  desk.answers.listPeople = () => ({ from: 0, total: 0, everybody: 0, rows: [] });
}

const booked = { query: 'booked=1', prepare: bookingsFile };

export const rosterScenes: readonly Scene[] = [
  scene('people-list', toRoster, untilRows),
  scene('people-selected', selectThree),
  scene('people-none', toRoster, fillBox('textbox', 'zzzz'), untilText('people.noneFound')),
  scene('people-nobody', { prepare: nobodyYet }, toRoster, untilText('people.nobody')),
  scene('people-person', openFirst, untilText('people.history')),
  scene('people-edit', openFirst, press('people.edit'), untilShown('.person-form-fields')),
  scene('people-cancel', openFirst, opens('people.cancel')),
  scene('roster-choose', toImport),
  scene('roster-operator', 'role=operator', toRoster, untilRole('tab')),
  scene('roster-tickets', toTickets, press('tickets.save'), untilText('tickets.saved')),
  scene('ticket-mail-settings', toTickets, press('tickets.mail'), untilDialog),
  ofMails('ticket-mail', untilText('mail.open')),
  scene(
    'ticket-mail-restored',
    { prepare: restored },
    toTickets,
    press('tickets.mail'),
    untilDialog,
  ),
  scene('ticket-mail-one', { prepare: mailed }, toPerson, untilDialog),
  ofMails('ticket-mail-unreachable', press('mail.start'), untilText('mail.blockedHint')),
  ofMails('ticket-mail-preview', untilPreview, showMail),
  scene('ticket-design', { prepare: designed }, toDesign),
  scene('ticket-design-mail', { prepare: designed }, toDesign, showMail),
  scene('ticket-design-refused', toDesign, refuseLogo, untilAlert),
  scene('tickets-zip', { prepare: slowZip }, chooseZip),
  scene('badge-check-none', toBadgeCheck),
  scene('badge-check-running', { prepare: slowCheck }, toBadgeCheck, untilRole('progressbar')),
  scene('badge-check-findings', { prepare: worksToDo }, checkBadges),
  scene('badge-check-kind', { prepare: worksToDo }, checkBadges, chooseGlyphs),
  scene('badge-check-correct', { prepare: worksToDo }, checkBadges, correctFirst, untilDialog),
  scene('badge-check-good', { prepare: allInOrder }, checkBadges),
  scene('photos-reading', { prepare: slowPhotos }, choosePhotos, untilRole('progressbar')),
  scene('photos-done', { prepare: photoFolder }, choosePhotos, untilPhotosAreRead),
  scene('photos-error', { prepare: brokenZip }, chooseBrokenZip, untilAlert),
  scene('roster-columns', read, toColumns),
  scene('roster-readings', read, toReadings),
  scene('roster-vips', { prepare: vipFile }, toOdd),
  scene('roster-unknown', { prepare: unknownDelegationsFile }, toOdd),
  scene('roster-odd', { prepare: oddRosterFile }, toOdd),
  scene('roster-questions', { prepare: namesFile }, toOdd),
  scene('roster-bookings', booked, toOdd),
  scene('roster-bookings-columns', booked, chooseFile, untilText('roster.map.title')),
  scene('roster-comparing', { prepare: slowComparison }, mapAll, untilText(/407/)),
  scene('roster-changes', read, mapAll, untilText('roster.diff.title')),
  scene('roster-changes-changed', read, mapAll, openTab('roster.diff.tabChanged')),
  scene('roster-done', read, mapAll, write),
  scene('roster-undo', read, mapAll, write, opens('roster.undo.button')),
  scene('roster-undo-blocked', read, mapAll, write, saveTickets, untilText('roster.undo.blocked')),
  scene('roster-undo-hub', { prepare: importsToHub }, mapAll, write),
  scene('roster-undo-choose', read, mapAll, write, press('roster.done.another')),
  scene('roster-error', notATable, chooseFile, untilAlert),
];
