import { z } from 'zod';
import { concatBytes, utf8 } from '../base/bytes.ts';
import { jsonOf } from '../base/json.ts';
import { hashSchema, momentSchema } from '../base/protocol.ts';
import { placeIncarnationSchema } from '../ledger/attendance.ts';
import { knownOperatorSchema } from '../operators/rights.ts';
import { directorySchema } from './directory.ts';
import { wireEventSchema } from './events.ts';

/**
 * A stick carries the facts of one station in one file, for a hub that the station cannot reach.
 * The file has two lines of text and then an age file for the hub's key. The second line names
 * station and hub in plain text; the signed content repeats both. Stations of an event package
 * (decision 037) have no hub. Their file is for the desks' own keys, and names the package's key in
 * place of the hub's.
 */

/** Max size of a file, in bytes: some 75,000 facts. */
export const maxStickSize = 64 * 2 ** 20;

const mark = 'lanyard stick ';
const version = '1';

/** Max length of the first two lines, in bytes. */
export const maxHeadLength = 1_024;

const placeFields = {
  event: z.uuid(),
  /** Raw Ed25519 key, base64, of the only hub that can read it, or of the package. */
  hubKey: z.base64().length(44),
  station: z.uuid(),
  /** UTC milliseconds of the station's clock. */
  written: momentSchema.nonnegative(),
};

export const stickHeaderSchema = z.object({
  ...placeFields,
  /** Length of the encrypted part. A shorter part was cut off. */
  bytes: z.int().positive().max(maxStickSize),
});
export type StickHeader = z.infer<typeof stickHeaderSchema>;

/**
 * What the station signs: all its own chains, each from its beginning, with a signed head every
 * `pushLimits.events` links.
 */
export const stickContentSchema = z.object({
  ...placeFields,
  chains: z
    .array(
      z.object({
        incarnation: placeIncarnationSchema,
        /** Hash of the link before the first of the events. */
        previous: hashSchema,
        events: z.array(wireEventSchema).min(1),
      }),
    )
    .max(1_000),
  /** Without a hub: the stations that the writer knows, and the names of operators. */
  directory: directorySchema
    .pick({ stations: true })
    // Names only: a stick must not let anyone choose a PIN at another station.
    .extend({ operators: z.array(knownOperatorSchema.pick({ id: true, name: true })) })
    .exactOptional(),
});
export type StickContent = z.infer<typeof stickContentSchema>;

export const stickRefusals = [
  'not-a-stick',
  /** Written by a newer version of the app. */
  'newer-version',
  'other-event',
  /** For the hub before a take-over, or for the hub of another venue. */
  'other-hub',
  'truncated',
  /** Differs from what the station wrote: changed by accident or on purpose. */
  'damaged',
  'unknown-station',
  'bad-signature',
  /** Revoked or replaced; its facts are in quarantine. */
  'revoked',
  /** The hub holds another history of this station (cloned disk). Only the station can rechain. */
  'chain-differs',
] as const;
export type StickRefusal = (typeof stickRefusals)[number];

const counterSchema = z.int().nonnegative();

export const stickAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('imported'),
    station: z.uuid(),
    stationName: z.string(),
    /** UTC milliseconds of the station's clock. */
    written: z.int(),
    /** Number of facts that were new to the hub; 0 if the stick brought nothing new. */
    stored: counterSchema,
    known: counterSchema,
    /** How many of the new facts the hub keeps without understanding them. */
    quarantined: counterSchema,
  }),
  z.object({
    outcome: z.literal('refused'),
    reason: z.enum(stickRefusals),
    /** Null if its owner is unknown. */
    stationName: z.string().nullable(),
    /** Number of facts of a revoked station that were quarantined. */
    quarantined: counterSchema,
  }),
]);
export type StickAnswer = z.infer<typeof stickAnswerSchema>;

/**
 * The text that the station signs. `contentHash` is the hex SHA-256 of the content's JSON in UTF-8.
 */
export function stickSignedText(contentHash: string): string {
  return `${mark}${version}\n${contentHash}`;
}

/** The content as JSON, which is hashed, signed and encrypted. */
export function stickContentText(content: StickContent): string {
  return JSON.stringify({
    event: content.event,
    hubKey: content.hubKey,
    station: content.station,
    written: content.written,
    ...(content.directory !== undefined && { directory: content.directory }),
    chains: content.chains.map(({ incarnation, previous, events }) => ({
      incarnation,
      previous,
      events: events.map(({ kseq, hash, body, personal, signature }) => ({
        kseq,
        hash,
        body,
        signature,
        personal: personal === null ? null : { salt: personal.salt, payload: personal.payload },
      })),
    })),
  });
}

/** The bytes to encrypt: a line with the signature (base64), then the content's JSON. */
export function stickInside(signature: string, contentText: string): Uint8Array {
  return utf8(`${signature}\n${contentText}`);
}

/** Reads the bytes of {@link stickInside}; null for any others. Does not check the signature. */
export function readStickInside(
  bytes: Uint8Array,
): { signature: string; contentText: string; content: StickContent } | null {
  const text = textOf(bytes);
  const end = text?.indexOf('\n') ?? -1;
  if (text === null || end === -1) return null;
  const signature = z.base64().length(88).safeParse(text.slice(0, end));
  const contentText = text.slice(end + 1);
  const content = stickContentSchema.safeParse(jsonOf(contentText));
  if (!signature.success || !content.success) return null;
  return { signature: signature.data, contentText, content: content.data };
}

export function stickFile(header: Omit<StickHeader, 'bytes'>, sealed: Uint8Array): Uint8Array {
  const line = JSON.stringify({
    event: header.event,
    hubKey: header.hubKey,
    station: header.station,
    written: header.written,
    bytes: sealed.length,
  });
  return concatBytes(utf8(`${mark}${version}\n${line}\n`), sealed);
}

/**
 * Reads what needs no key, and refuses a file that cannot be a stick for this event and hub.
 *
 * @param here event and key of the hub
 */
export function readStickFile(
  bytes: Uint8Array,
  here: Pick<StickHeader, 'event' | 'hubKey'>,
): { header: StickHeader; sealed: Uint8Array } | { refused: StickRefusal; station: string | null } {
  const refused = (reason: StickRefusal, station: string | null = null) => ({
    refused: reason,
    station,
  });
  const [first, second] = headLines(bytes);
  if (first === undefined || !first.startsWith(mark)) return refused('not-a-stick');
  const said = first.slice(mark.length);
  if (said !== version) return refused(/^\d{1,6}$/.test(said) ? 'newer-version' : 'not-a-stick');
  if (second === undefined) return refused('truncated');
  const header = stickHeaderSchema.safeParse(jsonOf(second)).data;
  if (header === undefined) return refused('damaged');
  if (header.event !== here.event) return refused('other-event');
  if (header.hubKey !== here.hubKey) return refused('other-hub', header.station);
  const sealed = bytes.subarray(first.length + second.length + 2);
  if (sealed.length < header.bytes) return refused('truncated', header.station);
  if (sealed.length > header.bytes) return refused('damaged', header.station);
  return { header, sealed };
}

/** The complete lines at the beginning, two at most. They are ASCII, so a character is a byte. */
export function headLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let count = 0; count < 2; count += 1) {
    const end = bytes.subarray(0, maxHeadLength).indexOf(10, from);
    if (end === -1) break;
    lines.push(Array.from(bytes.subarray(from, end), (byte) => String.fromCharCode(byte)).join(''));
    from = end + 1;
  }
  return lines;
}

/** Decodes UTF-8; null for invalid bytes. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
