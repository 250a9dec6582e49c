import { readSyncOptions, type SyncOptions } from './sync-options.ts';

/** What a scene of the harness may set, read from the page's address. */
export interface HarnessOptions {
  language: 'en' | 'fr';
  role: 'supervisor' | 'operator' | null;
  first: boolean;
  /** How printing ends. */
  printer: 'confirm' | 'blind' | 'paper-out' | 'unknown' | 'slow' | 'none';
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
  /** Everybody is on the stop list. */
  stopped: boolean;
  /** Milliseconds that a hub's code is good for. */
  inviteLasts: number;
}

/** Reads the options; each has a plain default. */
export function readOptions(search: string): HarnessOptions {
  const params = new URLSearchParams(search);
  const text = (name: string): string | null => params.get(name);
  const role = text('role');
  const printer = text('printer');
  const [call = '', code = ''] = (text('fails') ?? '').split(':');
  return {
    language: text('lang') === 'fr' ? 'fr' : 'en',
    role: role === 'none' ? null : role === 'operator' ? 'operator' : 'supervisor',
    first: text('first') === '1',
    printer:
      printer === 'blind' ||
      printer === 'paper-out' ||
      printer === 'unknown' ||
      printer === 'slow' ||
      printer === 'none'
        ? printer
        : 'confirm',
    roster: text('roster') === 'empty' ? 'empty' : 'full',
    idCheck: text('id') !== '0',
    camera: text('camera') === '1',
    warnings: text('warnings') !== '0',
    admitted: Number(text('admitted') ?? '7'),
    fails: call === '' ? null : { call, code },
    tick: Number(text('tick') ?? '30'),
    demoPin: text('demo') !== '0',
    operators: Number(text('operators') ?? '4'),
    stopped: text('stopped') === '1',
    sync: readSyncOptions(params),
    inviteLasts: Number(text('inviteLasts') ?? '581000'),
  };
}
