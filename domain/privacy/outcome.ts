import { z } from 'zod';
import { maxPurged } from '../base/bounds.ts';
import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson, type JsonValue } from '../base/json.ts';
import { momentSchema } from '../base/protocol.ts';
import { purgePersonJson, purgePersonSchema } from '../operators/people.ts';
import { signedPurgeOrderSchema } from './order.ts';

/** What a purge deletes, in the order in which certificates list it. */
export const purgeParts = [
  /** Rows of the roster, with their codes and search terms. */
  'delegates',
  /** Personal payloads beside facts, with their salts. */
  'payloads',
  'photos',
  /** Lines of the log of who searched, opened, printed and exported what. */
  'activity',
  'operators',
  'stop-entries',
  /** Print jobs that had not begun. */
  'print-jobs',
  /** Quarantined items whose payload was removed. */
  'quarantine',
  /** Files with personal data that operators saved: lists, reports, rejected rows, backups. */
  'files',
  /** Stores that were set aside (restored, replaced, unreadable), and the store of the training. */
  'stores',
] as const;
export type PurgePart = (typeof purgeParts)[number];

export const purgeCountSchema = z.strictObject({
  // A newer version may delete parts that this one does not know.
  part: z.string().max(40),
  count: z.int().nonnegative().max(maxPurged),
});
export type PurgeCount = z.infer<typeof purgeCountSchema>;

/**
 * A file, or a folder of store copies, that is not erased yet. The purge tries again every hour.
 */
export const fileLeftSchema = z.strictObject({
  path: z.string().max(4_096),
  /**
   * Not where it was written (`not-there`), another file by now (`changed`), could not be deleted,
   * the disk with copies of the store is away, or beyond the reach of the app (`not-seen`,
   * PostgreSQL's own dumps).
   */
  why: z.enum(['not-there', 'changed', 'not-deleted', 'copies-away', 'not-seen']),
});
export type FileLeft = z.infer<typeof fileLeftSchema>;

export const maxDeclaredReason = 300;

/** A statement that something out of reach was destroyed. It must not name purged people. */
export const declaredSchema = z.strictObject({
  path: z.string().max(4_096),
  reason: z.string().trim().min(3).max(maxDeclaredReason),
  by: purgePersonSchema,
  /** UTC milliseconds. */
  at: momentSchema,
});
export type Declared = z.infer<typeof declaredSchema>;

/** What one station (or the hub) did to carry out an order. */
export const purgeOutcomeSchema = z.strictObject({
  /** UTC milliseconds at which everything was done. */
  done: momentSchema,
  counts: z.array(purgeCountSchema).max(50),
  left: z.array(fileLeftSchema).max(1_000),
  declared: z.array(declaredSchema).max(1_000),
});
export type PurgeOutcome = z.infer<typeof purgeOutcomeSchema>;

/**
 * A station's confirmation of an order. It includes the order, because a restored hub has lost it.
 */
export const purgeConfirmationSchema = z.strictObject({
  formatVersion: z.literal(1),
  station: z.uuid(),
  signedOrder: signedPurgeOrderSchema,
  outcome: purgeOutcomeSchema,
});
export type PurgeConfirmation = z.infer<typeof purgeConfirmationSchema>;

/**
 * A confirmation with the station's Ed25519 signature (base64) of {@link purgeConfirmationText}.
 */
export const signedConfirmationSchema = z.strictObject({
  confirmation: purgeConfirmationSchema,
  signature: z.base64(),
});
export type SignedConfirmation = z.infer<typeof signedConfirmationSchema>;

/** An outcome as plain JSON. */
export function outcomeJson(outcome: PurgeOutcome): { [name: string]: JsonValue } {
  return {
    done: outcome.done,
    counts: outcome.counts.map(({ part, count }) => ({ part, count })),
    left: outcome.left.map(({ path, why }) => ({ path, why })),
    declared: declaredJson(outcome.declared),
  };
}

export function declaredJson(declared: readonly Declared[]): JsonValue[] {
  return declared.map(({ path, reason, by, at }) => ({
    path,
    reason,
    by: purgePersonJson(by),
    at,
  }));
}

/** An outcome after some of the files left were declared destroyed. */
export function withDeclared(outcome: PurgeOutcome, declared: readonly Declared[]): PurgeOutcome {
  const destroyed = new Set(declared.map(({ path }) => path));
  return {
    ...outcome,
    left: outcome.left.filter(({ path }) => !destroyed.has(path)),
    declared: [...outcome.declared, ...declared],
  };
}

/** The text that a station signs. It identifies the order by its id and its issuer's signature. */
export function purgeConfirmationText(confirmation: PurgeConfirmation): string {
  const { order, signature } = confirmation.signedOrder;
  return `lanyard purge confirmation 1\n${canonicalJson({
    station: confirmation.station,
    order: order.id,
    orderSignature: signature,
    outcome: outcomeJson(confirmation.outcome),
  })}`;
}

/** Whether the station with this raw public key (base64) signed the confirmation. */
export function isAuthenticConfirmation(
  signed: SignedConfirmation,
  stationKey: string,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  const text = utf8(purgeConfirmationText(signed.confirmation));
  return crypto.verify(fromBase64(stationKey), text, fromBase64(signed.signature));
}

/** Counts in the order of {@link purgeParts}, without zeros. */
export function countsOf(found: ReadonlyMap<PurgePart, number>): PurgeCount[] {
  return purgeParts.flatMap((part) => {
    const count = found.get(part) ?? 0;
    return count === 0 ? [] : [{ part, count }];
  });
}
