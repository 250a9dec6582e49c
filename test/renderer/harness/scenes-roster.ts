import type { HarnessDesk } from './desk.ts';
import { oddRosterFile, photoFolder, rosterFile, slowComparison } from './files.ts';
import {
  goTo,
  inOrder,
  openTab,
  press,
  type Scene,
  scene,
  sceneAt,
  untilAlert,
  untilText,
} from './steps.ts';

const toRoster = goTo(/Roster|Liste/);
const choosePhotos = inOrder(toRoster, press(/Choose a folder|Choisir le dossier/));
const chooseFile = inOrder(toRoster, press(/Choose file|Choisir un/));
const toReadings = inOrder(chooseFile, untilText(/Which lines|Quelles lignes/));
const toColumns = inOrder(toReadings, (page) =>
  page.locator('.radio-card').filter({ hasText: '1252' }).click(),
);
const toOdd = inOrder(
  chooseFile,
  untilText(/Which column|Quelle colonne/),
  press(/Compare|Comparer/),
  untilText(/What would change|Ce qui changerait/),
);
const mapAll = inOrder(
  toColumns,
  press(/Delegation code|Code de délégation/),
  (page) => page.getByRole('option', { name: 'Pays' }).click(),
  press(/Compare|Comparer/),
);

/** Photos of which 96 are read for as long as the scene is there. */
function slowPhotos(desk: HarnessDesk): void {
  photoFolder(desk);
  desk.answers.importPhotos = () => {
    desk.notify('photoImportProgress', { done: 96, total: 240 });
    return new Promise(() => {});
  };
}

/** The import of the roster and of its photos. */
export const rosterScenes: readonly Scene[] = [
  scene('roster-choose', toRoster),
  sceneAt('roster-operator', 'role=operator', toRoster),
  sceneAt('photos-reading', { prepare: slowPhotos }, choosePhotos, (page) =>
    page.getByRole('progressbar').waitFor(),
  ),
  sceneAt('photos-done', { prepare: photoFolder }, choosePhotos, untilText(/GSC-1338/), (page) =>
    page.getByText(/GSC-1338/).scrollIntoViewIfNeeded(),
  ),
  sceneAt('photos-error', 'fails=importPhotos:photo-folder-unreadable', choosePhotos, untilAlert),
  sceneAt('roster-columns', { prepare: rosterFile }, toColumns),
  sceneAt('roster-readings', { prepare: rosterFile }, toReadings),
  sceneAt('roster-odd', { prepare: oddRosterFile }, toOdd),
  sceneAt('roster-comparing', { prepare: slowComparison }, mapAll, untilText(/407/)),
  sceneAt(
    'roster-changes',
    { prepare: rosterFile },
    mapAll,
    untilText(/What would change|Ce qui changerait/),
  ),
  sceneAt('roster-changes-changed', { prepare: rosterFile }, mapAll, openTab(/Changed|Modifiés/)),
  sceneAt(
    'roster-done',
    { prepare: rosterFile },
    mapAll,
    press(/Write|Écrire/),
    untilText(/up to date|à jour/),
  ),
  sceneAt(
    'roster-error',
    'fails=chooseRosterFile:import-file-is-not-a-table',
    chooseFile,
    untilAlert,
  ),
];
