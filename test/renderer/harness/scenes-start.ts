import { recordPinFailures } from '../../../db/operators.ts';
import { eventFiles, settingsFile } from './files.ts';
import { deskOf } from './pages.ts';
import { ticketOf, uuid } from './people.ts';
import {
  inOrder,
  keys,
  press,
  type Scene,
  type Step,
  scanCode,
  sceneAt,
  type,
  untilDialog,
  untilText,
} from './steps.ts';

const chooseBoth = inOrder(press(/^(Choose|Choisir)…/), press(/^(Choose|Choisir)…/, -1));
const chooseSettings = inOrder(press(/settings file|fichier de réglages/), untilDialog);

const askToLeave: Step = async (page) => {
  deskOf(page).notify('leaveAsked', null);
  await untilDialog(page);
};

/** First start, sign-in and the way out of a kiosk. */
export const startScenes: readonly Scene[] = [
  sceneAt('first-start', 'first=1'),
  sceneAt('first-start-errors', 'first=1', press(/Continue|Continuer/)),
  sceneAt('sign-in', 'role=none'),
  sceneAt(
    'sign-in-waiting',
    'role=none',
    untilText(/Marie/),
    scanCode(ticketOf(0)),
    untilText(/waiting|attend/),
  ),
  sceneAt('sign-in-pin', 'role=none', press(/Marie/), type('20')),
  sceneAt(
    'sign-in-throttled',
    {
      query: 'role=none',
      prepare: ({ context }) => recordPinFailures(context.db, uuid(3, 0), 9, Date.now() + 60_000),
    },
    press(/Marie/),
    type('1111'),
    keys('Enter'),
    untilText(/Too many|Trop/),
  ),
  sceneAt('set-up-begin', 'first=1&setUp=begin'),
  sceneAt(
    'set-up-settings-file',
    { query: 'first=1&setUp=begin', prepare: settingsFile(false) },
    chooseSettings,
  ),
  sceneAt(
    'set-up-settings-refused',
    { query: 'first=1&setUp=begin', prepare: settingsFile(true) },
    chooseSettings,
  ),
  sceneAt('set-up-station', 'first=1&setUp=station'),
  sceneAt('set-up-event', 'first=1&setUp=event'),
  sceneAt(
    'set-up-event-chosen',
    { query: 'first=1&setUp=event', prepare: eventFiles(false) },
    chooseBoth,
  ),
  sceneAt(
    'set-up-event-wrong',
    { query: 'first=1&setUp=event', prepare: eventFiles(true) },
    chooseBoth,
  ),
  sceneAt('set-up-hub', 'first=1&setUp=event&source=hub'),
  sceneAt('set-up-list', 'setUp=list&roster=empty'),
  sceneAt('set-up-place', 'setUp=place&as=door'),
  sceneAt('set-up-printer', 'setUp=printer&printer=none'),
  sceneAt('set-up-devices', 'setUp=devices'),
  sceneAt('set-up-ready', 'setUp=ready'),
  sceneAt('set-up-ready-kiosk', 'setUp=ready&as=kiosk'),
  sceneAt('set-up-locked', 'setUp=printer&role=none&operators=1'),
  sceneAt(
    'station-exit-wrong',
    'mode=kiosk',
    askToLeave,
    type('1111'),
    keys('Enter'),
    untilText(/not right|n’est pas/),
  ),
  sceneAt(
    'station-exit-choose',
    'mode=kiosk',
    askToLeave,
    type('2018'),
    keys('Enter'),
    untilText(/What now|Et maintenant/),
  ),
];
