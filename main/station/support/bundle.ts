import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { ReadableDatabase } from '../../../db/base/types.ts';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { findStation } from '../../../db/ledger/station.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { bundleSettings, pickSettings } from '../../../domain/base/station-settings.ts';
import { printJobStateSchema } from '../../../domain/printing/print-job.ts';
import type { BundlePreview, StationCheck } from '../../../preload/contract/station/care.ts';
import type { Config } from '../../base/config/config.ts';
import { readPrinters, readStationSettings } from '../../base/config/station-settings.ts';
import type { BackupState } from '../backup/backups.ts';
import { readRecovery, recoveryState } from '../backup/recovery-record.ts';

/** Fields of a log line whose text comes from the app itself: codes, kinds, ids of things. */
const ownWords = new Set([
  'time',
  'msg',
  'level',
  'code',
  'call',
  'outcome',
  'source',
  'reason',
  'state',
  'kind',
  'mode',
  'cause',
  'error',
  'phase',
  'trouble',
  'condition',
  'event',
  'station',
  'jobId',
]);
/** Text as the app writes it: ASCII only and short. */
const ownWord = /^[\w .:,;'()-]{0,120}$/;
const stackLine = /^\s*at .*?([\w.-]+\.(?:ts|js|mjs|cjs)):(\d+)/;

/**
 * A line of the log that may leave the station: numbers, booleans, the app's own text, and the
 * names and lines of files in an error's stack. Messages of errors, paths and every other text are
 * left out, since a system or a package may have put anything into them. Null for an invalid line.
 */
export function cleanLogLine(line: string): string | null {
  const fields = objectOf(line);
  if (fields === null) return null;
  const kept: Record<string, string | number | boolean | null | string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
      kept[name] = value;
    } else if (name === 'stack' && Array.isArray(value)) {
      kept.stack = stackOf(value);
    } else if (typeof value === 'string' && ownWords.has(name) && ownWord.test(value)) {
      kept[name] = value;
    }
  }
  return JSON.stringify(kept);
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    // The last line of a killed process may be incomplete.
    return null;
  }
}

function stackOf(stack: readonly unknown[]): string[] {
  return stack.flatMap((line) => {
    const [, file, row] = stackLine.exec(String(line)) ?? [];
    return file === undefined ? [] : [`${file}:${row}`];
  });
}

export interface BundleParts {
  db: ReadableDatabase;
  config: Config;
  logs: string;
  version: { app: string; electron: string; system: string };
  check: () => Promise<StationCheck>;
  backups: () => BackupState;
  /** The machine's clock, UTC milliseconds. */
  now: () => number;
}

/** Texts of the files by their names. */
export type Bundle = ReadonlyMap<string, string>;

const maxLogBytes = 5_000_000;
/** Only their rows are counted. */
const countedTables = [
  'delegate',
  'operator',
  'attendance_event',
  'attendance_personal',
  'admission',
  'badge',
  'print_job',
  'print_attempt',
  'delegate_photo',
  'unknown_event',
  'held_chain',
  'superseded_event',
  'badge_conflict',
  'activity',
  'purge_order',
];

/**
 * Gathers what support needs to see: the doctor's findings, versions, settings, counts, heads of
 * the chains, and the log. No name, code, PIN, secret, address of a hub or name of a station is in
 * it: each file is made of listed fields, and log lines go through `cleanLogLine`.
 */
export async function gatherBundle(parts: BundleParts): Promise<Bundle> {
  const { db, version } = parts;
  const files = new Map<string, string>();
  files.set('about.json', json({ made: new Date(parts.now()).toISOString(), ...about(version) }));
  const { at, findings } = await parts.check();
  files.set(
    'check.json',
    json({ at, findings: findings.map(({ check, state, since }) => ({ check, state, since })) }),
  );
  files.set('settings.json', json(settingsOf(parts)));
  files.set('store.json', json(storeOf(db, parts.backups())));
  for (const [name, text] of logsOf(parts.logs)) files.set(`logs/${name}`, text);
  return files;
}

export function zipBundle(bundle: Bundle): Uint8Array {
  return zipSync(
    Object.fromEntries([...bundle].map(([name, text]) => [name, strToU8(text)] as const)),
  );
}

/** Its content, to be shown before it is saved. */
export function previewOf(bundle: Bundle): BundlePreview {
  return {
    files: [...bundle].map(([name, text]) => ({ name, bytes: Buffer.byteLength(text) })),
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function about(version: BundleParts['version']): object {
  return { app: version.app, electron: version.electron, system: version.system };
}

function settingsOf({ db, config }: BundleParts): object {
  return {
    ...pickSettings(bundleSettings, readStationSettings(db, config)),
    presets: Object.keys(config),
    printers: readPrinters(db, config).map((printer) => ({
      id: printer.id,
      model: printer.model,
      language: printer.language,
      connection: printer.connection.kind,
      ability: printer.ability,
      dotsPerMm: printer.dotsPerMm,
      widthDots: printer.widthDots,
      cut: printer.cut,
      template: printer.stock.template,
    })),
  };
}

function storeOf(db: ReadableDatabase, backups: BackupState): object {
  const station = findStation(db);
  const link = findHubLink(db);
  const recovery = readRecovery(db);
  return {
    form: db.pragma('user_version', { simple: true }),
    station: station && {
      station: station.station,
      incarnation: station.incarnation,
      lastKseq: station.lastKseq,
      chainHead: station.chainHead,
      lastBadgeCount: station.lastBadgeCount,
    },
    rows: Object.fromEntries(countedTables.map((table) => [table, count(db, table)])),
    jobs: Object.fromEntries(
      printJobStateSchema.options.map((state) => [state, printJobsInStates(db, [state]).length]),
    ),
    hub: link && {
      epoch: link.epoch,
      rosterSeq: link.rosterSeq,
      eventSeq: link.eventSeq,
      ackedKseq: link.ackedKseq,
      lastContact: link.lastContact,
      clockOffset: link.clockOffset,
      quarantined: link.quarantined,
    },
    copies: { newest: backups.newest, copies: backups.copies, bytes: backups.bytes },
    recovery: recovery && {
      at: recovery.at,
      cause: recovery.cause,
      source: recovery.source,
      copyMade: recovery.copyMade,
      base: recovery.base,
      end: recovery.end,
      marked: recovery.marked,
      isWhole: recovery.isWhole,
      facts: recovery.facts,
      missing: recoveryState(db, recovery).missing,
    },
  };
}

function count(db: ReadableDatabase, table: (typeof countedTables)[number]): number {
  return db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
}

/** The newest end of each log file, line by line. */
function logsOf(folder: string): [string, string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^lanyard(\.\d+)?\.log$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name)).subarray(-maxLogBytes).toString('utf8');
      const lines = text.split('\n').flatMap((line) => cleanLogLine(line) ?? []);
      return [name, `${lines.join('\n')}\n`];
    });
}
