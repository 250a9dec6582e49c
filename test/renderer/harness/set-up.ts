import type { EventChoice, SettingsChoice } from '../../../preload/contract/set-up.ts';
import type { SetUpStep } from '../../../preload/contract/set-up-view.ts';
import type { Model } from './model.ts';
import { event } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Verbs } from './station.ts';

const goodFile: EventChoice['file'] = {
  name: 'event.json',
  problems: [],
  event: { name: event.name, days: event.days, checkpoints: 6, delegations: 183 },
};
const badFile: EventChoice['file'] = {
  name: 'event-draft.json',
  event: null,
  problems: [
    { field: 'timeZone', message: 'no such time zone in the IANA data base' },
    { field: 'checkpoints.2.windows.0.day', message: 'not a day of the event' },
    { field: 'delegations.14.validTo', message: 'ends before it begins' },
    { field: 'policies.idChek', message: 'no such field' },
  ],
};

const settingsFile: SettingsChoice = {
  fileName: 'lanyard-kiosk.json',
  problems: [],
  settings: {
    name: 'Kiosk {number}',
    mode: 'kiosk',
    language: 'en',
    checkpoint: 'registration',
    printers: ['Counter A', 'Counter B'],
    supervisor: 'Marie DUPONT',
    asksForNumber: true,
  },
};

/** The calls of the first start and of Settings → Station, and the way out of a kiosk. */
export function setUpVerbs(model: Model, search: string): Verbs {
  const { setUp } = model;
  const isBad = new URLSearchParams(search).get('bad') === '1';
  let wrongPins = 0;
  const changed = (): void => model.emit('stationChanged');
  const go = (step: SetUpStep): void => {
    if (setUp.view !== null) setUp.view = { ...setUp.view, step };
    changed();
  };
  return {
    goToSetUpStep: ({ step }: { step: SetUpStep }) => go(step),
    chooseSetUpSource: ({ source }: { source: 'demo' | 'hub' | 'file' }) => {
      if (source === 'demo') setUp.view = null;
      else if (setUp.view !== null) setUp.view = { ...setUp.view, source, step: 'station' };
      changed();
    },
    changeStation: (input: {
      mode?: 'desk' | 'kiosk' | 'door';
      kioskName?: string;
      checkpoint?: string;
      direction?: 'in' | 'out';
      language?: 'en' | 'fr';
    }) => {
      setUp.startsAs = input.mode ?? setUp.startsAs;
      setUp.name = input.kioskName ?? setUp.name;
      setUp.direction = input.direction ?? setUp.direction;
      if (input.checkpoint !== undefined) model.settings.checkpoint = input.checkpoint;
      if (input.language !== undefined) model.settings.language = input.language;
      changed();
    },
    findHubAtSetUp: () => ({
      url: 'https://192.168.10.5:7443',
      code: 'K7MQ2WXR',
      pin: 'ab'.repeat(32),
      compare: true,
    }),
    joinHubAtSetUp: () => ({ hubName: 'Venue hub' }),
    getEventChoice: () => setUp.choice,
    chooseEventFile: () => {
      setUp.choice = { ...setUp.choice, file: isBad ? badFile : goodFile };
      return setUp.choice;
    },
    chooseEventSecret: () => {
      const problems = isBad ? [{ field: '', message: '64 hexadecimal digits expected' }] : [];
      setUp.choice = { ...setUp.choice, secret: { name: 'event-secret.txt', problems } };
      return setUp.choice;
    },
    adoptEvent: () => undefined,
    exportSettings: () => true,
    chooseSettingsFile: () =>
      isBad
        ? {
            fileName: 'kiosk.json',
            settings: null,
            problems: [
              { field: 'version', message: 'Invalid input: expected 1' },
              { field: 'idleSeconds', message: 'Too small: expected number to be >=15' },
            ],
          }
        : settingsFile,
    applySettingsFile: changed,
    finishSetUp: () => {
      const restarts = setUp.startsAs !== null && setUp.startsAs !== 'desk';
      if (!restarts) setUp.view = null;
      changed();
      return { restarts };
    },
    getStartAtLogin: () => false,
    setStartAtLogin: () => undefined,
    restartStation: () => undefined,
    leaveStation: ({ pin }: { pin: string }) => {
      if (pin === '0000') throw new Refusal('store-unavailable');
      if (pin === '2018') return { result: 'approved', operator: model.operators[0] };
      wrongPins += 1;
      return wrongPins > 2 ? { result: 'wait', milliseconds: 8_000 } : { result: 'wrong-pin' };
    },
  };
}
