import type { HarnessDesk } from './desk.ts';
import { day } from './people.ts';
import {
  click,
  fillBox,
  goTo,
  inOrder,
  keys,
  press,
  type Scene,
  type Step,
  scene,
  sceneAt,
  untilDialog,
  untilText,
} from './steps.ts';

const toDayClose = goTo(/Day close|Clôture/);
const step = (number: number): Step => inOrder(toDayClose, click('.day-step', number - 1));
const importStick = inOrder(step(3), press(/Import a stick|Importer une clé/));

const closeDay = async ({ answer }: HarnessDesk): Promise<void> => {
  await answer('closeDay', { day });
};

/** The end of the day, and the way over a stick. */
const days: readonly Scene[] = [
  sceneAt('day-close-send', 'sync=linked', step(1)),
  sceneAt('day-close-send-away', 'sync=away&close=away', step(1)),
  scene('day-close-send-alone', step(1)),
  sceneAt('day-close-look', 'sync=linked', step(2)),
  sceneAt('day-close-look-settled', 'sync=linked&close=settled', step(2)),
  sceneAt('day-close-look-operator', 'sync=linked&role=operator', step(2)),
  sceneAt('day-close-note', 'sync=linked', step(2), press(/note : |note: /), untilDialog),
  sceneAt(
    'day-close-noted',
    'sync=linked&close=broken',
    step(3),
    press(/Desk 4/),
    fillBox('textbox', 'The disk is with the technicians.'),
    keys('Tab'),
    press(/Save the note|Enregistrer la note/),
    untilText('The disk is with the technicians.'),
  ),
  sceneAt('day-close-kiosks', 'sync=linked&close=broken', step(3)),
  scene('day-close-kiosks-alone', step(3)),
  sceneAt(
    'day-close-stick',
    'sync=linked',
    importStick,
    untilText(/18 new records|18 nouveaux faits/),
  ),
  sceneAt(
    'day-close-stick-refused',
    'sync=linked&stick=truncated',
    importStick,
    untilText(/was refused|a été refusé/),
  ),
  sceneAt('day-close-close', 'sync=linked&close=broken', step(4)),
  sceneAt('day-close-close-settled', 'sync=linked&close=settled', step(4)),
  sceneAt('day-close-close-away', 'sync=away&close=away', step(4)),
  sceneAt(
    'day-close-ask',
    'sync=linked&close=broken',
    step(4),
    press(/^(Close the day|Clore le jour)$/),
    untilDialog,
  ),
  sceneAt(
    'day-close-copy-differs',
    'sync=linked&close=closed&copy=differs',
    toDayClose,
    untilText(/are not those of the report|ne sont pas ceux du rapport/),
  ),
  sceneAt('day-close-closed-alone', { prepare: closeDay }, toDayClose),
  sceneAt('day-close-reopened', 'sync=linked&close=reopened', toDayClose),
  sceneAt('day-close-empty', 'roster=empty', step(2)),
  sceneAt('day-close-unavailable', 'fails=getDayStatus:store-unavailable', toDayClose),
];

const toReports = goTo(/^(Reports|Rapports)$/);
/** Chooses the nth report of the list, from 0. */
const chooseReport = (place: number): Step =>
  inOrder(toReports, click('.report-controls .select-button'), (page) =>
    page.getByRole('option').nth(place).click(),
  );

/** The lists that the secretariat takes along. */
const reports: readonly Scene[] = [
  scene('reports', toReports),
  sceneAt('reports-empty', 'roster=empty', toReports),
  scene('reports-quorum', chooseReport(8)),
  scene('reports-certificates', chooseReport(15)),
];

export const dayCloseScenes: readonly Scene[] = [...days, ...reports];
