import { reprintBadge } from '../../../main/use-cases/badges.ts';
import { badgeCodeOf } from '../../support/badge-tokens.ts';
import { countStock, fate, fillBadges, fillBatches } from './badge-world.ts';
import { badgesOf, codeOf, handedOver, marie } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { deskOf } from './pages.ts';
import { foreignBadge, uuid } from './people.ts';
import {
  clickText,
  fillBox,
  goTo,
  inOrder,
  openTab,
  press,
  type Scene,
  type Step,
  scan,
  scanned,
  scene,
  sceneAt,
  untilAlert,
  untilDialog,
  untilOption,
  untilShown,
  untilText,
} from './steps.ts';

const toBadges = goTo(/^Badges$/);
const toStock = inOrder(toBadges, openTab(/^Stock$/));
const toPrintAhead = inOrder(toBadges, openTab(/Print ahead|à l’avance/));
const openBatch = inOrder(toPrintAhead, press(/Print badges ahead|Imprimer à/));

/** Shows at the idle desk the nth newest badge of a person who has one, from the end where negative. */
const showBadge =
  (place: number): Step =>
  (page) => {
    const serial = badgesOf(deskOf(page), 2).at(place)?.serial ?? '';
    return scanned(badgeCodeOf(deskOf(page).context.db, serial))(page);
  };
/** Shows their newest badge at another screen. */
const scanBadge: Step = (page) => scan(page, codeOf(deskOf(page), 2));
const scanFirst = inOrder(toBadges, untilText(/Scan the badge|Lisez le code/), scanBadge);

/** Badges that went every way there is; what waits does so because the paper is out. */
const manyBadges = { query: 'printer=paper-out', prepare: fillBadges } as const;
const pausedBatch = { prepare: (desk: HarnessDesk) => fillBatches(desk, 'paused') } as const;

/** The states of the badges' screen. */
export const badgeScenes: readonly Scene[] = [
  sceneAt(
    'badge-stale',
    {
      prepare: (desk) => {
        const again = { delegateId: uuid(1, 2), reason: 'damaged' } as const;
        handedOver(desk, reprintBadge(desk.context, marie(desk), again).serial);
      },
    },
    showBadge(-1),
  ),
  sceneAt(
    'badge-lost',
    { prepare: (desk) => fate(desk, badgesOf(desk, 2)[0]?.serial ?? '', 'lost') },
    showBadge(0),
  ),
  scene('badge-unheard', scanned(foreignBadge(7))),
  sceneAt('badges-open', manyBadges, toBadges, untilText(/6 badges/)),
  sceneAt(
    'badges-balanced',
    { query: 'admitted=6', prepare: (desk) => countStock(desk, 100) },
    toBadges,
    untilText(/The badges balance|Le compte des badges/),
  ),
  sceneAt('badges-none', 'admitted=0', toBadges, untilText(/No badge was|Aucun badge/)),
  sceneAt(
    'badges-row',
    manyBadges,
    toBadges,
    press(/^Handed over \d|^Remis \d/),
    untilShown('table'),
  ),
  sceneAt(
    'badges-row-none-found',
    manyBadges,
    toBadges,
    press(/In question|À vérifier/),
    fillBox('textbox', 'nobody at all'),
    untilText(/nobody at all/),
  ),
  scene('badges-recorded', scanFirst, untilText(/Recorded just now|Notés à l’instant/)),
  sceneAt('badges-refused', 'fails=recordBadgeFate:badge-replaced', scanFirst, untilAlert),
  scene(
    'badges-lost-scanned',
    toBadges,
    clickText(/^(Lost|Perdu)$/),
    scanBadge,
    untilText(/You hold it|Vous l’avez/),
  ),
  sceneAt(
    'badges-stock',
    { prepare: (desk) => countStock(desk, 90) },
    toStock,
    untilText(/not accounted for|manquent au compte/),
  ),
  scene(
    'badges-stock-error',
    toStock,
    press(/^(Enter|Noter)$/),
    untilText(/A whole number|Un nombre entier/),
  ),
  sceneAt(
    'badges-stock-no-printer',
    'printer=none',
    toStock,
    untilText(/No printer is set up|Aucune imprimante/),
  ),
  scene('batches-none', toPrintAhead, untilText(/Nothing was printed|Rien n’a encore/)),
  sceneAt(
    'batches-problems',
    { prepare: (desk) => fillBatches(desk, 'problems') },
    toPrintAhead,
    untilText(/2 prints need|2 impressions à/),
  ),
  sceneAt('batches-paused', pausedBatch, toPrintAhead, untilText(/Resume|Reprendre/)),
  scene(
    'batch-dialog',
    openBatch,
    clickText(/The whole roster|Toute la liste/),
    untilText(/badges will print|badges s’imprimeront/),
  ),
  scene('batch-dialog-choose', openBatch, fillBox('combobox', 'ne', -1), untilOption),
  sceneAt(
    'batch-cancel',
    pausedBatch,
    toPrintAhead,
    press(/Cancel batch|Annuler le lot/),
    untilDialog,
  ),
];
