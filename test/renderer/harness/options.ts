import { type OperatorRole, operatorRoleSchema } from '../../../domain/operator.ts';
import { readSyncOptions, type SyncOptions } from './sync-options.ts';

/** What a scene of the harness may set, read from the page's address. */
export interface HarnessOptions {
  mode: 'desk' | 'kiosk' | 'door';
  language: 'en' | 'fr';
  role: OperatorRole | null;
  first: boolean;
  /** How printing ends. */
  printer: 'confirm' | 'blind' | 'paper-out' | 'unknown' | 'slow' | 'none';
  /** Several printers in several conditions. */
  fleet: boolean;
  /** How a search for printers ends. */
  search: 'found' | 'nothing' | 'failed';
  /** Printers have a history. */
  history: boolean;
  roster: 'full' | 'empty';
  idCheck: boolean;
  camera: boolean;
  warnings: boolean;
  /** How many admissions stand at the start. */
  admitted: number;
  /** A call that fails with a code, for example "checkIn:disk-full". */
  fails: { call: string; code: string } | null;
  /** How long the roster steps take, milliseconds a tick. */
  tick: number;
  demoPin: boolean;
  operators: number;
  sync: SyncOptions;
  /** The station has badge templates of its own. */
  templates: boolean;
  /** The template file that is chosen has mistakes. */
  badImport: boolean;
  /** Every ticket is a badge with this doubt; empty for none. */
  badgeDoubt: string;
  /** Everybody is on the stop list. */
  stopped: boolean;
  /** One delegation has several people. */
  delegation: boolean;
  /** Nobody's category has the right to the checkpoint. */
  noRight: boolean;
  /** What is unusual about every badge: printed ahead, moved to another printer, a name that no font has. */
  badge: 'usual' | 'ahead' | 'moved' | 'glyphs';
  /** Alerts and calls for help come. */
  alerts: boolean;
  /** Kiosk: everybody was admitted on another day. */
  kioskReturning: boolean;
  /** Kiosk: seconds without a touch until the countdown. */
  idleSeconds: number;
  /** Kiosk: too many wrong guesses were made. */
  kioskWaits: boolean;
  /** Kiosk: somebody answers each call for help. */
  helpAnswered: boolean;
  /** Milliseconds that a hub's code is good for. */
  inviteLasts: number;
}

function oneOf<T extends string>(value: string | null, choices: readonly T[]): T | null {
  return choices.find((choice) => choice === value) ?? null;
}

/** Reads the options; each has a plain default. */
export function readOptions(search: string): HarnessOptions {
  const params = new URLSearchParams(search);
  const text = (name: string): string | null => params.get(name);
  const role = text('role');
  const printer = text('printer');
  const [call = '', code = ''] = (text('fails') ?? '').split(':');
  return {
    mode: oneOf(text('mode'), ['kiosk', 'door'] as const) ?? 'desk',
    language: text('lang') === 'fr' ? 'fr' : 'en',
    role: role === 'none' ? null : operatorRoleSchema.catch('supervisor').parse(role),
    first: text('first') === '1',
    printer:
      printer === 'blind' ||
      printer === 'paper-out' ||
      printer === 'unknown' ||
      printer === 'slow' ||
      printer === 'none'
        ? printer
        : 'confirm',
    fleet: text('fleet') === '1',
    search: oneOf(text('search'), ['nothing', 'failed'] as const) ?? 'found',
    history: text('history') === '1',
    roster: text('roster') === 'empty' ? 'empty' : 'full',
    idCheck: text('id') !== '0',
    camera: text('camera') === '1',
    warnings: text('warnings') !== '0',
    admitted: Number(text('admitted') ?? '7'),
    fails: call === '' ? null : { call, code },
    tick: Number(text('tick') ?? '30'),
    demoPin: text('demo') !== '0',
    operators: Number(text('operators') ?? '4'),
    badgeDoubt: text('doubt') ?? '',
    stopped: text('stopped') === '1',
    delegation: text('delegation') === '1',
    noRight: text('noRight') === '1',
    templates: text('templates') === '1',
    badImport: text('badImport') === '1',
    badge: oneOf(text('badge'), ['ahead', 'moved', 'glyphs'] as const) ?? 'usual',
    sync: readSyncOptions(params),
    alerts: text('alerts') === '1',
    kioskReturning: text('returning') === '1',
    idleSeconds: Number(text('idle') ?? '45'),
    kioskWaits: text('waits') === '1',
    helpAnswered: text('answered') === '1',
    inviteLasts: Number(text('inviteLasts') ?? '581000'),
  };
}
