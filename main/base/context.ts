import type { ReadableDatabase, WritableDatabase } from '../../db/base/types.ts';
import { findTicketSecrets, type StoredEvent } from '../../db/event/events.ts';
import type { StationRow } from '../../db/ledger/station.ts';
import type { BadgeTokens } from '../../domain/badges/badge-token.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { Checkpoint } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { Operator } from '../../domain/operators/rights.ts';
import type { CodeMaking } from '../../domain/tickets/issued-codes.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { CallFailure } from './call-failure.ts';
import { type ClockParts, rightNow } from './clock.ts';

/** What every use case needs; made once at start and passed in. */
export interface Context extends ClockParts {
  db: WritableDatabase;
  /** This installation's identity; the changing parts of the row are read in each transaction. */
  self: Pick<StationRow, 'station' | 'stationNumber' | 'incarnation'>;
  /** The present setting. */
  readonly stationName: string;
  /** Of documents and lists, by the present setting of the screens. */
  readonly language: ScreenLanguage;
  event: StoredEvent;
  badgeTokens: BadgeTokens;
  /** The checkpoint at which this station admits; the setting may change while the app runs. */
  checkpoint: () => Checkpoint;
  /** The event's policy unless the configuration presets another. */
  idCheck: () => boolean;
  training: boolean;
}

export interface Caller {
  operator: Operator | null;
}

/** The present local day, in the event's time zone with its day boundary. */
export function today(context: ClockParts & { event: Pick<StoredEvent, 'file'> }): string {
  return localDayOf(rightNow(context), context.event.file);
}

/**
 * The secrets for this station's ids and ticket codes. Throws CallFailure `event-secret-missing`
 * where it has none: it was a kiosk or a door when it joined.
 */
export function codeMaking({
  db,
  event,
}: {
  db: ReadableDatabase;
  event: StoredEvent;
}): CodeMaking {
  const { eventId, eventSecret } = idMaking(event);
  const secrets = findTicketSecrets(db, eventId, eventSecret);
  return { eventId, eventSecret, ticketSecrets: secrets, crypto: nodeCrypto };
}

/** The secrets for this station's ids. Throws like {@link codeMaking}. */
export function idMaking({ file, secret }: StoredEvent): Omit<CodeMaking, 'ticketSecrets'> {
  if (secret === null) throw new CallFailure('event-secret-missing');
  return { eventId: file.id, eventSecret: secret, crypto: nodeCrypto };
}

/** Throws CallFailure `sign-in-needed` without an operator. */
export function operatorIdOf(caller: Caller): string {
  if (caller.operator === null) throw new CallFailure('sign-in-needed');
  return caller.operator.id;
}

/**
 * Keeps a training from reaching other stations by a hub. Throws CallFailure
 * `training-without-hub`.
 */
export function notInTraining(context: Pick<Context, 'training'>): void {
  if (context.training) throw new CallFailure('training-without-hub');
}
