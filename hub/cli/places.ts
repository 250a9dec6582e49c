import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { flushFolder, replaceFile } from '../../platform/files/durable.ts';
import type { AdminAccess } from '../admin/client.ts';
import { makeOwnFolder } from '../own-folder.ts';
import type { HubLocation } from '../store/location.ts';
import { type CommandLine, UsageError } from './command-line.ts';

export function hubPlaces(dataDir: string) {
  return {
    database: join(dataDir, 'hub.db'),
    key: join(dataDir, 'hub.key'),
    tls: join(dataDir, 'tls'),
    access: join(dataDir, 'hub-admin.json'),
  };
}

/** The file of the SQLite store's key (absolute): `--key-file`, else `hub.key` in `dataDir`. */
export function keyFileOf({ options, path, dataDir }: CommandLine): string {
  const given = options['key-file'];
  return given === undefined ? hubPlaces(dataDir).key : path(given);
}

/**
 * Where this command line's hub stores its data. Creates the data directory, private to its owner.
 *
 * @throws UsageError if a store exists without its key; HubFileError
 */
export function locationOf(commandLine: CommandLine): HubLocation {
  makeOwnFolder(commandLine.dataDir);
  const url = commandLine.options['database-url'];
  if (url !== undefined) return { kind: 'postgres', url };
  const { database } = hubPlaces(commandLine.dataDir);
  const keyFile = keyFileOf(commandLine);
  if (existsSync(database) && !existsSync(keyFile)) {
    throw new UsageError(
      `${database} is there, but not its key ${keyFile}: put the key back, or name it with --key-file`,
    );
  }
  return {
    kind: 'sqlite',
    path: database,
    key: readKey(keyFile),
    nativeBinding: undefined,
  };
}

/** Reads the store's key (64 hexadecimal digits in a file); creates one if there is none yet. */
function readKey(file: string): Uint8Array {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const text = `${randomBytes(32).toString('hex')}\n`;
    // Flushed to the disk before the store exists: without its key the store is lost.
    writeFileSync(file, text, { mode: 0o600, flag: 'wx', flush: true });
    flushFolder(dirname(file));
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new UsageError(`${file}: 64 hexadecimal digits expected`);
  }
  return Buffer.from(text, 'hex');
}

const accessSchema = z.object({ url: z.url(), authority: z.string(), token: z.string() });

/** Stores how this user's commands on this machine reach the running hub. */
export function writeAccess(dataDir: string, { url, authority, token }: AdminAccess): void {
  const { access } = hubPlaces(dataDir);
  replaceFile(access, `${JSON.stringify({ url, authority, token }, null, 2)}\n`);
}

/** How to reach the hub that runs, or last ran, with this data directory; null if none ever did. */
export function readAccess(dataDir: string): AdminAccess | null {
  const { access } = hubPlaces(dataDir);
  if (!existsSync(access)) return null;
  return accessSchema.parse(JSON.parse(readFileSync(access, 'utf8')));
}
