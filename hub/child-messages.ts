import { z } from 'zod';
import { wholeEventFileSchema } from '../domain/whole-event-file.ts';
import { hashSchema } from '../domain/wire/protocol.ts';
import { hubTlsSchema } from './tls/hub-tls-schema.ts';

/** What the desk app says to the hub that it hosts in a utility process, and what it hears. */

export const startMessageSchema = z.object({
  location: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('sqlite'),
      /** Absolute path of the file; made when missing. */
      path: z.string(),
      /** Hex of 32 bytes, or null for a file that is not encrypted. */
      key: hashSchema.nullable(),
      /** Absolute path of the database module's binding for this runtime, or null for the package's own. */
      nativeBinding: z.string().nullable(),
    }),
    z.object({ kind: z.literal('postgres'), url: z.string() }),
  ]),
  /** What a new store is given; null where there is one. */
  initial: z
    .object({
      event: z.object({
        file: wholeEventFileSchema,
        /** 32 bytes. */ secret: z.instanceof(Uint8Array),
      }),
      name: z.string().min(1).max(60),
    })
    .nullable(),
  /** What an earlier `listening` brought; null makes a new authority. The server's part is renewed when due. */
  tls: z
    .object({
      authority: hubTlsSchema.shape.authority,
      server: hubTlsSchema.shape.server.nullable(),
    })
    .nullable(),
  /** 0 takes a free one. */
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
      pin: hashSchema,
      /** `https://…` of every address at which others reach the hub. */
      addresses: z.array(z.string()),
      /** To be kept (it holds private keys) and given again at the next start. */
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
