import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { findTicketSecrets } from '../../db/event-secrets.ts';
import type { StoredEvent } from '../../db/events.ts';
import type { StationRow } from '../../db/station.ts';
import type { WritableDatabase } from '../../db/types.ts';
import type { BadgeTokens } from '../../domain/badge-token.ts';
import type { Checkpoint } from '../../domain/event-file.ts';
import type { CodeMaking } from '../../domain/issued-codes.ts';
import { localDayOf } from '../../domain/local-day.ts';
import type { Operator } from '../../domain/operator.ts';
import { CallFailure } from '../call-failure.ts';
import { type ClockParts, rightNow } from './clock-offset.ts';

/** What every use case works with; made once at start and handed in. */
export interface Context extends ClockParts {
  db: WritableDatabase;
  /** Who this installation is; the moving parts of the row are read in each transaction. */
  kiosk: Pick<StationRow, 'kiosk' | 'kioskNumber' | 'incarnation'>;
  /** As the settings have it now. */
  readonly kioskName: string;
  event: StoredEvent;
  badgeTokens: BadgeTokens;
  /** The checkpoint that this station admits at; the setting may change while the app runs. */
  checkpoint: () => Checkpoint;
  /** The event's policy unless the configuration presets another. */
  idCheck: () => boolean;
  training: boolean;
}

/** Who asks: every fact bears its operator. */
export interface Caller {
  operator: Operator | null;
}

/** The local day of now, in the event's time zone with its day boundary. */
export function today(context: Context): string {
  return localDayOf(rightNow(context), context.event.file);
}

/**
 * What this station makes ids and ticket codes from. Throws CallFailure `event-secret-missing` where it has no
 * secret: it was a kiosk or a door when it joined.
 */
export function codeMaking({ db, event }: Pick<Context, 'db' | 'event'>): CodeMaking {
  const { eventId, eventSecret } = idMaking(event);
  const secrets = findTicketSecrets(db, eventId, eventSecret);
  return { eventId, eventSecret, ticketSecrets: secrets, crypto: nodeCrypto };
}

/** What this station makes ids from. Throws as {@link codeMaking}. */
export function idMaking({ file, secret }: StoredEvent): Omit<CodeMaking, 'ticketSecrets'> {
  if (secret === null) throw new CallFailure('event-secret-missing');
  return { eventId: file.id, eventSecret: secret, crypto: nodeCrypto };
}

/** The operator's id, or the failure that asks to sign in. */
export function operatorIdOf(caller: Caller): string {
  if (caller.operator === null) throw new CallFailure('sign-in-needed');
  return caller.operator.id;
}

/** A training belongs to no hub, so that nothing of it reaches another station. Throws `training-without-hub`. */
export function notInTraining(context: Pick<Context, 'training'>): void {
  if (context.training) throw new CallFailure('training-without-hub');
}
