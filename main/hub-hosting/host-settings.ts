import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { ReadableDatabase, WritableDatabase } from '../../db/base/types.ts';
import { type HubTls, hubTlsSchema } from '../../hub/tls/hub-tls-schema.ts';
import type { SecretBox } from '../base/secret-box.ts';

const hostSettingsSchema = z.strictObject({
  name: z.string().min(1).max(60),
  port: z.int().min(1024).max(65535),
});
/** The name of the hub inside this app, and the port on which it listens. */
export type HostSettings = z.infer<typeof hostSettingsSchema>;

const settingName = 'hub-host';

/** Null unless this desk hosts the hub. */
export function readHostSettings(db: ReadableDatabase): HostSettings | null {
  return hostSettingsSchema
    .nullable()
    .catch(null)
    .parse(readSetting(db, settingName) ?? null);
}

export function writeHostSettings(db: WritableDatabase, settings: HostSettings | null): void {
  writeSetting(
    db,
    settingName,
    settings === null ? null : { name: settings.name, port: settings.port },
  );
}

const tookOverSchema = z.strictObject({ listsAsOf: z.int().nullable() });
/** What this desk had of the hub from which it took over: see `takeOverViewSchema`. */
export type TookOver = z.infer<typeof tookOverSchema>;

const tookOverName = 'hub-took-over';

/** Null unless the hub of this desk took over from another. */
export function readTookOver(db: ReadableDatabase): TookOver | null {
  return tookOverSchema
    .nullable()
    .catch(null)
    .parse(readSetting(db, tookOverName) ?? null);
}

export function writeTookOver(db: WritableDatabase, tookOver: TookOver | null): void {
  writeSetting(db, tookOverName, tookOver);
}

const secretBytes = 32;

/** The key of the hub's store and the administrator's token, made on first use. */
export function hostSecrets(secrets: SecretBox): { storeKey: Uint8Array; adminToken: string } {
  return {
    storeKey: Buffer.from(secretOf(secrets, 'hub-store-key'), 'base64url'),
    adminToken: secretOf(secrets, 'hub-admin-token'),
  };
}

function secretOf(secrets: SecretBox, name: string): string {
  const known = secrets.read(name);
  if (known !== null) return known;
  const made = randomBytes(secretBytes).toString('base64url');
  secrets.write(name, made);
  return made;
}

const tlsName = 'hub-tls';

/** Null before the hosted hub's first start. */
export function readHostTls(secrets: SecretBox): HubTls | null {
  const stored = secrets.read(tlsName);
  return stored === null ? null : (hubTlsSchema.safeParse(JSON.parse(stored)).data ?? null);
}

export function writeHostTls(secrets: SecretBox, tls: HubTls): void {
  secrets.write(
    tlsName,
    JSON.stringify({
      authority: { certificate: tls.authority.certificate, key: tls.authority.key },
      server: { certificate: tls.server.certificate, key: tls.server.key },
    }),
  );
}

/** The next start makes a new authority. */
export function removeHostTls(secrets: SecretBox): void {
  secrets.remove(tlsName);
}
