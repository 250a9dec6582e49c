import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { issuesOf } from '../../domain/base/issues.ts';
import type { AdminClient } from '../admin/client.ts';
import { initialiseDevice } from '../connectors/pretix/initialise.ts';
import { handshakeSchema, type PretixHandshake } from '../connectors/pretix/wire.ts';
import { type ConnectorSettings, connectorSettingsSchema } from '../connectors/settings.ts';
import type { ConnectorEntry } from '../roster/connectors/entry.ts';
import { type CommandLine, UsageError } from './command-line.ts';
import { type Print, printColumns, timeText } from './print.ts';

/** Max parked items printed for each connector. */
const maxLines = 20;

/** The software version reported to pretix. */
const softwareVersion = '0.1.0';

/** `connector add FILE | list | run NAME | remove NAME`: the hub's outside systems. */
export async function connectorCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<0 | 1> {
  const [verb, word] = commandLine.args;
  switch (verb) {
    case 'add':
      await add(client, commandLine, print);
      return 0;
    case 'list':
      await list(client, print);
      return 0;
    case 'run': {
      const { again = false, 'accept-vanished': acceptVanished = false } = commandLine.options;
      await client.runConnector(nameOf(word), { again, acceptVanished });
      const entry = await ended(client, nameOf(word));
      printEntry(entry, print);
      return entry.pullError === null && (entry.sending?.pushError ?? null) === null ? 0 : 1;
    }
    case 'remove':
      await client.removeConnector(nameOf(word));
      print(`Removed: ${word}. The delegates that came by it stay.`);
      return 0;
    default:
      throw new UsageError('connector add FILE | list | run NAME | remove NAME');
  }
}

/** Milliseconds between two checks of a run. */
const checkIntervalMs = 250;

async function ended(client: AdminClient, name: string): Promise<ConnectorEntry> {
  for (;;) {
    const found = (await client.listConnectors()).find((entry) => entry.name === name);
    if (found === undefined) throw new UsageError(`connector ${name}: removed meanwhile`);
    if (!found.running) return found;
    await new Promise((resolve) => setTimeout(resolve, checkIntervalMs));
  }
}

function nameOf(word: string | undefined): string {
  if (word === undefined) throw new UsageError('connector: name expected');
  return word;
}

/**
 * A settings file: for a new pretix device it has the text of the QR code instead of the secret.
 */
const writtenSchema = z.looseObject({
  kind: z.string(),
  handshake: handshakeSchema.optional(),
});

async function add(client: AdminClient, commandLine: CommandLine, print: Print): Promise<void> {
  const [, file] = commandLine.args;
  if (file === undefined) throw new UsageError('connector add: file with settings expected');
  const { settings, handshake } = readSettings(commandLine, commandLine.path(file));
  const known = await client.listConnectors();
  if (known.some(({ name }) => name === settings.name)) {
    throw new UsageError(`${settings.name}: there is a connector of that name`);
  }
  await client.addConnector(
    handshake === undefined ? settings : await initialised(settings, handshake, print),
  );
  print(`Added: ${settings.name}. It runs every ${settings.everyMinutes} minutes.`);
}

function readSettings(commandLine: CommandLine, path: string) {
  const written = writtenSchema.safeParse(jsonOfFile(path));
  if (!written.success) throw new UsageError(`${path}: ${issuesOf(written.error)}`);
  const { handshake, ...rest } = written.data;
  const secret = { file: secretFile(commandLine, String(rest.name)) };
  // pretix sends the organiser's short name with the device's token.
  const told = { organizer: 'to-be-told', url: handshake?.url, secret };
  const parsed = connectorSettingsSchema.safeParse(
    handshake === undefined ? rest : { ...rest, ...told },
  );
  if (!parsed.success) throw new UsageError(`${path}: ${issuesOf(parsed.error)}`);
  return { settings: withAbsolutePaths(parsed.data, dirname(path)), handshake };
}

function jsonOfFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    // The parser's own message would quote the file, which may hold a token.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no JSON';
    throw new UsageError(`${path}: ${code}`);
  }
}

function secretFile(commandLine: CommandLine, name: string): string {
  return join(commandLine.dataDir, 'connectors', `${name}.secret`);
}

/**
 * Exchanges the one-time token, and stores the permanent one in a file that only this user may
 * read.
 */
async function initialised(
  settings: ConnectorSettings,
  handshake: PretixHandshake,
  print: Print,
): Promise<ConnectorSettings> {
  if (settings.kind !== 'pretix' || !('file' in settings.secret)) {
    throw new UsageError('handshake: for pretix only');
  }
  const { file } = settings.secret;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(file)) throw new UsageError(`${file}: there already, from another connector`);
  // Before the exchange: if nothing can be stored, the one-time token must not be used up.
  writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
  const { organizer, token } = await initialiseDevice(
    handshake,
    settings.authority,
    softwareVersion,
  ).catch((error: unknown) => {
    rmSync(file);
    throw error;
  });
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  print(`The hub is a device of ${organizer} now. Its token: ${file}`);
  return { ...settings, organizer };
}

/** Resolves relative paths from the settings file's folder. */
function withAbsolutePaths(settings: ConnectorSettings, folder: string): ConnectorSettings {
  const absolute = (path: string): string => resolve(folder, path);
  const secretOf = <Place extends { file: string } | { variable: string }>(place: Place) =>
    'file' in place ? { file: absolute(place.file) } : { variable: place.variable };
  const authorityOf = (path: string | null): string | null =>
    path === null ? null : absolute(path);
  switch (settings.kind) {
    case 'file': {
      const { from } = settings;
      if ('folder' in from) {
        return { ...settings, from: { ...from, folder: absolute(from.folder) } };
      }
      const secret = from.secret === null ? null : secretOf(from.secret);
      const authority = authorityOf(from.authority);
      return { ...settings, from: { url: from.url, authority, secret } };
    }
    case 'indico':
    case 'pretix':
      return {
        ...settings,
        authority: authorityOf(settings.authority),
        secret: secretOf(settings.secret),
      };
  }
}

async function list(client: AdminClient, print: Print): Promise<void> {
  const entries = await client.listConnectors();
  if (entries.length === 0) print('There is no connector.');
  for (const entry of entries) printEntry(entry, print);
}

function printEntry(entry: ConnectorEntry, print: Print): void {
  const { sending, clockOffset } = entry;
  print(`${entry.name} (${entry.kind})`);
  const rows = [
    ['  people there', String(entry.people)],
    ['  roster read', `${timeText(entry.pulledAt)}${failed(entry.pullError)}`],
  ];
  if (sending !== null) {
    const sent = `${timeText(sending.pushedAt)}${failed(sending.pushError)}`;
    rows.push(['  facts sent', sent], ['  facts waiting', String(sending.waiting)]);
  }
  if (clockOffset !== null && Math.abs(clockOffset) > 120_000) {
    rows.push(['  clock', `theirs is ${Math.round(clockOffset / 1_000)} s off ours`]);
  }
  rows.push(['  parked', String(entry.parkedCount)]);
  printColumns(rows, print);
  printColumns(
    entry.parked
      .slice(0, maxLines)
      .map(({ kind, id, reason, parkedAt }) => [`    ${kind}`, id, reason, timeText(parkedAt)]),
    print,
  );
  if (entry.parkedCount > maxLines) print(`    … and ${entry.parkedCount - maxLines} more`);
}

function failed(error: string | null): string {
  return error === null ? '' : `, and then failed: ${error}`;
}
