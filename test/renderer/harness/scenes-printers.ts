import {
  fillBox,
  goTo,
  inOrder,
  press,
  type Scene,
  type Step,
  scene,
  sceneAt,
  untilAlert,
  untilDialog,
  untilOption,
} from './steps.ts';

const toPrinters = inOrder(goTo(/^(Printers|Imprimantes)/), (page) =>
  page.getByRole('heading', { level: 1 }).waitFor(),
);

/** Opens the dialog of a new printer. */
export const openAdd = inOrder(
  toPrinters,
  press(/^(Add printer|Ajouter une imprimante)$/),
  untilDialog,
);

const fillNamed =
  (name: RegExp, text: string): Step =>
  (page) =>
    page.getByRole('textbox', { name }).fill(text);
const address = /^(Address|Adresse)$/;
const range = /range|Plage/;
const choose =
  (name: RegExp): Step =>
  (page) =>
    page.getByRole('radio', { name }).click({ force: true });
const untilButton =
  (name: RegExp): Step =>
  (page) =>
    page.getByRole('button', { name }).waitFor();

const next = press(/^(Next|Suivant)$/);
const save = press(/^(Save and go|Enregistrer et)/);
const tryEach = press(/^(Try each|Essayer)/);
const look = inOrder(openAdd, press(/^(Look|Chercher)$/), untilButton(/^(Look|Chercher)$/));

/** Types an address and goes to the model. */
export const typeAddress = inOrder(openAdd, fillNamed(address, '192.168.10.99'), next);

const chooseLastModel = inOrder(typeAddress, press(/Show all|Montrer tous/), (page) =>
  page.getByRole('option').last().click(),
);
const toTest = inOrder(
  look,
  press(/ZD421/),
  next,
  save,
  press(/^(Print the test|Imprimer la page)/),
);

/** Opens the dialog of one printer of the fleet. */
const ofFleet = (name: string, opens: RegExp, more = ''): Scene =>
  sceneAt(name, `fleet=1${more}`, toPrinters, press(opens), untilDialog);

/** Printers: the screen, setting one up, and what it did. */
export const printerScenes: readonly Scene[] = [
  scene('printers', toPrinters),
  sceneAt('printers-none', 'printer=none', toPrinters),
  sceneAt('printers-none-operator', 'printer=none&role=operator', toPrinters),
  sceneAt('printers-fleet', 'fleet=1', toPrinters),
  sceneAt('printers-fleet-operator', 'fleet=1&role=operator', toPrinters),
  sceneAt('printers-models-problem', 'search=failed', toPrinters),
  scene('printer-add', openAdd),
  scene('printer-add-found', look),
  sceneAt('printer-add-nothing', 'search=nothing', look),
  sceneAt('printer-add-search-failed', 'search=failed', look),
  sceneAt(
    'printer-add-probing',
    'search=endless',
    openAdd,
    fillNamed(range, '192.168.10.0/24'),
    tryEach,
    untilButton(/^(Stop looking|Arrêter)$/),
  ),
  scene('printer-add-subnet-refused', openAdd, fillNamed(range, 'the office'), tryEach, untilAlert),
  scene(
    'printer-add-address-errors',
    openAdd,
    fillNamed(address, 'fe80::12345'),
    fillNamed(/^Port$/, '0'),
    next,
  ),
  scene('printer-add-model', look, press(/ZD421/), (page) => page.getByRole('combobox').waitFor()),
  scene('printer-add-model-list', typeAddress, fillBox('combobox', 't88'), untilOption),
  scene(
    'printer-add-hand-errors',
    chooseLastModel,
    choose(/^Star/),
    fillBox('textbox', '99'),
    next,
  ),
  scene('printer-test', toTest),
  sceneAt(
    'printer-test-remedy',
    'printer=unknown',
    toTest,
    choose(/does not know|ne le sait pas/),
    untilButton(/^(Ask for its status|Demander seulement)/),
  ),
  ofFleet('printer-edit', /^(Edit|Modifier) Right/),
  ofFleet('printer-load', /(into|dans) Right/),
  ofFleet('printer-remove', /^(Remove|Retirer) Right/),
  ofFleet('printer-history', /^(History|Historique) .*USB/, '&history=1'),
  ofFleet('printer-history-none', /^(History|Historique) .*USB/),
];
