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

/** Max chains that a station may hold and name. */
export const maxHeldChains = 5_000;

/**
 * The health that a station reports. A form of another version is ignored. A number out of bounds
 * refuses the whole request, as everywhere else.
 */
const healthClaimSchema = z.preprocess((said) => {
  const read = reportedHealthSchema.safeParse(said);
  const isBeyond = read.error?.issues.some(
    ({ code }) => code === 'too_big' || code === 'too_small',
  );
  return read.success || isBeyond === true ? said : undefined;
}, reportedHealthSchema.optional());

const heldChainSchema = chainHeadSchema.extend({
  /** Its author's signature of that head, sent where no hub is known to have it. */
  signature: z.base64().length(88).optional(),
});
export type HeldChain = z.infer<typeof heldChainSchema>;

/**
 * A station's report on itself at each sync. It carries as little as possible: operators without
 * their PIN.
 */
export const handshakeRequestSchema = z.object({
  event: z.uuid(),
  /**
   * Hash of the station's event file (domain/event/event-file.ts); missing in a mere introduction.
   */
  eventFile: hashSchema.optional(),
  /**
   * Id of its version of the event. The hub does not trust a number: it finds the version by this
   * id.
   */
  eventVersionId: hashSchema.optional(),
  /** The chain that the station writes now, as the station holds it. */
  own: chainHeadSchema.extend({ incarnation: incarnationSchema }),
  /**
   * Other chains that the station holds, including its own earlier incarnations. About another
   * station's chain a hub believes only what that chain's author signed.
   */
  held: z.array(heldChainSchema).max(maxHeldChains),
  name: z.string().max(60),
  mode: stationModeSchema,
  version: z.string().max(40),
  /** The station's wall clock when it sends, UTC milliseconds. */
  wall: momentSchema,
  /** Operators created at this desk, and all that are deactivated here. */
  operators: z
    .array(
      z.object({
        id: z.uuid(),
        name: z.string().max(80),
        role: operatorRoleSchema,
        active: z.boolean(),
        /**
         * Two people of the station, or its configuration, vouch for this operator and the role.
         */
        vouched: z.boolean(),
      }),
    )
    .max(maxOperators),
  /** Older stations omit it. An unknown part must not keep a station from syncing. */
  health: healthClaimSchema.optional(),
  /**
   * From desks: keys (raw Ed25519, base64) of earlier hubs, for a hub that took over with an empty
   * store.
   */
  formerHubs: z.array(z.base64().length(44)).max(maxFormerHubs).optional(),
});
export type HandshakeRequest = z.infer<typeof handshakeRequestSchema>;

export const handshakeAnswerSchema = z.object({
  hub: z.uuid(),
  hubName: z.string(),
  /** New after each restore and take-over: cursors of another epoch are invalid. */
  epoch: z.uuid(),
  /** The hub's wall clock when it answers, UTC milliseconds. */
  wall: z.int(),
  /** The hub's head of every chain in the request; `lastKseq` is 0 where it holds nothing. */
  heads: z.array(chainHeadSchema),
  /** The highest incarnation of this station that the hub knows; 0 if none. */
  lastIncarnation: counterSchema,
  /** The number of this station's last signed request. */
  lastRequest: counterSchema,
  /** Last sequence numbers. */
  streams: z.object({ roster: counterSchema, events: counterSchema, photos: counterSchema }),
  directoryVersion: z.string(),
  /** Max batch that the hub accepts at present. */
  batch: z.int().min(1).max(pushLimits.events),
  /** Number of quarantined items that came from this station. */
  quarantined: counterSchema,
  /** Number of this station's operators that the hub has no room for: an event has 200. */
  operatorsRefused: counterSchema,
  /** The day that every station is to close. Older hubs send none. */
  closing: localDaySchema.nullable().default(null),
  /**
   * Hash of the hub's event file. `otherEventFiles` names the stations that work with another one.
   */
  eventFile: hashSchema,
  eventVersionId: hashSchema,
  /** Whether the hub knows the version that the station named. If not, it requests the file. */
  knowsEventVersion: z.boolean(),
  otherEventFiles: z.array(z.object({ id: z.uuid(), name: z.string() })).max(20),
  /**
   * Hub's clock minus that of most stations, milliseconds, where these agree and the hub differs.
   */
  hubClockOff: z.int().nullable(),
});
export type HandshakeAnswer = z.infer<typeof handshakeAnswerSchema>;

/**
 * A run of one chain: the station's own, or another station's that the hub lost ("relayed"). The
 * last event carries its author's signature of the head, which proves the whole run.
 */
export const pushRequestSchema = z.object({
  epoch: z.uuid(),
  /** Increases with every push of this station. */
  request: requestNumberSchema,
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  /** Hash of the link before the first of the events. */
  previous: hashSchema,
  events: z.array(wireEventSchema).min(1).max(pushLimits.events),
  /**
   * For another station's chain: its author, in case the hub does not know it. `certificate` and
   * `joined` are null for a hub's chain, because no one enrolled it.
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
  /** The hub's head of the chain after the push. Everything up to it is safe. */
  head: chainHeadSchema,
  stored: counterSchema,
  /** Number of events that the hub already held, including those with which a branch begins. */
  known: counterSchema,
  /** Number of events that the hub keeps without understanding them. */
  quarantined: counterSchema,
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

export const pullRequestSchema = z.object({
  epoch: z.uuid(),
  after: counterSchema.max(maxStreamSeq),
  limit: z.int().min(1).max(pageRows),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** The last line of a page (NDJSON). A page without it was cut off and does not count. */
export const pageEndSchema = z.object({
  end: z.literal(true),
  epoch: z.uuid(),
  /** Cursor to continue with. */
  next: counterSchema,
  /** Last sequence number of the stream at that time. */
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

/** Requests the hub's links of a chain, newest first, to find where two histories parted. */
export const chainRequestSchema = z.object({
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  /** Highest sequence number to return. */
  upTo: kseqSchema,
  limit: z.int().min(1).max(pageRows),
});
export type ChainRequest = z.infer<typeof chainRequestSchema>;
export const chainAnswerSchema = z.object({
  links: z.array(z.object({ kseq: z.int().positive(), hash: hashSchema })),
});
export type ChainAnswer = z.infer<typeof chainAnswerSchema>;

/**
 * The hub's hint that something changed. The station then asks as usual. A station that misses a
 * hint only gets the change later.
 */
export const hintSchema = z.object({
  stream: z.enum(['roster', 'events', 'photos', 'directory']),
  /** Last sequence number of the stream; 0 for the directory. */
  seq: z.int().nonnegative(),
});
export type Hint = z.infer<typeof hintSchema>;

/** Milliseconds between two heartbeats on an idle stream of hints. */
export const hintHeartbeat = 15_000;
