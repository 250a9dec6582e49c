import { clockWarningFrom } from '../../domain/sync-status.ts';
import type { Found } from './finding.ts';
import type { DoctorParts } from './parts.ts';

/** A clock further from the machine's was set on purpose (milliseconds). */
const setOnPurpose = 1_000;
/** Without contact for so long (milliseconds) the hub is away. */
const awayAfter = 120_000;

/** The clock against the hub's, and the time zone against the event's. */
export function checkClock(parts: DoctorParts): Found {
  const { context, zone } = parts;
  if (Math.abs(context.clock() - parts.now()) > setOnPurpose) {
    return { check: 'clock', state: 'open', code: 'clock-set' };
  }
  const offset = parts.hub()?.state.clockOffset ?? null;
  if (offset !== null && Math.abs(offset) > clockWarningFrom) {
    const values = { seconds: Math.round(Math.abs(offset) / 1000) };
    return { check: 'clock', state: 'error', code: 'clock-off', values };
  }
  const { timeZone } = context.event.file;
  const now = parts.now();
  if (clockText(now, zone) !== clockText(now, timeZone)) {
    const values = { zone, event: timeZone };
    return { check: 'clock', state: 'warning', code: 'clock-other-zone', values };
  }
  return offset === null
    ? {
        check: 'clock',
        state: 'open',
        code: 'clock-alone',
        values: { now: clockText(now, zone), zone },
      }
    : { check: 'clock', state: 'ok', code: 'clock-right', values: { zone } };
}

function clockText(wall: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(wall);
}

/** Contact with the hub, and what waits for it. */
export function checkHub(parts: DoctorParts): Found {
  const hub = parts.hub();
  if (hub === null) return { check: 'hub', state: 'ok', code: 'hub-none' };
  const { name, state } = hub;
  const { waiting, trouble, lastContact } = state;
  if (trouble !== null && trouble !== 'unreachable') {
    return { check: 'hub', state: 'error', code: 'hub-trouble', values: { name } };
  }
  const silent =
    lastContact === null ? Number.POSITIVE_INFINITY : parts.context.clock() - lastContact;
  if (state.online || silent < awayAfter) {
    return { check: 'hub', state: 'ok', code: 'hub-well', values: { name, waiting } };
  }
  const minutes = Number.isFinite(silent) ? Math.round(silent / 60_000) : '?';
  return { check: 'hub', state: 'warning', code: 'hub-away', values: { name, minutes, waiting } };
}

/** What each printer says of itself; the worst counts. */
export function checkPrinters(parts: DoctorParts): Found {
  const printers = parts.printers();
  if (printers.length === 0) return { check: 'printers', state: 'open', code: 'printers-none' };
  const named = (conditions: readonly string[]) =>
    printers.filter(({ condition }) => conditions.includes(condition));
  const well = named(['ready', 'printing']);
  const low = named(['paper-low']);
  const silent = named(['unknown']);
  const stopped = printers.filter((one) => ![...well, ...low, ...silent].includes(one));
  const names = (list: readonly { name: string }[]): string =>
    list.map(({ name }) => name).join(', ');
  if (stopped.length > 0) {
    const values = { names: names(stopped) };
    return { check: 'printers', state: 'error', code: 'printers-stopped', values };
  }
  if (low.length > 0) {
    return {
      check: 'printers',
      state: 'warning',
      code: 'printers-low',
      values: { names: names(low) },
    };
  }
  if (silent.length > 0) {
    return {
      check: 'printers',
      state: 'open',
      code: 'printers-unknown',
      values: { names: names(silent) },
    };
  }
  return { check: 'printers', state: 'ok', code: 'printers-well', values: { count: well.length } };
}

/** What the page says of its camera. */
export function checkCamera(parts: DoctorParts): Found {
  switch (parts.camera()) {
    case null:
      return { check: 'camera', state: 'open', code: 'camera-open' };
    case 'ready':
      return { check: 'camera', state: 'ok', code: 'camera-ready' };
    case 'off':
      return { check: 'camera', state: 'ok', code: 'camera-off' };
    case 'none':
      return { check: 'camera', state: 'warning', code: 'camera-none' };
    case 'failed':
      return { check: 'camera', state: 'error', code: 'camera-failed' };
  }
}

/** A hand scanner is a keyboard to the system: only a code that came by it proves it. */
export function checkScanner(parts: DoctorParts): Found {
  const last = parts.lastScan();
  if (last === null) return { check: 'scanner', state: 'open', code: 'scanner-open' };
  const minutes = Math.max(0, Math.floor((parts.now() - last) / 60_000));
  return { check: 'scanner', state: 'ok', code: 'scanner-seen', values: { minutes } };
}
