import { migrations } from '../../db/migrations/index.ts';
import { protocolVersions } from '../../domain/base/protocol.ts';
import { schemaForm } from '../../domain/base/schema-form.ts';
import { archiveFile } from '../../domain/day-close/event-archive.ts';
import { reportFormat } from '../../domain/day-close/report.ts';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import { headText } from '../../domain/ledger/signed-head.ts';
import { packageFile } from '../../domain/station/event-package.ts';
import { settingsFileSchema } from '../../domain/station/settings-file.ts';
import { headLines, stickFile } from '../../domain/sync/stick.ts';
import { badgeTemplateSchema } from '../../domain/templates/badge-template.ts';
import {
  badgeCodeLength,
  badgePrefix,
  ticketCodeLength,
  ticketPrefix,
} from '../../domain/tickets/opaque-code.ts';
import { signedTicketBody, signedTicketPrefix } from '../../domain/tickets/signed-ticket.ts';
import type { StoreKind } from '../../hub/store/location.ts';
import { hubMigrations } from '../../hub/store/migrations/index.ts';
import { formOf } from '../../hub/store/schema-version.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';

const nothing = new Uint8Array();
const hash = '0'.repeat(64);

/** The version in the first line of a file. */
const named = (file: Uint8Array): string => headLines(file)[0] ?? '';

const hubForm = (kind: StoreKind): string =>
  `${hubMigrations.length} migrations, form ${formOf(hubMigrations, hubMigrations.length, kind)}`;

/**
 * Every format of docs/formats.md with its fixture's file in a set, and the version that this code
 * writes. A store's version is its number of migrations with the resulting schema, so a migration
 * changed in place is another version.
 */
export const formats = {
  store: {
    file: 'store.db.gz',
    version: `${migrations.length} migrations, form ${schemaForm(migrations.map(({ sql }) => sql))}`,
  },
  encryption: { file: 'encrypted.db', version: 'SQLCipher 4, raw key' },
  journal: { file: 'facts-1.journal', version: 'AES-256-GCM, Lanyard ledger journal 1' },
  'head-mark': { file: 'ledger-head', version: 'two slots of 512 bytes' },
  'store-key': { file: 'store-key.json', version: 'own 1, sign-in 2' },
  'hub-sqlite': { file: 'hub.db.gz', version: hubForm('sqlite') },
  'hub-postgres': { file: 'hub.sql.gz', version: hubForm('postgres') },
  stick: {
    file: 'facts.lanyard',
    version: named(stickFile({ event: '', hubKey: '', station: '', written: 0 }, nothing)),
  },
  package: {
    file: 'event.lanyard-package',
    version: named(packageFile({ parts: 1, made: 0, bytes: 1, sha256: hash }, nothing)),
  },
  archive: {
    file: 'event.lanyard-archive',
    version: named(archiveFile(0, Buffer.alloc(1), nodeCrypto)),
  },
  event: {
    file: 'event.json',
    version: String(eventFileSchema.shape.formatVersion.value),
  },
  settings: { file: 'settings.json', version: String(settingsFileSchema.shape.version.value) },
  template: {
    file: 'template.json',
    version: String(badgeTemplateSchema.shape.formatVersion.value),
  },
  report: { file: 'report.json', version: String(reportFormat) },
  wire: {
    file: 'wire.json',
    version: `protocol ${protocolVersions.newest}, ${
      headText({ station: '', incarnation: 1, kseq: 0, hash }).split('\n')[0]
    }`,
  },
  codes: {
    file: 'codes.json',
    version: `${ticketPrefix} ${ticketCodeLength}, ${badgePrefix} ${badgeCodeLength}, ${signedTicketPrefix} ${signedTicketBody}`,
  },
  'signed-texts': { file: 'signed-texts.json', version: '1' },
} as const satisfies Record<string, { file: string; version: string }>;

export type FormatName = keyof typeof formats;

/** The versions by name of the format, for the list of a set. */
export function currentVersions(): Record<string, string> {
  return Object.fromEntries(Object.entries(formats).map(([name, { version }]) => [name, version]));
}
