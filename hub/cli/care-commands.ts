// clock: dates a restored store for the directory that follows it.

import { existsSync, writeFileSync } from 'node:fs';
import { HubProblem } from '../../domain/sync/problems.ts';
import { type SignedStopList, type StopEntry, stoppedBy } from '../../domain/sync/stop-list.ts';
import { parseSerial } from '../../domain/tickets/opaque-code.ts';
import type { AdminClient } from '../admin/client.ts';
import { backupByPostgres } from '../app/backup.ts';
import type { AdmissionPlace } from '../check-in.ts';
import { holdFolder } from '../hold-folder.ts';
import { makeOwnFolder } from '../own-folder.ts';
import {
  finishPostgresRestore,
  type Restored,
  restoreSqlite,
  type StoreCheck,
} from '../store/backup.ts';
import type { HubStore } from '../store/open-store.ts';
import { HubStoreError } from '../store/store-error.ts';
import { checkAll } from '../sync/check-all.ts';
import { type CommandLine, onlyArgument, UsageError } from './command-line.ts';
import { hubPlaces, keyFileOf, locationOf } from './places.ts';
import { type Print, printColumns, timeText } from './print.ts';
import { findDelegate } from './roster-commands.ts';
import { printStations } from './station-commands.ts';

/** Command lines for a hub on PostgreSQL, whose own programs make and read its backups. */
interface PostgresLines {
  backup: string;
  restore: string;
  /** Needed after every restore: gives a new epoch. */
  finish: string;
}

/**
 * @param file absolute path of the backup
 * @param url as the administrator gave it; its password is left out (see `PGPASSWORD`, `~/.pgpass`)
 */
function postgresLines(file: string, url: string | undefined): PostgresLines {
  const at = quoted(url === undefined ? 'postgres://USER@HOST/DATABASE' : withoutPassword(url));
  const to = quoted(file);
  return {
    backup: `pg_dump --format=custom --no-owner --file=${to} --dbname=${at}`,
    restore: `pg_restore --clean --if-exists --no-owner --single-transaction --dbname=${at} ${to}`,
    finish: `npm run hub -- restore --after-pg-restore --database-url ${at}`,
  };
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'postgres://USER@HOST/DATABASE';
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.href;
}

/** Quotes a text for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `stop add|remove|list|export`: the signed stop list. */
export async function stopCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const [verb, file] = commandLine.args;
  switch (verb) {
    case 'add':
    case 'remove': {
      const entries = await stopEntries(client, commandLine);
      const [add, remove] = verb === 'add' ? [entries, []] : [[], entries];
      printStopList(await client.changeStopList({ add, remove }), print);
      return;
    }
    case 'list':
      printStopList(await client.stopList(), print);
      return;
    case 'export':
      if (file === undefined) throw new UsageError('stop export: file expected');
      writeFileSync(commandLine.path(file), `${JSON.stringify(await issued(client), null, 2)}\n`);
      print(`Written: ${commandLine.path(file)}. Desks take it from a stick.`);
      return;
    default:
      throw new UsageError('stop add|remove|list|export');
  }
}

async function issued(client: AdminClient): Promise<SignedStopList> {
  const signed = await client.stopList();
  if (signed === null) throw new UsageError('stop export: no stop list has been issued yet');
  return signed;
}

async function stopEntries(client: AdminClient, commandLine: CommandLine): Promise<StopEntry[]> {
  const { delegate, badge } = commandLine.options;
  const entries: StopEntry[] = [];
  if (delegate !== undefined) {
    entries.push({ kind: 'delegate', value: (await findDelegate(client, delegate)).id });
  }
  if (badge !== undefined) {
    if (parseSerial(badge) === null) throw new UsageError('--badge: a serial like A7F30C12-000123');
    entries.push({ kind: 'badge', value: badge.trim().toUpperCase() });
  }
  if (entries.length === 0) throw new UsageError('stop: --delegate CODE or --badge SERIAL');
  return entries;
}

function printStopList(signed: SignedStopList | null, print: Print): void {
  if (signed === null) {
    print('No stop list has been issued.');
    return;
  }
  const entries = stoppedBy([signed.list]);
  print(`Stop list of ${timeText(signed.list.issued)}: ${entries.length} entries`);
  for (const { kind, value } of entries) print(`  ${kind}  ${value}`);
}

/** `duplicates`: delegates admitted at two places that could not know of each other. */
export async function duplicatesCommand(
  client: AdminClient,
  _commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const duplicates = await client.duplicates();
  const open = duplicates.filter(({ resolved }) => resolved === null).length;
  print(`Duplicates: ${duplicates.length}, of which ${open} nobody has looked into.`);
  const place = ({ stationName, wall }: AdmissionPlace): string =>
    `${stationName}, ${timeText(wall)}`;
  printColumns(
    duplicates.map((found) => [
      found.delegateId,
      `${found.checkpoint} ${found.localDay}`,
      place(found.first),
      place(found.further),
      found.resolved === null ? 'open' : 'resolved',
    ]),
    print,
  );
}

/** `quarantine`: records that do not count. The raw text may hold names: it is not printed. */
export async function quarantineCommand(
  client: AdminClient,
  _commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const items = await client.quarantine();
  print(`In quarantine: ${items.length}${items.length === 0 ? '.' : ' (newest first)'}`);
  printColumns(
    items.map((item) => [
      timeText(item.received),
      item.reason,
      `station ${item.station} incarnation ${item.incarnation} number ${item.kseq}`,
      `pushed by ${item.pushedBy}`,
    ]),
    print,
  );
}

/** `status`: the hub's figures. */
export async function statusCommand(
  client: AdminClient,
  _commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const found = await client.overview();
  const counts = (of: Record<string, number>): string =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  printColumns(
    [
      ['hub', `${found.identity.hubName} (${found.identity.hub})`],
      ['epoch', found.identity.epoch],
      ['event', found.identity.eventId],
      ['delegates', counts(found.delegates)],
      ['facts', counts(found.facts)],
      ['streams', `roster ${found.streams.roster}, events ${found.streams.events}`],
      ['quarantined', String(found.quarantined)],
      ['stop list', found.stopped === null ? 'none' : `${found.stopped} entries`],
    ],
    print,
  );
  print('');
  printStations(found.stations, print);
}

/**
 * `backup FILE`: a copy of the running hub's SQLite store; for PostgreSQL the command for one.
 *
 * @returns the exit code, 1 if there is no copy yet
 */
export async function backupCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<0 | 1> {
  const file = commandLine.path(onlyArgument(commandLine, 'file'));
  try {
    await client.backup(file);
  } catch (error) {
    if (!(error instanceof HubProblem) || error.detail !== backupByPostgres) throw error;
    const { backup, restore, finish } = postgresLines(file, commandLine.options['database-url']);
    print('This hub keeps its truth in PostgreSQL. This makes a backup while it runs:');
    print(`  ${backup}`);
    print('And these two bring it back, while the hub is stopped:');
    print(`  ${restore}`);
    print(`  ${finish}`);
    return 1;
  }
  print(`Written: ${file}`);
  print(
    `Keep with it ${hubPlaces(commandLine.dataDir).tls}: without these certificates every station`,
  );
  print('must enrol anew. And the key file, if the store has one.');
  return 0;
}

/** `check`: recomputes every chain and count. @returns the exit code, 1 if something is wrong */
export async function checkCommand(
  client: AdminClient,
  _commandLine: CommandLine,
  print: Print,
): Promise<0 | 1> {
  const findings = await client.checkAll();
  for (const { what, detail } of findings) print(`${what}: ${detail}`);
  print(findings.length === 0 ? 'All is well.' : `Wrong: ${findings.length}`);
  return findings.length === 0 ? 0 : 1;
}

/**
 * `restore FILE`: sets the hub back to the backup, in a new epoch; `restore --after-pg-restore`:
 * only gives the new epoch. The hub must not run.
 *
 * @throws UsageError, HubStoreError
 */
export async function restoreCommand(commandLine: CommandLine, print: Print): Promise<void> {
  const restore = orderOf(commandLine, (store) => assertSound(store, print));
  makeOwnFolder(commandLine.dataDir);
  const hold = holdFolder(commandLine.dataDir, undefined);
  try {
    printRestored(await restore(), print);
  } finally {
    hold.release();
  }
}

/** Reads the restore from the command line. Throws UsageError. */
function orderOf(commandLine: CommandLine, check: StoreCheck): () => Promise<Restored> {
  const url = commandLine.options['database-url'];
  if (commandLine.options['after-pg-restore'] === true) {
    if (url === undefined || commandLine.args.length > 0) {
      throw new UsageError('restore --after-pg-restore: --database-url and no file');
    }
    return () => finishPostgresRestore(url, check);
  }
  const file = commandLine.path(onlyArgument(commandLine, 'file'));
  if (url !== undefined) {
    const { restore, finish } = postgresLines(file, url);
    throw new UsageError(
      `PostgreSQL has a program of its own for this:\n  ${restore}\n  ${finish}`,
    );
  }
  const keyFile = keyFileOf(commandLine);
  if (!existsSync(keyFile)) {
    throw new UsageError(
      `there is no key ${keyFile}: copy the key of the hub that made the backup there, or name it with --key-file`,
    );
  }
  const location = locationOf(commandLine);
  if (location.kind !== 'sqlite') throw new HubStoreError('other-kind');
  return () => restoreSqlite(location, file, check, Date.now());
}

async function assertSound(store: HubStore, print: Print): Promise<void> {
  const findings = await checkAll(store.db);
  for (const { what, detail } of findings) print(`${what}: ${detail}`);
  if (findings.length > 0) throw new HubStoreError('corrupt-or-wrong-key');
}

function printRestored({ epoch, aside }: Restored, print: Print): void {
  print(`Restored. New epoch: ${epoch}`);
  if (aside !== null) print(`The store before it lies in ${aside}`);
  print('Start the hub. Stations find the new epoch by themselves and send what the backup lacks.');
  print('What was done at the hub alone since the backup is to be done again: look at');
  print(
    '  stations (those enrolled since must enrol again, those revoked since are to be revoked),',
  );
  print('  stop list, and the changes and cancellations of single registrations.');
}
