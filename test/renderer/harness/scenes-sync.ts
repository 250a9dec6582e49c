import { inviteText } from './link.ts';
import {
  fill,
  fillBox,
  goTo,
  inOrder,
  openTab,
  press,
  pressInDialog,
  type Scene,
  type Step,
  scanCode,
  scene,
  sceneAt,
  untilAlert,
  untilDialog,
  untilShown,
  untilText,
} from './steps.ts';
import { changeRoster } from './sync-world.ts';

const toSync = goTo(/Sync/);
const toStations = inOrder(toSync, openTab(/Stations|Postes/));
const toStops = inOrder(toSync, openTab(/Stop list|Liste d’arrêt/));
const tick: Step = (page) => page.getByRole('checkbox').check({ force: true });
const openJoin = inOrder(toSync, press(/^Join a hub|^Rejoindre un hub/), untilDialog);
const joinScanned = inOrder(
  openJoin,
  scanCode(inviteText('K7WQ3XMA')),
  untilText(/that made the code|a émis le code/),
);
const join = pressInDialog(/^Join$|^Rejoindre$/);
const typeInvite = (code: string): Step =>
  inOrder(
    openJoin,
    fill(/^Address|^Adresse/, '192.0.2.7:7443'),
    fill(/^Code/, code),
    pressInDialog(/Find the hub|Chercher le hub/),
    untilText(/Compare this|Comparez cette/),
  );
const openTakeOver = inOrder(toSync, press(/Take over as hub|Prendre la relève/), tick);
const takeOver = inOrder(openTakeOver, pressInDialog(/Take over now|Prendre la relève/));
const openInvite = inOrder(toSync, press(/Invite a station|Inviter un poste/), untilDialog);
const showCode = inOrder(openInvite, pressInDialog(/Show code|Afficher le code/));
const openPageAccount = (name: string): Step =>
  inOrder(toSync, press(/^Organiser page|^Page de l’organisateur/), fillBox('textbox', name));
const showLink = pressInDialog(/Show link|Afficher le lien/);
const untilCode: Step = (page) => page.getByRole('dialog').getByRole('img').waitFor();

/** The hub: alone, joining, linked, hosting, taking over. */
const hub: readonly Scene[] = [
  scene('sync-alone', toSync),
  sceneAt('sync-alone-operator', 'role=operator', toSync),
  scene('sync-join', openJoin),
  sceneAt('sync-join-camera', 'camera=1', openJoin),
  scene('sync-join-scanned', joinScanned),
  scene('sync-join-compare', typeInvite('k7wq 3xma')),
  scene('sync-join-expired', typeInvite('EXPIRED2'), tick, join, untilText(/has expired|a expiré/)),
  sceneAt(
    'sync-restarting',
    'restarts=1',
    joinScanned,
    join,
    untilText(/Starting anew|Redémarrage/),
  ),
  scene(
    'sync-host-form',
    toSync,
    press(/^Host the hub|^Héberger le hub/),
    pressInDialog(/Start the hub|Démarrer/),
  ),
  ...(
    [
      ...([
        'linked',
        'waiting',
        'first-pull',
        'offline',
        'away',
        'revoked',
        'refused',
        'update',
      ] as const),
      ...(['wrong-certificate', 'clock-off', 'old-lists', 'host-starting', 'host-failed'] as const),
    ] as const
  ).map((name) => sceneAt(`sync-${name}`, `sync=${name}`, toSync)),
  sceneAt('clock-question', 'sync=clock-far', untilDialog),
  sceneAt('sync-away-operator', 'sync=away&role=operator', toSync),
  sceneAt('sync-linked-empty', 'sync=linked&filled=0', toSync),
  sceneAt(
    'sync-leave-waiting',
    'sync=waiting',
    toSync,
    press(/Leave the hub|Quitter le hub/),
    pressInDialog(/^Leave$|^Quitter$/),
    untilText(/still wait|attendent encore/),
  ),
  sceneAt('sync-host', 'sync=host', toStations),
  sceneAt('sync-host-long', 'sync=host&long=1', toStations),
  sceneAt('sync-host-empty', 'sync=host&filled=0', toSync),
  sceneAt('sync-invite', 'sync=host', openInvite),
  sceneAt('sync-invite-code', 'sync=host', showCode, untilCode),
  sceneAt(
    'sync-invite-used',
    'sync=host&inviteUsed=1',
    showCode,
    untilText(/has joined|a rejoint/),
  ),
  sceneAt(
    'sync-invite-over',
    'sync=host&inviteLasts=300',
    showCode,
    untilText(/no longer good|plus valable/),
  ),
  sceneAt(
    'sync-revoke',
    'sync=host',
    toStations,
    press(/Shut out Desk 1|Exclure Desk 1/),
    untilDialog,
  ),
  sceneAt('sync-page-account', 'sync=host', openPageAccount('Anna')),
  sceneAt(
    'sync-page-account-taken',
    'sync=host',
    openPageAccount('Taken'),
    showLink,
    untilText(/Give a new link|Donner un nouveau lien/),
  ),
  sceneAt('sync-page-account-link', 'sync=host', openPageAccount('Anna'), showLink, untilCode),
  sceneAt('sync-stop-hosting', 'sync=host', toSync, press(/Stop hosting|Cesser/), untilDialog),
  sceneAt('sync-take-over', 'sync=away', openTakeOver),
  sceneAt(
    'sync-take-over-failed',
    'sync=away&fails=takeOverHub:hub-will-not-start',
    takeOver,
    untilAlert,
  ),
  sceneAt('sync-take-over-running', 'sync=away&takeOver=copying-roster', takeOver, (page) =>
    page
      .locator('[aria-current="step"]')
      .filter({ hasText: /roster|liste/ })
      .waitFor(),
  ),
  sceneAt('sync-take-over-ready', 'sync=away', takeOver, untilCode),
  sceneAt(
    'sync-stick-written',
    'sync=linked',
    toSync,
    press(/Write to a stick|Écrire sur une clé/),
    untilText(/\d records written|\d faits écrits/),
  ),
];

const settle = inOrder(
  toSync,
  press(/Settle the duplicate of Wil|Régler le doublon de Wil/),
  fillBox('textbox', 'Scanned twice at the entrance.'),
);

/** What people settle: duplicates, quarantine, changes, the stop list. */
const lists: readonly Scene[] = [
  sceneAt('sync-duplicates-settled', 'sync=linked', toSync, press(/1 settled|1 réglé/)),
  sceneAt(
    'sync-resolve-failed',
    'sync=linked&fails=resolveDuplicate:disk-full',
    settle,
    pressInDialog(/^Settle$|^Régler$/),
    untilAlert,
  ),
  sceneAt('sync-stations', 'sync=linked', toStations),
  sceneAt('sync-quarantine', 'sync=host', toSync, openTab(/Quarantine|Quarantaine/)),
  sceneAt(
    'sync-changes',
    { query: 'sync=linked', prepare: changeRoster },
    toSync,
    openTab(/Roster changes|Changements/),
  ),
  sceneAt('sync-stops', 'sync=host', toStops),
  sceneAt('sync-stops-empty', 'sync=linked&filled=0', toStops),
  sceneAt('sync-stops-old', 'sync=away', toStops),
  sceneAt(
    'sync-remove-stop',
    'sync=host',
    toStops,
    press(/Remove Bo|Retirer Bo/),
    untilDialog,
    // The PIN of whoever asks, where another supervisor's is needed.
    fillBox('textbox', '2018'),
    (page) => page.getByRole('dialog').getByRole('button').last().click(),
    untilShown('[role="dialog"] .field-error'),
  ),
  sceneAt(
    'sync-add-stop',
    'sync=host',
    toStops,
    press(/Add to the|Ajouter à la/),
    fillBox('textbox', 'an'),
    (page) => page.getByRole('option').first().click(),
  ),
];

export const syncScenes: readonly Scene[] = [...hub, ...lists];
