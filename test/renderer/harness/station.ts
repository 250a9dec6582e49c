import type { OperatorRole } from '../../../domain/operator.ts';
import type { Station } from '../../../preload/contract/station.ts';
import { day, kioskName, type Model, next, start } from './model.ts';
import { event, uuid } from './people.ts';

/** Calls by name; the contract's types are checked where the page calls them. */
export type Verbs = Record<string, (input: never) => unknown>;

function stationOf(model: Model): Station {
  const { options, settings } = model;
  return {
    mode: options.mode,
    startsAs: model.setUp.startsAs ?? options.mode,
    preset: [],
    setUp: model.setUp.view,
    direction: model.setUp.direction,
    kioskLanguages: ['en', 'fr', 'es', 'ar', 'ru', 'pt'],
    idleSeconds: options.idleSeconds,
    countdownSeconds: 20,
    language: settings.language,
    kioskName: model.setUp.name ?? kioskName,
    version: '0.1.0',
    event,
    checkpoint: settings.checkpoint,
    day,
    now: start,
    idCheck: options.idCheck,
    training: new URLSearchParams(globalThis.location.search).get('training') === '1',
    operator: model.operator,
    needsFirstSupervisor: model.needsFirst,
    demoPin: options.demoPin ? '2018' : null,
    rosterSize: model.delegates.length === 0 ? 0 : 1000,
    warnings: options.warnings
      ? [
          { code: 'demo-data', detail: '' },
          { code: 'clock-set', detail: '2018-10-02T07:41:00Z' },
          { code: 'key-not-in-keychain', detail: 'basic_text' },
        ]
      : [],
    camera: { enabled: settings.camera, deviceId: settings.cameraDeviceId },
    scanner: { functionKeyPrefix: settings.functionKeyPrefix },
    sounds: settings.sounds,
    lockAfterMinutes: settings.lockAfterMinutes,
  };
}

/** Station, operators and settings. */
export function stationVerbs(model: Model): Verbs {
  return {
    getStation: () => stationOf(model),
    getCounts: () => ({
      registered: model.delegates.length === 0 ? 0 : 1000,
      expected: model.delegates.length === 0 ? 0 : 962,
      presentToday: model.admissions.filter(({ undone }) => !undone).length + 431,
      presentEvent: model.admissions.filter(({ undone }) => !undone).length + 431,
      notHandedOver: model.badges.filter(({ state }) => state === 'printed').length,
      eventsWritten: model.count,
    }),
    listOperators: () => model.operators,
    signIn: ({ operatorId, pin }: { operatorId: string; pin: string }) => {
      if (pin !== '2018') {
        model.wrongPins += 1;
        if (model.wrongPins >= 3) return { result: 'wait', milliseconds: 30_000 };
        return { result: 'wrong-pin' };
      }
      model.operator = model.operators.find(({ id }) => id === operatorId) ?? null;
      model.emit('stationChanged');
      return { result: 'signed-in', operator: model.operator };
    },
    lock: () => {
      model.operator = null;
      model.emit('stationChanged');
    },
    createFirstSupervisor: ({ name }: { name: string }) => {
      const operator = { id: uuid(3, 90), name, role: 'supervisor' as const };
      model.operators = [operator];
      model.needsFirst = false;
      model.operator = operator;
      model.emit('stationChanged');
      return operator;
    },
    addOperator: ({ name, role }: { name: string; role: 'operator' | 'supervisor' }) => {
      const operator = { id: uuid(3, 100 + next(model)), name, role };
      model.operators = [...model.operators, operator];
      return operator;
    },
    changeRole: ({ operatorId, role }: { operatorId: string; role: OperatorRole }) => {
      model.operators = model.operators.map((one) =>
        one.id === operatorId ? { ...one, role } : one,
      );
    },
    saveStationSettings: (input: Record<string, never>) => {
      const { cameraEnabled, ...others } = input;
      Object.assign(model.settings, others);
      if (cameraEnabled !== undefined) model.settings.camera = cameraEnabled;
      model.emit('stationChanged');
      return stationOf(model);
    },
  };
}
