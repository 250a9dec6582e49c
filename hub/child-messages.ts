import { z } from 'zod';
import { hashSchema } from '../domain/base/protocol.ts';
import { eventVersionNumberSchema, replacedVersionsSchema } from '../domain/event/event-version.ts';
import { wholeEventFileSchema } from '../domain/event/whole-event-file.ts';
import { hubTlsSchema } from './tls/hub-tls-schema.ts';

// Messages between the desk app and the hub that it hosts in a utility process.

export const startMessageSchema = z.object({
  location: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('sqlite'),
      /** Absolute path of the file; created if missing. */
      path: z.string(),
      /** Hex of 32 bytes, or null for a file that is not encrypted. */
      key: hashSchema.nullable(),
      /** Absolute path of the database module's binding for this runtime; null: the package's. */
      nativeBinding: z.string().nullable(),
    }),
    z.object({ kind: z.literal('postgres'), url: z.string() }),
  ]),
  /** Data to create a new store with; null if one exists. */
  initial: z
    .object({
      event: z.object({
        file: wholeEventFileSchema,
        version: eventVersionNumberSchema.optional(),
        replaces: replacedVersionsSchema.optional(),
        /** 32 bytes. */
        secret: z.instanceof(Uint8Array),
      }),
      name: z.string().min(1).max(60),
    })
    .nullable(),
  /** From an earlier `listening`; null creates an authority. The server's part renews when due. */
  tls: z
    .object({
      authority: hubTlsSchema.shape.authority,
      server: hubTlsSchema.shape.server.nullable(),
    })
    .nullable(),
  /** 0 picks a free one. */
  port: z.int().min(0).max(65_535),
  /** 43 letters of base64url: 32 random bytes. */
  adminToken: z.string().length(43),
  /** Milliseconds to add to the machine's clock (demo, training). */
  clockOffset: z.int(),
  /** Folder of the built organiser's page. */
  organiserPage: z.string().nullable(),
  /** Folder of `hub.log`. */
  logFolder: z.string(),
});
export type StartMessage = z.infer<typeof startMessageSchema>;

export const hostMessageSchema = z.union([
  z.object({ start: startMessageSchema }),
  z.object({ stop: z.literal(true) }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;

export const childMessageSchema = z.union([
  z.object({
    listening: z.object({
      port: z.int(),
      /** Hex SHA-256 of the authority's certificate. */
      fingerprint: hashSchema,
      /** `https://…` of every address at which other machines reach the hub. */
      addresses: z.array(z.string()),
      /** Store it (it holds private keys) and pass it again at the next start. */
      tls: hubTlsSchema,
      hub: z.string(),
      hubName: z.string(),
      epoch: z.string(),
    }),
  }),
  z.object({
    failed: z.object({
      /** `port-taken`, `bad-message`, `failed`, or a code of HubStoreError. */
      code: z.string(),
      detail: z.string(),
    }),
  }),
  z.object({ stopped: z.literal(true) }),
]);
export type ChildMessage = z.infer<typeof childMessageSchema>;
