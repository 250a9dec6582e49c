import { type OperatorRole, operatorRoleSchema } from '../../../domain/operator.ts';
import type { StationSettingsChange } from '../../../main/config/station-settings.ts';

/** What a scene may set, read from its query. */
export interface HarnessOptions {
  mode: 'desk' | 'kiosk' | 'door';
  role: OperatorRole | null;
  /** Stored settings of the station. */
  settings: StationSettingsChange;
  first: boolean;
  /** How printing ends. */
  printer: 'confirm' | 'blind' | 'paper-out' | 'unknown' | 'slow' | 'none';
  /** Several printers in several conditions. */
  fleet: boolean;
  roster: 'full' | 'empty';
  idCheck: boolean;
  training: boolean;
  warnings: boolean;
  /** How many admissions stand at the start. */
  admitted: number;
  /** A call that fails with a code, for example "checkIn:disk-full". */
  fails: { call: string; code: string } | null;
  operators: number;
  sync: SyncOptions;
  /** The station has badge templates of its own. */
  templates: boolean;
  /** One delegation has several people. */
  delegation: boolean;
  /** Nobody's category has the right to the checkpoint. */
  noRight: boolean;
  /** What is unusual about every badge: printed ahead, moved to another printer, a name that no font has. */
  badge: 'usual' | 'ahead' | 'moved' | 'glyphs';
  /** Kiosk: everybody was admitted on another day. */
  returning: boolean;
  /** The system's printers. */
  paperPrinters: readonly string[];
  /** All options, for the answers of the outside world. */
  params: URLSearchParams;
}

const papers = ['Office printer', 'Printer of the Secretariat, second floor'];

function oneOf<T extends string, D>(value: string | null, choices: readonly T[], usual: D): T | D {
  return choices.find((choice) => choice === value) ?? usual;
}

/** Reads the options; each has a plain default. Of two values of one the first counts. */
export function readOptions(query: string): HarnessOptions {
  const params = new URLSearchParams(query);
  const text = (name: string): string | null => params.get(name);
  const isOn = (name: string): boolean => text(name) === '1';
  const role = text('role');
  const mode = oneOf(text('mode'), ['kiosk', 'door'] as const, 'desk' as const);
  const [call = '', code = ''] = (text('fails') ?? '').split(':');
  return {
    mode,
    role: role === 'none' ? null : operatorRoleSchema.catch('supervisor').parse(role),
    settings: {
      mode: oneOf(text('as'), ['kiosk', 'door'] as const, mode),
      language: text('lang') === 'fr' ? 'fr' : 'en',
      cameraEnabled: isOn('camera'),
      idleSeconds: Number(text('idle') ?? '45'),
    },
    first: isOn('first'),
    printer: oneOf(
      text('printer'),
      ['blind', 'paper-out', 'unknown', 'slow', 'none'] as const,
      'confirm' as const,
    ),
    fleet: isOn('fleet'),
    roster: text('roster') === 'empty' ? 'empty' : 'full',
    idCheck: text('id') !== '0',
    training: isOn('training'),
    warnings: text('warnings') !== '0',
    admitted: Number(text('admitted') ?? '7'),
    fails: call === '' ? null : { call, code },
    operators: Number(text('operators') ?? '4'),
    sync: readSyncOptions(params),
    templates: isOn('templates'),
    delegation: isOn('delegation'),
    noRight: isOn('noRight'),
    badge: oneOf(text('badge'), ['ahead', 'moved', 'glyphs'] as const, 'usual' as const),
    returning: isOn('returning'),
    paperPrinters: papers.slice(0, Number(text('paperPrinters') ?? '2')),
    params,
  };
}

/** How the station of a scene stands with its hub. */
export const syncScenes = [
  'alone',
  'linked',
  'synced',
  'waiting',
  'first-pull',
  'offline',
  'away',
  'revoked',
  'wrong-certificate',
  'update',
  'clock-off',
  'old-lists',
  'host',
  'host-starting',
  'host-failed',
] as const;
export type SyncScene = (typeof syncScenes)[number];

export interface SyncOptions {
  scene: SyncScene;
  /** False: no duplicates, no quarantine, no changes, no stops, no other kiosks. */
  filled: boolean;
  /** The hub that is joined has another event. */
  restarts: boolean;
  /** Names as long as they come. */
  long: boolean;
}

/** Reads the options of the hub; each has a plain default. */
export function readSyncOptions(params: URLSearchParams): SyncOptions {
  const scene = syncScenes.find((one) => one === params.get('sync')) ?? 'alone';
  return {
    scene,
    filled: scene !== 'alone' && scene !== 'synced' && params.get('filled') !== '0',
    restarts: params.get('restarts') === '1',
    long: params.get('long') === '1',
  };
}
