import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { AdminAccess } from '../admin/client.ts';
import type { HubLocation } from '../store/location.ts';
import { type HubWords, UsageError } from './words.ts';

/** The places inside a hub's data directory. */
export function hubPlaces(dataDir: string) {
  return {
    database: join(dataDir, 'hub.db'),
    tls: join(dataDir, 'tls'),
    access: join(dataDir, 'hub-admin.json'),
  };
}

/** Where the hub of these words keeps its truth. Makes the data directory, readable by its owner only. */
export function locationOf(words: HubWords): HubLocation {
  mkdirSync(words.dataDir, { recursive: true, mode: 0o700 });
  const url = words.options['database-url'];
  if (url !== undefined) return { kind: 'postgres', url };
  const keyFile = words.options['key-file'];
  return {
    kind: 'sqlite',
    path: hubPlaces(words.dataDir).database,
    key: keyFile === undefined ? null : readKey(words.path(keyFile)),
    nativeBinding: undefined,
  };
}

/** The store's key (64 hexadecimal digits in a file), made where there is none yet. */
function readKey(file: string): Uint8Array {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new UsageError(`${file}: 64 hexadecimal digits expected`);
  }
  return Buffer.from(text, 'hex');
}

const accessSchema = z.object({ url: z.url(), authority: z.string(), token: z.string() });

/** Tells commands on this machine, of the same user, how to reach the running hub. */
export function writeAccess(dataDir: string, { url, authority, token }: AdminAccess): void {
  const { access } = hubPlaces(dataDir);
  const text = `${JSON.stringify({ url, authority, token }, null, 2)}\n`;
  writeFileSync(`${access}.new`, text, { mode: 0o600 });
  renameSync(`${access}.new`, access);
}

/** How to reach the hub that runs with this data directory, or last ran; null if none ever did. */
export function readAccess(dataDir: string): AdminAccess | null {
  const { access } = hubPlaces(dataDir);
  if (!existsSync(access)) return null;
  return accessSchema.parse(JSON.parse(readFileSync(access, 'utf8')));
}
