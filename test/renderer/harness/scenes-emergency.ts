import { asides, withdrawFact } from '../../../db/sync-judged.ts';
import { packContent, packPrepared } from '../../../main/use-cases/emergency-pack.ts';
import { admitted, crowd, handedOver, marie } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import {
  fill,
  fillBox,
  goTo,
  inOrder,
  keys,
  openTab,
  type Scene,
  type Step,
  scene,
  sceneAt,
  type,
  untilAlert,
  untilOption,
  untilShown,
  untilText,
} from './steps.ts';

const screen = (name: RegExp): Step => inOrder(goTo(/Emergency|Secours/), openTab(name));
const toPack = screen(/Emergency pack|Dossier/);
const toPaper = screen(/From paper|Depuis le papier/);
const open = keys('F9');
const sixty = untilText(/60 people inside|60 personnes à l’intérieur/);
const findDelegate = (name: string): Step => inOrder(fillBox('combobox', name), untilOption);

/** Picks the first person found, and fills in the line. */
const typeLine = (name: string, time: string, number: string): Step =>
  inOrder(
    findDelegate(name),
    keys('Enter'),
    fill(/Time of arrival|Heure d’arrivée/, time),
    keys('Enter'),
    type(number),
    keys('Enter'),
  );

/** Sixty people inside, with those who came before. */
function fillRooms(desk: HarnessDesk): void {
  for (const id of crowd(desk, 54)) handedOver(desk, admitted(desk, id).serial);
}

/** Two persons disregarded records at the hub: whether these two are inside somebody has to see. */
function disregardTwo(desk: HarnessDesk): void {
  fillRooms(desk);
  const { db, clock } = desk.context;
  const links = db.prepare<[], Parameters<typeof withdrawFact>[1]>(
    `SELECT kiosk, incarnation, kseq, hash, 0 AS seq FROM attendance_event
     WHERE type = 'admitted' ORDER BY kseq DESC LIMIT 2`,
  );
  db.transaction(() => {
    for (const link of links.all()) withdrawFact(db, link, asides.disregarded, clock());
  }).immediate();
}

/** Evacuation, emergency pack, entries from paper, training. */
export const emergencyScenes: readonly Scene[] = [
  sceneAt(
    'emergency-evacuation',
    { query: 'sync=synced', prepare: fillRooms },
    open,
    sixty,
    async (page) => {
      const boxes = page.getByRole('checkbox');
      for (const index of [0, 2, 3]) await boxes.nth(index).check();
    },
  ),
  sceneAt(
    'emergency-evacuation-unconfirmed',
    { query: 'sync=synced', prepare: disregardTwo },
    open,
    untilText(/Unconfirmed|Non confirmé/),
  ),
  sceneAt(
    'emergency-evacuation-nobody',
    'admitted=0&paperPrinters=0',
    open,
    untilText(/Nobody is inside|Personne à l’intérieur/),
  ),
  scene('emergency-pack', toPack),
  sceneAt(
    'emergency-pack-prepared',
    {
      query: 'sync=synced',
      prepare: (desk) =>
        packPrepared(desk.context, marie(desk), packContent(desk.context, 48, 'en')),
    },
    toPack,
  ),
  sceneAt(
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
  sceneAt('emergency-training-desk', 'training=1'),
  sceneAt('emergency-training-lock', 'training=1&role=none'),
  sceneAt('emergency-training-door', 'training=1&mode=door'),
  sceneAt('emergency-training-kiosk', 'training=1&mode=kiosk'),
  sceneAt('emergency-door-evacuation', 'mode=door&inside=54', untilShown('main'), open, sixty),
];
