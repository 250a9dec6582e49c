import { z } from 'zod';
import { maxStreamSeq } from '../base/bounds.ts';
import {
  hashSchema,
  maxFormerHubs,
  momentSchema,
  pageRows,
  pushLimits,
  requestNumberSchema,
  stationModeSchema,
} from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';
import { incarnationSchema, kseqSchema, placeIncarnationSchema } from '../ledger/attendance.ts';
import { maxOperators, operatorRoleSchema } from '../operators/rights.ts';
import type { streamedDelegateSchema } from '../roster/roster-wire.ts';
import { chainHeadSchema, type streamedEventSchema, wireEventSchema } from './events.ts';
import { reportedHealthSchema } from './reported-health.ts';

const counterSchema = z.int().nonnegative();

/** Chains that a station may hold and name. */
export const maxHeldChains = 5_000;

/**
 * The health as a station reports it. A form of another version is left out; a number beyond its
 * bound is refused with the whole request, as anywhere else.
 */
const healthClaimSchema = z.preprocess((said) => {
  const read = reportedHealthSchema.safeParse(said);
  const isBeyond = read.error?.issues.some(
    ({ code }) => code === 'too_big' || code === 'too_small',
  );
  return read.success || isBeyond === true ? said : undefined;
}, reportedHealthSchema.optional());

/** A chain in a handshake. */
const heldChainSchema = chainHeadSchema.extend({
  /** Its author's signature of that head, where no hub is known to have it. */
  signature: z.base64().length(88).optional(),
});
export type HeldChain = z.infer<typeof heldChainSchema>;

/** A station's report on itself at each sync. Least data: operators without their PIN. */
export const handshakeRequestSchema = z.object({
  event: z.uuid(),
  /** Of the station's event file (domain/event/event-file.ts); missing in a mere introduction. */
  eventFile: hashSchema.optional(),
  /**
   * Id of its version of the event. No number: the hub believes none, and finds it by the id.
   */
  eventVersionId: hashSchema.optional(),
  /** The chain that the station writes now, as the station holds it. */
  own: chainHeadSchema.extend({ incarnation: incarnationSchema }),
  /**
   * Other chains that the station holds, its own earlier incarnations among them. Of another's
   * chain a hub believes only what that chain's author signed.
   */
  held: z.array(heldChainSchema).max(maxHeldChains),
  name: z.string().max(60),
  mode: stationModeSchema,
  version: z.string().max(40),
  /** The station's wall clock as it sends, UTC milliseconds. */
  wall: momentSchema,
  /** Those that this desk made, and all that are deactivated here. */
  operators: z
    .array(
      z.object({
        id: z.uuid(),
        name: z.string().max(80),
        role: operatorRoleSchema,
        active: z.boolean(),
        /** Two people of the station, or its configuration, vouch for this one and the role. */
        vouched: z.boolean(),
      }),
    )
    .max(maxOperators),
  /** Left out by older stations. An unknown part must not keep a station from syncing. */
  health: healthClaimSchema.optional(),
  /**
   * From desks: keys (raw Ed25519, base64) of earlier hubs, for one that took over an empty store.
   */
  formerHubs: z.array(z.base64().length(44)).max(maxFormerHubs).optional(),
});
export type HandshakeRequest = z.infer<typeof handshakeRequestSchema>;

export const handshakeAnswerSchema = z.object({
  hub: z.uuid(),
  hubName: z.string(),
  /** A new one after each restore and take-over: cursors of another epoch are invalid. */
  epoch: z.uuid(),
  /** The hub's wall clock as it answers, UTC milliseconds. */
  wall: z.int(),
  /** The hub's head of every chain in the request (`lastKseq` 0: it holds nothing of it). */
  heads: z.array(chainHeadSchema),
  /** The highest incarnation of this station that the hub knows; 0 for none. */
  lastIncarnation: counterSchema,
  /** The last number of a signed request of this station. */
  lastRequest: counterSchema,
  /** Last sequence number of each stream. */
  streams: z.object({ roster: counterSchema, events: counterSchema, photos: counterSchema }),
  /** Changes whenever the directory does. */
  directoryVersion: z.string(),
  /** Max batch that the hub accepts at the moment. */
  batch: z.int().min(1).max(pushLimits.events),
  /** Items in quarantine that came from this station. */
  quarantined: counterSchema,
  /** Operators of this station that the hub has no room for: an event has 200. */
  operatorsRefused: counterSchema,
  /** The day that every station is asked to close; an older hub asks for none. */
  closing: localDaySchema.nullable().default(null),
  /** Of the hub's event file, and the stations that work with another one, by name. */
  eventFile: hashSchema,
  eventVersionId: hashSchema,
  /** Whether the hub has heard of the version that the station named; else it wants its file. */
  knowsEventVersion: z.boolean(),
  otherEventFiles: z.array(z.object({ id: z.uuid(), name: z.string() })).max(20),
  /** Hub's clock minus most stations', milliseconds, where these agree and the hub differs. */
  hubClockOff: z.int().nullable(),
});
export type HandshakeAnswer = z.infer<typeof handshakeAnswerSchema>;

/**
 * A run of one chain: the station's own, or another's that the hub lost ("relayed"). Its last event
 * has its author's signature of the head, which proves all of it.
 */
export const pushRequestSchema = z.object({
  epoch: z.uuid(),
  /** Rises with every push of this station. */
  request: requestNumberSchema,
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  /** Hash before the first of the events. */
  previous: hashSchema,
  events: z.array(wireEventSchema).min(1).max(pushLimits.events),
  /**
   * Of another's chain: its author, for a hub that does not know it. `certificate` and `joined` are
   * null for a hub's chain: no one enrolled it.
   */
  author: z
    .object({
      mode: stationModeSchema,
      publicKey: z.base64().length(44),
      certificate: z.base64().length(88).nullable(),
      joined: momentSchema.nullable(),
    })
    .nullable()
    .default(null),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const pushAnswerSchema = z.object({
  /** The hub's head of the chain after the push: everything up to it is safe. */
  head: chainHeadSchema,
  stored: counterSchema,
  /** Events that the hub held already, including those that a branch begins with. */
  known: counterSchema,
  /** Events that the hub keeps without understanding them. */
  quarantined: counterSchema,
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

/** A station's place in a stream. */
export const pullRequestSchema = z.object({
  epoch: z.uuid(),
  after: counterSchema.max(maxStreamSeq),
  limit: z.int().min(1).max(pageRows),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** The last line of a page (NDJSON): without it the page was cut off, and none of it counts. */
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

/** Asks for the hub's links of a chain, newest first: to find where two histories parted. */
export const chainRequestSchema = z.object({
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  /** Highest sequence number to list. */
  upTo: kseqSchema,
  limit: z.int().min(1).max(pageRows),
});
export type ChainRequest = z.infer<typeof chainRequestSchema>;
export const chainAnswerSchema = z.object({
  links: z.array(z.object({ kseq: z.int().positive(), hash: hashSchema })),
});
export type ChainAnswer = z.infer<typeof chainAnswerSchema>;

/**
 * The hub's hint that something changed, and no more: the station then asks as it always does. A
 * station that misses a hint only gets the change later.
 */
export const hintSchema = z.object({
  stream: z.enum(['roster', 'events', 'photos', 'directory']),
  /** Last sequence number of the stream; 0 for the directory. */
  seq: z.int().nonnegative(),
});
export type Hint = z.infer<typeof hintSchema>;

/** Milliseconds between two heartbeats on a quiet line of hints. */
export const hintHeartbeat = 15_000;
