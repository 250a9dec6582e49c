import { insertActivity } from '../../../db/activity.ts';
import { insertCopyPlace } from '../../../db/copy-places.ts';
import { writeRetention } from '../../../db/retention.ts';
import { privacyView } from '../../../main/use-cases/purge/privacy-view.ts';
import { marie, purgeOrdered } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { ticketOf, uuid } from './people.ts';
import {
  clickText,
  fill,
  inOrder,
  openSettings,
  press,
  type Scene,
  scanCode,
  scene,
  sceneAt,
  untilDialog,
  untilShown,
  untilText,
} from './steps.ts';
import { recordsJudged } from './sync-world.ts';

const station = openSettings(/^(Station|Poste)$/);
const operators = inOrder(openSettings(/Operators|Opérateurs/), untilShown('.operator-list li'));
const health = inOrder(
  openSettings(/Station check|Contrôle du poste/),
  untilShown('.health-list > li'),
);
const privacy = openSettings(/Privacy|Données personnelles/);
const security = inOrder(
  openSettings(/Security|Sécurité/),
  untilText(/^(Give a pass phrase|Donner une phrase)/),
);
const about = openSettings(/^(About|À propos)/);
const updates = inOrder(about, untilShown('.update-part'));
const training = openSettings(/Training|Exercice/);
const scanner = openSettings(/scanner|Lecteur/i);

const gdpr = { set: 'gdpr', name: '', days: 30 } as const;
const ruleOfHub = ({ context }: HarnessDesk): void =>
  writeRetention(context.db, gdpr, { hub: true });

/** The week before what is kept is purged. */
const afterEvent = ({ setClock }: HarnessDesk): void => setClock(Date.UTC(2018, 9, 28, 8));

async function purged(desk: HarnessDesk): Promise<void> {
  afterEvent(desk);
  const { operator } = marie(desk);
  // The disk with this copy is away.
  insertCopyPlace(desk.context.db, { id: uuid(4, 1), path: '/media/backup/lanyard' });
  if (operator !== null) await desk.desk.purge.order(marie(desk), operator);
}

function asked(desk: HarnessDesk): void {
  afterEvent(desk);
  purgeOrdered(desk);
}

/** Two operators whom the supervisor alone added: they are not two people. */
function madeAlone({ context }: HarnessDesk): void {
  context.db
    .prepare('UPDATE operator SET made_by = ? WHERE id != ? AND name != ?')
    .run(uuid(3, 0), uuid(3, 0), 'Ines CLAES');
}

function purging(desk: HarnessDesk): void {
  afterEvent(desk);
  desk.answers.getPrivacy = () => privacyView(desk.context, { done: 3, total: 8 });
}

/** A pass phrase of the supervisor's, and one of somebody who is gone. */
async function giveKeys({ desk }: HarnessDesk): Promise<void> {
  await desk.keyHolders.add(uuid(3, 0), 'correct horse battery staple');
  await desk.keyHolders.add(uuid(3, 9), 'staple battery horse correct');
}

function inKeychain(desk: HarnessDesk): void {
  desk.answers.getKeyProtection = () => ({ protection: 'keychain', holders: [] });
}

/** The settings, tab by tab. */
export const settingsScenes: readonly Scene[] = [
  scene('settings-camera', openSettings(/^(Camera|Caméra)$/)),
  scene('settings-scanner', scanner),
  scene('settings-desk', openSettings(/^(Desk|Accueil)$/)),
  scene('settings-operators', operators),
  scene('settings-about', about),
  scene(
    'settings-scanner-read',
    scanner,
    press(/Start test|Commencer/),
    scanCode(ticketOf(0)),
    untilText(/What was read|Ce qui a été/),
  ),
  scene('settings-station', station),
  sceneAt('settings-station-kiosk', 'as=kiosk', station),
  scene('operators-change-pin', operators, press(/Change my PIN|Changer mon PIN/), untilDialog),
  sceneAt(
    'operators-vouch',
    { prepare: madeAlone },
    operators,
    press(/^(Confirm…|Confirmer…)$/),
    untilDialog,
  ),
  scene('operators-deactivate', operators, press(/Deactivate…|Désactiver…/), untilDialog),
  sceneAt(
    'settings-activity',
    {
      prepare: ({ context, desk }) =>
        insertActivity(context.db, {
          ...{ kind: 'search', delegateId: null, detail: 'lindqvist', wall: context.clock() },
          eventId: context.event.file.id,
          operatorId: desk.session.caller().operator?.id ?? null,
        }),
    },
    openSettings(/Activity|Activité/),
    untilText(/lindqvist/),
  ),
  sceneAt('emergency-training', 'training=1', training),
  scene(
    'emergency-training-switch',
    training,
    press(/Start training|Commencer un exercice/),
    untilDialog,
  ),
  scene('privacy-alone', privacy),
  sceneAt('privacy-hub', { query: 'sync=synced', prepare: ruleOfHub }, privacy),
  sceneAt('privacy-purged', { prepare: purged }, privacy),
  sceneAt(
    'privacy-destroyed',
    { prepare: purged },
    privacy,
    press(/It was destroyed…|Il a été détruit…/),
    press(/^(Declare destroyed|Déclarer détruit)$/),
  ),
  sceneAt('privacy-held', { query: 'sync=synced', prepare: asked }, privacy),
  sceneAt(
    'privacy-held-agree',
    { query: 'sync=synced', prepare: asked },
    press(/^(Review|Examiner)/),
    untilText(/Odile Renard/),
  ),
  sceneAt(
    'privacy-held-early',
    { query: 'sync=synced', prepare: purgeOrdered },
    press(/^(Review|Examiner)/),
    untilText(/Odile Renard/),
  ),
  sceneAt('records-held', { query: 'sync=synced', prepare: recordsJudged }, privacy),
  sceneAt(
    'records-held-agree',
    { query: 'sync=synced', prepare: recordsJudged },
    press(/^(Review|Examiner)/),
    untilText(/Self-service left/),
  ),
  sceneAt('privacy-running', { prepare: purging }, privacy),
  sceneAt(
    'privacy-rules',
    { prepare: afterEvent },
    privacy,
    press(/Change…|Modifier…/),
    clickText(/The organisation’s own rules|Les règles propres/),
    press(/Use these rules|Appliquer ces règles/),
  ),
  sceneAt(
    'privacy-purge',
    { prepare: afterEvent },
    privacy,
    press(/Delete personal data…|Supprimer les données personnelles…/),
  ),
  scene('health-well', health),
  sceneAt('health-ill', 'health=ill&recovery=read', health),
  scene('health-support', health, press(/Show what is in it|Voir ce qu’il contient/)),
  // The notice after a start that restored the store.
  sceneAt('recovery-whole', 'recovery=whole', untilDialog),
  sceneAt('recovery-missing', 'recovery=missing', untilDialog),
  sceneAt('updates-waiting', 'updates=waiting', updates),
  sceneAt('updates-blocked', 'updates=blocked', updates),
  sceneAt('updates-failed', 'updates=failed', updates),
  scene('security-file', security),
  sceneAt('security-keychain', { prepare: inKeychain }, security),
  sceneAt(
    'security-easy',
    { prepare: giveKeys },
    security,
    fill(/^(Pass phrase|Phrase de passe)$/, '123456'),
    press(/^(Give a pass phrase|Donner une phrase)/),
  ),
  sceneAt('security-take', { prepare: giveKeys }, security, press(/Take away…|Retirer…/)),
];
