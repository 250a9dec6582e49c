import { z } from 'zod';
import { placeIncarnationSchema } from '../attendance.ts';
import { localDaySchema } from '../event-file.ts';
import { momentSchema } from '../moment.ts';
import { maxOperators } from '../operator.ts';
import { chainHeadSchema, type streamedEventSchema, wireEventSchema } from './events.ts';
import { kioskHealthSchema } from './kiosk-health.ts';
import { hashSchema, kioskModeSchema, maxFormerHubs, pageRows, pushLimits } from './protocol.ts';
import type { streamedDelegateSchema } from './roster.ts';

const counterSchema = z.int().nonnegative();

/** What a kiosk says of itself at the beginning of each sync. Least data: of operators no role and no PIN. */
/** Chains that a station may hold and name. */
export const maxHeldChains = 5_000;

export const handshakeRequestSchema = z.object({
  event: z.uuid(),
  /** Of the station's event file (domain/event-file-hash.ts); left out by who only introduces itself. */
  eventFile: hashSchema.optional(),
  /** The chain that the kiosk writes now, as the kiosk holds it. */
  own: chainHeadSchema,
  /** Other chains that the kiosk holds, its own earlier lives among them. */
  held: z.array(chainHeadSchema).max(maxHeldChains),
  name: z.string().max(60),
  mode: kioskModeSchema,
  version: z.string().max(40),
  /** The kiosk's wall clock as it sends, UTC milliseconds. */
  wall: momentSchema,
  /** `vouched`: two people of the station, or its configuration, stand for this one. */
  operators: z
    .array(z.object({ id: z.uuid(), name: z.string().max(80), vouched: z.boolean() }))
    .max(maxOperators),
  /** Left out by older kiosks. What is not understood of it must not keep anybody from syncing. */
  health: kioskHealthSchema.optional().catch(undefined),
  /** From desks: keys (raw Ed25519, base64) of earlier hubs. A hub that took over on an empty store has none. */
  formerHubs: z.array(z.base64().length(44)).max(maxFormerHubs).optional(),
});
export type HandshakeRequest = z.infer<typeof handshakeRequestSchema>;

export const handshakeAnswerSchema = z.object({
  hub: z.uuid(),
  hubName: z.string(),
  /** A new one after each restore and take-over: cursors of another epoch mean nothing. */
  epoch: z.uuid(),
  /** The hub's wall clock as it answers, UTC milliseconds. */
  wall: z.int(),
  /** The hub's head of every chain that the request names (`lastKseq` 0: it holds nothing of it). */
  heads: z.array(chainHeadSchema),
  /** The highest incarnation of this kiosk that the hub knows; 0 for none. */
  lastIncarnation: counterSchema,
  /** The last number of a signed request of this kiosk. */
  lastRequest: counterSchema,
  /** Last sequence number of each stream. */
  streams: z.object({ roster: counterSchema, events: counterSchema }),
  /** Changes whenever the directory does. */
  directoryVersion: z.string(),
  /** Largest batch that the hub wants at the moment. */
  batch: z.int().min(1).max(pushLimits.events),
  /** Items in quarantine that came from this kiosk. */
  quarantined: counterSchema,
  /** Operators of this kiosk that the hub has no room for: an event has 200. */
  operatorsRefused: counterSchema,
  /** The day that every kiosk is asked to close; an older hub asks for none. */
  closing: localDaySchema.nullable().default(null),
  /** Of the hub's event file, and the stations that work with another one, by name. */
  eventFile: hashSchema,
  otherEventFiles: z.array(z.object({ id: z.uuid(), name: z.string() })).max(20),
  /** Hub's clock minus that of most stations, milliseconds, where these agree with each other and not with it. */
  hubClockOff: z.int().nullable(),
});
export type HandshakeAnswer = z.infer<typeof handshakeAnswerSchema>;

/**
 * A run of one chain: the kiosk's own, or another's that the hub lost ("relayed"). Its last event bears its
 * author's signature of the head, which proves all of it.
 */
export const pushRequestSchema = z.object({
  epoch: z.uuid(),
  /** Rises with every push of this kiosk. */
  request: z.int().positive(),
  kiosk: z.uuid(),
  incarnation: placeIncarnationSchema,
  /** Hash before the first of the events. */
  previous: hashSchema,
  events: z.array(wireEventSchema).min(1).max(pushLimits.events),
  /** Of another's chain: who its author is, for a hub that never met it. `certificate`: null of a hub's chain,
   * as `joined`: nobody enrolled it. */
  author: z
    .object({
      mode: kioskModeSchema,
      publicKey: z.base64().length(44),
      certificate: z.base64().length(88).nullable(),
      joined: momentSchema.nullable(),
    })
    .nullable()
    .default(null),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const pushAnswerSchema = z.object({
  /** The hub's head of the chain after the push: what it says is what is safe. */
  head: chainHeadSchema,
  stored: counterSchema,
  /** Events that the hub held already; with those that a branch begins with, though the push brought none of them. */
  known: counterSchema,
  /** Events that the hub keeps without understanding them. */
  quarantined: counterSchema,
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

/** Where a kiosk stands in a stream. */
export const pullRequestSchema = z.object({
  epoch: z.uuid(),
  after: counterSchema,
  limit: z.int().min(1).max(pageRows),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** The last line of a page (NDJSON): without it the page was cut off, and nothing of it counts. */
export const pageEndSchema = z.object({
  end: z.literal(true),
  epoch: z.uuid(),
  /** Cursor after this page. */
  next: counterSchema,
  /** Last sequence number of the stream at the time. */
  last: counterSchema,
  rows: counterSchema,
});
export type PageEnd = z.infer<typeof pageEndSchema>;

export interface Page<Row> {
  rows: Row[];
  end: PageEnd;
}
export type RosterPage = Page<z.infer<typeof streamedDelegateSchema>>;
export type EventPage = Page<z.infer<typeof streamedEventSchema>>;

/** Asks what the hub holds of a chain, newest first: to find where two histories parted. */
export const chainRequestSchema = z.object({
  kiosk: z.uuid(),
  incarnation: placeIncarnationSchema,
  /** Highest sequence number to tell. */
  upTo: z.int().positive(),
  limit: z.int().min(1).max(pageRows),
});
export type ChainRequest = z.infer<typeof chainRequestSchema>;
export const chainAnswerSchema = z.object({
  links: z.array(z.object({ kseq: z.int().positive(), hash: hashSchema })),
});
export type ChainAnswer = z.infer<typeof chainAnswerSchema>;
