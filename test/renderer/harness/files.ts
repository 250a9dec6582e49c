import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveTemplate } from '../../../db/templates.ts';
import { onScreens } from '../../../domain/base/language.ts';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { openSecretBox } from '../../../main/base/secret-box.ts';
import { makeArchive } from '../../../main/day-close/archive.ts';
import { samplePortrait } from '../../../main/roster/sample-portrait.ts';
import { makePackage } from '../../../main/station/event-package.ts';
import { createPackageChoice } from '../../../main/station/open-package.ts';
import { beginSetUp } from '../../../main/station/set-up.ts';
import { settingsFileOf } from '../../../main/station/settings-file.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';
import { noKeychain } from '../../support/no-keychain.ts';
import type { ChosenFiles, HarnessDesk } from './desk.ts';
import { event, eventSecret, people, start } from './people.ts';

/** Writes a file that the scene's operator chooses in a dialog. */
function choose(
  desk: HarnessDesk,
  dialog: keyof ChosenFiles,
  name: string,
  content: string | Uint8Array,
): void {
  const path = join(desk.folder, name);
  writeFileSync(path, content);
  desk.files = { ...desk.files, [dialog]: path };
}

const headers = [
  "N° d'inscription",
  'Titre',
  'Nom imprimé',
  'Pays',
  'Administration',
  'Fonction',
  'Catégorie',
  'Statut',
  'Régime alimentaire',
  'Téléphone',
  '',
];

/**
 * The export of an imaginary office in Liège: new people, changed ones, and rows that cannot be
 * read.
 */
export function rosterFile(desk: HarnessDesk): void {
  const known = people()
    .slice(0, 8)
    .map((one, index) => [
      one.registrationCode,
      one.title,
      one.printedName,
      one.delegation,
      one.administration,
      index < 3 ? 'Director of Enforcement' : one.jobTitle,
      one.category,
      one.status,
      index === 0 ? 'végétarien' : '',
      '+46 8 000',
      '',
    ]);
  const names = ['Ingrid SOLBERG', 'Paulo MENDES', 'Hanh NGUYEN', 'Yusuf OZTURK'];
  const added = Array.from({ length: 24 }, (_, index) => [
    `GSC-${3001 + index}`,
    'Ms',
    names[index % 4],
    'NLD',
    'Customs',
    'Officer',
    'delegate',
    'confirmed',
    '',
    '',
    '',
  ]);
  const wrong = [
    ['GSC-4001', 'Mr', 'Jean DUPUIS', 'Belgique', '', '', 'delegate', 'confirmed', '', '', ''],
    ['', 'Mr', 'Jan PEETERS', 'NLD', '', '', 'delegate', 'confirmed', '', '', ''],
    ['GSC-3001', 'Ms', 'Ingrid SOLBERG', 'NLD', '', '', 'delegate', 'confirmed', '', '', ''],
  ];
  const rows = [headers, ...known, ...added, ...wrong].map((row) => row.join(';'));
  // Files from Belgium often have the Windows code page.
  const csv = Buffer.from(rows.join('\r\n'), 'latin1');
  choose(desk, 'chooseRoster', 'GSC_inscriptions_2018-10-01 (final).csv', csv);
}

/** A list without printed names, with odd cells, and two codes that look alike. */
export function oddRosterFile(desk: HarnessDesk): void {
  const rows = [
    'Code;Given name;Family name;Delegation',
    'GSC-3001\u200B;Ingrid;SOLBERG;NLD',
    'GSC-3002;Pa\u202Eulo;MENDES;NLD',
    'GSC-3003;Hanh;NGUYEN 🎉;NLD',
    'GSC-3004;Nabu;\u{12000};NLD',
    'gsc-3001;Ingrid;SOLBERG;NLD',
  ];
  choose(desk, 'chooseRoster', 'delegates.csv', rows.join('\r\n'));
}

/** A list of names, as somebody keeps it: a title, a total, nobody with a code. */
export function namesFile(desk: HarnessDesk): void {
  const known = people()
    .slice(3, 7)
    .map(({ printedName, delegation }) => [printedName, delegation, 'assistant@example.org']);
  const rows = [
    ['List of delegates', '', ''],
    ['Name', 'Delegation', 'E-mail'],
    ...known,
    ['Ingrid SOLBERG', 'NLD', 'ingrid.solberg@example.org'],
    ['Hanh NGUYEN', 'NLD', ''],
    ['Total', String(known.length + 2), ''],
  ];
  choose(desk, 'chooseRoster', 'names.csv', rows.map((row) => row.join(';')).join('\r\n'));
}

/** A list that says who is in which session, where each has one place; some of it is odd. */
export function bookingsFile(desk: HarnessDesk): void {
  const known = people()
    .slice(0, 4)
    .map(({ registrationCode, printedName, delegation }) =>
      [registrationCode, printedName, delegation].join(';'),
    );
  const sessions = ['STCE session', 'STCE session | Yoga', '', 'STCE session (waiting)'];
  const rows = [
    'Code;Printed name;Delegation;Workshops;pgs',
    ...known.map((person, at) => `${person};${sessions[at] ?? ''};${at === 0 ? 'x' : ''}`),
    'GSC-3001;Ingrid SOLBERG;NLD;STCE session;perhaps',
  ];
  choose(desk, 'chooseRoster', 'workshops.csv', rows.join('\r\n'));
}

/** A list in which some people are VIPs by their function, without a column for it. */
export function vipFile(desk: HarnessDesk): void {
  const rows = [
    'Code;Printed name;Delegation;Function',
    'GSC-3001;Ingrid SOLBERG;NLD;Minister',
    'GSC-3002;Paulo MENDES;NLD;Head of delegation',
    'GSC-3003;Hanh NGUYEN;NLD;Officer',
  ];
  choose(desk, 'chooseRoster', 'delegates.csv', rows.join('\r\n'));
}

/** A list with delegations that the event does not have: by a code, and by a name. */
export function unknownDelegationsFile(desk: HarnessDesk): void {
  const rows = [
    'Code;Printed name;Delegation',
    'GSC-3001;Ingrid SOLBERG;NLD',
    'GSC-3002;Paulo MENDES;UPU',
    'GSC-3003;Hanh NGUYEN;World Bank Group',
  ];
  choose(desk, 'chooseRoster', 'delegates.csv', rows.join('\r\n'));
}

/** A comparison that runs until it is cancelled. */
export function slowComparison(desk: HarnessDesk): void {
  rosterFile(desk);
  desk.answers.compareRoster = ({ planId }) => {
    desk.notify('importProgress', { planId, phase: 'comparing', fraction: 0.4, rows: 407 });
    return new Promise((_resolve, reject) => {
      desk.answers.cancelRosterImport = () => reject(new CallFailure('import-cancelled'));
    });
  };
}

/** A ZIP of photos whose download was interrupted. */
export function brokenZip(desk: HarnessDesk): void {
  choose(desk, 'choosePhotoZip', 'Portraits GSC 2018.zip', 'PK\u0003\u0004');
}

/** A folder of photos, some of them unusable. */
export function photoFolder(desk: HarnessDesk): void {
  const folder = join(desk.folder, 'Portraits GSC 2018');
  const portrait = samplePortrait()?.picture ?? new Uint8Array();
  mkdirSync(folder);
  for (const { registrationCode } of people().slice(0, 6)) {
    writeFileSync(join(folder, `${registrationCode}.png`), portrait);
  }
  for (const name of ['IMG_2041.JPG', 'Konferenz (1).png', 'GSC-O042.jpg']) {
    writeFileSync(join(folder, name), portrait);
  }
  for (const { registrationCode } of people().slice(8, 10)) {
    writeFileSync(join(folder, `${registrationCode}.jpg`), 'not a picture');
  }
  desk.files = { ...desk.files, choosePhotoFolder: folder };
}

/** An event file with its secret; a wrong one has mistakes in every part. */
export const eventFiles =
  (isWrong: boolean) =>
  (desk: HarnessDesk): void => {
    const [first] = event.checkpoints;
    const wrong = {
      ...event,
      timeZone: 'Europe/Bruxelles',
      checkpoints: [{ ...first, windows: [{ day: '2019-10-02', opens: '9', closes: '18:00' }] }],
      policies: { ...event.policies, idChek: true },
    };
    const name = isWrong ? 'event-draft.json' : 'event.json';
    choose(desk, 'chooseEventFile', name, JSON.stringify(isWrong ? wrong : event));
    const secret = isWrong ? 'none' : '0f'.repeat(32);
    choose(desk, 'chooseEventSecret', 'event-secret.txt', secret);
  };

const delegationLines = [
  'Code;Name in English;Name in French;Kind',
  'BEL;Belgium;Belgique;member',
  'CIV;Côte d’Ivoire;Côte d’Ivoire;member',
  'INTERPOL;International Criminal Police Organization;Organisation internationale de police criminelle;organisation',
  'UNDP;United Nations Development Programme;Programme des Nations Unies pour le développement;observer',
  'ZWE;Zimbabwe;;',
  'ICC;International Chamber of Commerce;Chambre de commerce internationale;observer',
];
const wrongDelegations = [
  'BEL;Belgium again;;',
  'A-CODE-FAR-TOO-LONG;Somewhere;;',
  'NLD;;;',
  ';France;;',
];

const calendarEntry = (uid: string, ...lines: readonly string[]): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}@calendar.example.org`,
  ...lines,
  'END:VEVENT',
];
const timetable = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Office//Calendar//EN',
  ...calendarEntry(
    'opening',
    'SUMMARY:Opening session',
    'LOCATION:Plenary hall',
    'DTSTART;TZID=Europe/Brussels:20261024T093000',
    'DTEND;TZID=Europe/Brussels:20261024T110000',
  ),
  ...calendarEntry(
    'group',
    'SUMMARY:Working group on data',
    'LOCATION:Room 2',
    'RRULE:FREQ=DAILY;COUNT=3',
    'DTSTART;TZID=Europe/Brussels:20261024T140000',
    'DTEND;TZID=Europe/Brussels:20261024T173000',
  ),
  ...calendarEntry('holiday', 'SUMMARY:Reformation Day', 'DTSTART;VALUE=DATE:20261025'),
];
const wrongTimetable = [
  ...calendarEntry(
    'dinner',
    'SUMMARY:Dinner',
    'DTSTART:20261024T180000Z',
    'DTEND:20261024T170000Z',
  ),
  ...calendarEntry('tour', 'SUMMARY:City tour', 'DTSTART:20261103T080000Z', 'DURATION:PT2H'),
];

/** The tables of a new event from 24 to 26 October 2026; the wrong ones have mistakes. */
export const eventTableFiles =
  (isWrong: boolean) =>
  (desk: HarnessDesk): void => {
    const lines = [...delegationLines, ...(isWrong ? wrongDelegations : [])];
    choose(desk, 'chooseDelegations', 'delegations 2026.csv', lines.join('\r\n'));
    const calendar = [...timetable, ...(isWrong ? wrongTimetable : []), 'END:VCALENDAR'];
    choose(desk, 'chooseSessions', 'timetable.ics', calendar.join('\r\n'));
  };

/** A table of delegations in the Windows code page. */
export function oldDelegations(desk: HarnessDesk): void {
  const csv = Buffer.from('Code;Name;Nom\r\nSEN;Senegal;Sénégal\r\nCZE;Czechia;Tchéquie', 'latin1');
  choose(desk, 'chooseDelegations', 'délégations.csv', csv);
}

/** The settings of a kiosk; the wrong ones have another version and too short a wait. */
export const settingsFile =
  (isWrong: boolean) =>
  (desk: HarnessDesk): void => {
    const own = settingsFileOf(desk.context.db, {}, null);
    const file = { ...own, name: 'Kiosk {number}', mode: 'kiosk' };
    const wrong = { ...file, version: 2, idleSeconds: 3 };
    choose(desk, 'chooseSettings', 'lanyard-kiosk.json', JSON.stringify(isWrong ? wrong : file));
  };

export const packagePhrase = 'lamp river orbit cactus violin harbor';

/**
 * Another station's package for four, two of which are taken; or one that was changed afterwards.
 */
export const eventPackage =
  (state: 'good' | 'damaged' = 'good') =>
  async (desk: HarnessDesk): Promise<void> => {
    const maker = makeDeskContext({ event: { file: event, secret: eventSecret }, staff: [] });
    const path = join(desk.folder, 'global-security-conference.lanyard-package');
    const { context } = maker;
    const secrets = openSecretBox(context.db, noKeychain);
    const names = { desk: 'Desk {number}', kiosk: 'Kiosk {number}', door: 'Door {number}' };
    const request = { desks: 2, kiosks: 1, doors: 1, names, passphrase: packagePhrase };
    await makePackage(
      { context: { ...context, clock: () => start }, config: {}, secrets, cost: 10 },
      { ...request, withSupervisor: false },
      { operator: null },
      async () => path,
    );
    maker.close();
    for (const part of [1, 3]) await openedElsewhere(path, part);
    if (state === 'damaged') {
      const bytes = readFileSync(path);
      // Another byte than the random one that is there.
      bytes.writeUInt8(bytes.readUInt8(2_000) ^ 0xff, 2_000);
      writeFileSync(path, bytes);
    }
    desk.files = { ...desk.files, choosePackage: path };
  };

/** The archive of another station, with its own template; or one that was changed. */
export async function eventArchive(desk: HarnessDesk, isDamaged = false): Promise<void> {
  const maker = makeDeskContext({ event: { file: event, secret: eventSecret }, staff: [] });
  const { context } = maker;
  saveTemplate(context.db, { ...rollTemplate(), id: 'ours', name: 'Ours' }, start);
  const { publicKey, privateKey } = makeSigningKeys();
  const path = join(desk.folder, 'global-security-conference.lanyard-archive');
  await makeArchive(
    { context, hub: () => null, signingKey: () => privateKey, reads: readsOf(context, publicKey) },
    { passphrase: packagePhrase },
    async () => path,
    10,
  );
  maker.close();
  if (isDamaged) writeFileSync(path, readFileSync(path).fill(0, 2_000, 2_001));
  desk.files = { ...desk.files, chooseEarlierEvent: path };
}

/** An archive with fixed contents. */
export function madeArchive(desk: HarnessDesk): void {
  desk.answers.makeArchive = () => ({
    fileName: 'global-security-conference.lanyard-archive',
    facts: 14_208,
    reports: 3,
    passphrase: packagePhrase,
  });
}

/** The same package on a read-only medium. */
export async function readOnlyPackage(desk: HarnessDesk): Promise<void> {
  await eventPackage()(desk);
  const { days } = event;
  desk.answers.openEventPackage = () => ({
    event: { name: onScreens(event.name, event), days },
    delegates: 1_200,
    canMark: false,
    parts: [{ number: 1, name: 'Desk 2', mode: 'desk', opened: null }],
  });
}

async function openedElsewhere(path: string, part: number): Promise<void> {
  const other = makeDeskContext({ staff: [] });
  const { context } = other;
  beginSetUp(context.db, true);
  const secrets = openSecretBox(context.db, noKeychain);
  const packages = createPackageChoice({ ...context, clock: () => start }, {}, () => secrets);
  await packages.choose(path);
  await packages.open(packagePhrase);
  await packages.adopt(part);
  other.close();
}

export function wrongTemplate(desk: HarnessDesk): void {
  const fields = rollTemplate().fields.map((one) =>
    one.kind === 'qr' ? { ...one, box: { ...one.box, width: 'wide' } } : one,
  );
  const name = 'badge-template-from-the-secretariat.json';
  const template = { ...rollTemplate(), formatVersion: 2, colour: 'red', fields };
  choose(desk, 'chooseTemplate', name, JSON.stringify(template));
}
