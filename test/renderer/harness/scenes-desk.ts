import { stop, unknownHere } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import { badTickets, foreignBadge, foreignKiosk, ticketOf, uuid } from './people.ts';
import {
  fillBox,
  goTo,
  keys,
  personAdmitted,
  personScanned,
  press,
  type Scene,
  scanCode,
  scanned,
  scene,
  sceneAt,
  type,
  untilDialog,
  untilIdle,
  untilOption,
  untilShown,
  untilText,
} from './steps.ts';

const documents = untilText(/Passport|Passeport/);
const confirmed = /confirmed by|confirmé par/;
const everyBadge = untilText(/Every badge|Chaque badge/);
const stopFirst = ({ context }: HarnessDesk): void => stop(context.db, 'delegate', uuid(1, 0));

/** The desk: nothing scanned, identity check, every verdict. */
const verdicts: readonly Scene[] = [
  scene('desk-idle'),
  sceneAt('desk-camera', 'camera=1', (page) =>
    page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2),
  ),
  sceneAt('desk-nothing-yet', 'admitted=0'),
  sceneAt('desk-empty-roster', 'roster=empty&admitted=0'),
  sceneAt('desk-empty-roster-operator', 'roster=empty&admitted=0&role=operator'),
  sceneAt('desk-no-printer', 'printer=none&warnings=0'),
  scene('identity-vip-arabic', personScanned(1), documents),
  sceneAt(
    'identity-long-waiting',
    'admitted=0',
    personScanned(3),
    documents,
    scanCode(ticketOf(4)),
    scanCode(ticketOf(5)),
    untilText(/2 scans|2 codes/),
  ),
  sceneAt('identity-not-in-event', { prepare: unknownHere }, personScanned(0), documents),
  sceneAt('identity-lists', 'sync=linked&filled=0', personScanned(0)),
  sceneAt('identity-old-lists', 'sync=away', personScanned(0)),
  scene('admitted-confirmed', personAdmitted(0, confirmed)),
  sceneAt('admitted-printing', 'printer=slow', personAdmitted(0, /Printing…|Impression…/)),
  sceneAt('admitted-blind', 'printer=blind', personAdmitted(10, /not confirmed|non confirmé/)),
  sceneAt('admitted-ready', 'badge=ahead', personAdmitted(0, /Badge is ready|badge est prêt/)),
  sceneAt(
    'admitted-moved',
    'badge=moved&printer=slow&fleet=1',
    personAdmitted(0, /cannot print|ne peut pas imprimer/),
  ),
  sceneAt('admitted-glyphs', 'badge=glyphs', personAdmitted(0, /No font has|Aucune police/)),
  sceneAt(
    'admitted-held',
    'printer=paper-out',
    personAdmitted(1, /Load a new roll|nouveau rouleau/),
  ),
  sceneAt(
    'admitted-asks',
    'printer=unknown&admitted=0',
    personAdmitted(3, /Yes, it came|Oui, il est/),
  ),
  scene(
    'admitted-handed-over',
    personAdmitted(0, confirmed),
    press(/Hand over to|Remettre au/),
    untilShown('.hero .handed-over'),
  ),
  scene('already-in', personScanned(2), untilText(/Already checked|Déjà enregistré/)),
  sceneAt('already-in-old-lists', 'sync=old-lists', personScanned(2)),
  scene('pending', personScanned(13)),
  scene('cancelled', personScanned(14)),
  sceneAt('revoked-operator', 'role=operator', personScanned(15)),
  sceneAt('wrong-day', 'admitted=0', personScanned(9)),
  ...Object.entries(badTickets).map(([what, text]) =>
    scene(`verdict-${what}`, scanned(text), untilText(/Code not|Code non/)),
  ),
  sceneAt('verdict-no-right', 'noRight=1&admitted=0', personScanned(10)),
  sceneAt(
    'verdict-stopped-operator',
    { query: 'role=operator&sync=linked', prepare: stopFirst },
    personScanned(0),
  ),
  sceneAt(
    'verdict-stopped-supervisor',
    { query: 'sync=linked', prepare: stopFirst },
    personScanned(0),
  ),
  sceneAt(
    'verdict-stopped-badge',
    {
      query: 'sync=linked',
      prepare: ({ context }) => stop(context.db, 'badge', `${foreignKiosk}-000007`),
    },
    scanned(foreignBadge(7)),
    untilText(/see the desk|adresser à/),
  ),
  sceneAt('check-in-failed', 'fails=checkIn:disk-full', personScanned(0)),
];

/** Search, one delegate, dialogs and prints. */
const search: readonly Scene[] = [
  scene(
    'search',
    untilIdle,
    keys('/'),
    // The key waits to see whether a scanner's follows it: letters pressed before would be those.
    untilShown('#desk-search:focus'),
    type('a'),
    untilOption,
    keys('ArrowDown', 'ArrowDown', 'ArrowDown'),
  ),
  scene('search-none', fillBox('combobox', 'zzyzx'), untilText(/Nobody found|Personne pour/)),
  scene(
    'search-cut',
    untilIdle,
    (page) => page.locator('#desk-search').focus(),
    (page) =>
      page.evaluate(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'Customs '.repeat(1000));
        const paste = { clipboardData, bubbles: true, cancelable: true };
        document.querySelector('#desk-search')?.dispatchEvent(new ClipboardEvent('paste', paste));
      }),
    untilText(/first 200 characters|200 premiers caractères/),
  ),
  scene('delegate', press(/\d NAKAMURA/), untilText(/^Badges$/)),
  scene('undo', personAdmitted(0, confirmed), keys('Control+z'), untilDialog),
  scene('reprint', personAdmitted(0, confirmed), keys('Control+r'), untilDialog, (page) =>
    page.getByRole('radio').nth(1).check({ force: true }),
  ),
  scene('preview', personAdmitted(1, confirmed), press(/Badge preview|Aperçu du badge/), (page) =>
    page.getByRole('img', { name: /Badge/ }).waitFor(),
  ),
  scene('keys', untilIdle, keys('?'), untilDialog),
  sceneAt(
    'jobs',
    'printer=unknown',
    personAdmitted(0, /Yes, it came|Oui, il est/),
    async (page) => deskOf(page).printers.become('paper-out'),
    keys('Escape'),
    personAdmitted(1, /Load a new roll|nouveau rouleau/),
    goTo(/Prints|Impressions/),
    everyBadge,
  ),
  sceneAt(
    'jobs-moved',
    'badge=moved&printer=slow&fleet=1&admitted=0',
    personAdmitted(0, /cannot print|ne peut pas imprimer/),
    goTo(/^(Prints|Impressions)/),
    everyBadge,
  ),
  sceneAt(
    'jobs-none',
    'admitted=0',
    goTo(/Prints|Impressions/),
    untilText(/No prints|Aucune impression/),
  ),
  scene('warnings', press(/3 warnings|3 avertissements/), untilDialog),
  sceneAt('footer-fleet', 'fleet=1&sync=away'),
  sceneAt(
    'footer-fleet-open',
    'fleet=1&sync=linked',
    (page) =>
      page
        .locator('.status-bar .status-press')
        .filter({ hasText: /of 4|sur 4/ })
        .click(),
    untilShown('.status-popover'),
  ),
];

export const deskScenes: readonly Scene[] = [...verdicts, ...search];
