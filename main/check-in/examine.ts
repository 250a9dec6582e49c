import type { BadgeRow } from '../../db/badges/badges.ts';
import {
  findDelegateById,
  findDelegateByOutsideTicket,
  findDelegateByRegistrationCode,
  findDelegateByTicket,
  isDeleted,
} from '../../db/roster/roster.ts';
import { isStopped } from '../../db/sync/stop-list.ts';
import { type BadgeVerdict, badgeVerdict } from '../../domain/badges/badge-verdict.ts';
import { type AdmissionQuestion, decide, type Verdict } from '../../domain/check-in/admission.ts';
import { type ParsedScan, parseScan } from '../../domain/check-in/scan.ts';
import type { BadgePolicy } from '../../domain/event/event-file.ts';
import { minuteOfDay } from '../../domain/event/local-day.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { maxTicketRenewals } from '../../domain/roster/delegate-fields.ts';
import {
  type CodeMaking,
  isCodeHash,
  makeDelegateId,
  registrationHash,
  ticketHash,
  ticketHashes,
} from '../../domain/tickets/issued-codes.ts';
import { outsideTicketHash, readOutsideTicket } from '../../domain/tickets/outside-ticket.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import type { CheckInInput } from '../../preload/contract/check-in.ts';
import { foldedBadge } from '../badges/issue-badge.ts';
import { lookAtBadge, type ShownBadge } from '../badges/shown-badge.ts';
import { rightNow } from '../base/clock.ts';
import { type Context, codeMaking, idMaking, today } from '../base/context.ts';
import { admissionsOf } from '../ledger/admissions.ts';

export interface Examination {
  verdict: Verdict;
  /** Doors check more than the rules do, and need the question for it. */
  question: AdmissionQuestion;
  delegate: Delegate | null;
  /** The delegate's id; at a desk known from a signed ticket even without a roster entry. */
  delegateId: string | null;
  /** Null where no badge was scanned, or a forged one. */
  badge: ScannedBadge | null;
}

/** A badge that was shown and is not known to be forged. */
export interface ScannedBadge {
  serial: string;
  /** Its issue; null until the issue arrives here, and for a clone's badge of the same serial. */
  row: BadgeRow | null;
}

/** At a desk a returned badge identifies its holder; an invalid or unknown one does not. */
const deskPolicy: BadgePolicy = { stale: 'refuse', returned: 'ask', unheard: 'refuse' };

/**
 * Reads the code, checks the roster and asks the rules. Writes nothing.
 *
 * @param badges how doubtful badges are handled: the desk's policy, or a door's
 */
export function examine(
  context: Context,
  target: CheckInInput['target'],
  badges: BadgePolicy = deskPolicy,
): Examination {
  const parsed = target.kind === 'delegate' ? null : readScan(context, target.scan.readings);
  const outside = parsed?.kind === 'other-text' ? findByOutsideTicket(context, parsed.texts) : null;
  const read: AdmissionQuestion['scan'] =
    outside === null ? (parsed ?? { kind: 'chosen-delegate' }) : { kind: 'outside-ticket' };
  const shown = read.kind === 'badge' ? lookAtBadge(context, read) : null;
  const found =
    outside ??
    (parsed === null
      ? findById(context, target.kind === 'delegate' ? target.delegateId : '')
      : findByScan(context, parsed, shown));
  const standing = standingOf(context, read, found);
  const scan = standing === 'replaced' ? ({ kind: 'ticket-replaced' } as const) : read;
  // Shows the holder of an old ticket nothing of the delegate; the recorded refusal names them.
  const delegate = standing === 'valid' ? found : null;
  const delegateId = found?.id ?? idOfUnknown(context, read);
  const question: AdmissionQuestion = {
    scan,
    delegate,
    earlier: delegateId === null ? [] : admissionsOf(context, delegateId),
    checkpoint: context.checkpoint(),
    registrationCheckpoints: context.event.file.checkpoints
      .filter(({ kind }) => kind === 'registration')
      .map(({ id }) => id),
    day: today(context),
    eventDays: context.event.file.days,
    minuteOfDay: minuteOfDay(rightNow(context), context.event.file.timeZone),
    policies:
      scan.kind === 'signed' && standing !== 'valid' ? nobodyUnknown : context.event.file.policies,
    badge: shown === null ? null : verdictOf(context, shown, badges),
    stopped: stoppedBy(context, shown, delegateId),
  };
  return { verdict: decide(question), question, delegate, delegateId, badge: scannedBadge(shown) };
}

/** Parses all readings of one scan, at the station's corrected time. */
export function readScan(context: Context, readings: readonly string[]): ParsedScan {
  return parseScan(readings, {
    event: context.event.file,
    crypto: nodeCrypto,
    now: rightNow(context),
  });
}

/**
 * Only the newest of all codes that a delegate's ticket has had admits. Replacing the code in
 * letters replaces the signed ticket that carries its mark too. An unknown signed ticket is treated
 * like an unknown code: a stolen key makes no ticket for a secret that the thief does not have.
 */
function standingOf(
  context: Context,
  scan: AdmissionQuestion['scan'],
  found: Delegate | null,
): 'valid' | 'replaced' | 'unknown' {
  if (scan.kind === 'ticket' && found !== null) {
    const isNewest = ticketHash(scan.code, hashing(context)) === found.ticketHashes[0];
    return isNewest ? 'valid' : 'replaced';
  }
  if (scan.kind !== 'signed') return 'valid';
  const { all, newest } =
    found === null
      ? hashesOfUnknown(context, scan.registrationCode)
      : { all: found.ticketHashes, newest: 1 };
  const place = all.findIndex((hash) => hash.startsWith(scan.mark));
  if (place === -1) return 'unknown';
  return place < newest ? 'valid' : 'replaced';
}

/**
 * Hashes of the tickets of a person whose registration has not arrived; only a desk can compute
 * them.
 */
function hashesOfUnknown(
  context: Context,
  registrationCode: string,
): { all: readonly string[]; newest: number } {
  if (context.event.secret === null) return { all: [], newest: 0 };
  const making = codeMaking(context);
  const id = makeDelegateId(registrationCode, making);
  if (isDeleted(context.db, making.eventId, id)) return { all: [], newest: 0 };
  // How often the ticket was renewed is unknown: allow any number of times under the newest secret.
  return { all: ticketHashes(id, making, maxTicketRenewals), newest: maxTicketRenewals + 1 };
}

/** No fact can be written about a person without a known id, and none for an unknown ticket. */
const nobodyUnknown: AdmissionQuestion['policies'] = { unknownSignedTicket: 'refuse' };

/** A signed ticket proves its registration code before the roster has it; desks compute its id. */
function idOfUnknown({ event }: Context, scan: AdmissionQuestion['scan']): string | null {
  if (scan.kind !== 'signed' || event.secret === null) return null;
  return makeDelegateId(scan.registrationCode, idMaking(event));
}

function verdictOf(context: Context, shown: ShownBadge, policy: BadgePolicy): BadgeVerdict {
  switch (shown.kind) {
    case 'unknown':
      return badgeVerdict({ authentic: false, folded: null }, policy);
    case 'forged':
      return { outcome: 'forged' };
    case 'genuine': {
      const folded = shown.isFirst
        ? foldedBadge(context, shown.row)
        : ({ thing: 'printed', valid: false } as const);
      return badgeVerdict({ authentic: true, folded }, policy);
    }
  }
}

function scannedBadge(shown: ShownBadge | null): ScannedBadge | null {
  if (shown === null || shown.kind === 'forged') return null;
  const isFirst = shown.kind === 'genuine' && shown.isFirst;
  return { serial: shown.serial, row: isFirst ? shown.row : null };
}

/** A person on the stop list is stopped whatever they show; a single badge can be on it too. */
function stoppedBy(
  context: Context,
  shown: ShownBadge | null,
  delegateId: string | null,
): 'delegate' | 'badge' | null {
  if (delegateId !== null && isStopped(context.db, 'delegate', delegateId)) return 'delegate';
  if (shown === null || shown.kind === 'forged') return null;
  return isStopped(context.db, 'badge', shown.serial) ? 'badge' : null;
}

function findById(context: Context, id: string): Delegate | null {
  return findDelegateById(context.db, context.event.file.id, id);
}

function findByScan(context: Context, scan: ParsedScan, shown: ShownBadge | null): Delegate | null {
  const { db, event } = context;
  switch (scan.kind) {
    case 'ticket':
      return findDelegateByTicket(db, event.file.id, ticketHash(scan.code, hashing(context)));
    case 'registration-code':
      return findByOrganiserCode(context, scan.code);
    case 'signed':
      return findByOrganiserCode(context, scan.registrationCode);
    case 'badge':
      return shown?.kind === 'genuine' ? findById(context, shown.delegateId) : null;
    case 'other-text':
      return firstFound(scan.texts, (text) => findByOrganiserCode(context, text));
    case 'expired':
    case 'other-event':
    case 'forged':
    case 'unreadable':
      return null;
  }
}

/** Finds by the texts that one scan may hold: the first that the roster knows counts. */
function findByOutsideTicket(context: Context, texts: readonly string[]): Delegate | null {
  const { db, event } = context;
  return firstFound(
    texts.flatMap((text) => readOutsideTicket(text).texts),
    (text) =>
      findDelegateByOutsideTicket(db, event.file.id, outsideTicketHash(text, hashing(context))),
  );
}

/** A door's roster holds hashes of the organiser's codes; a code that is a hash is not accepted. */
function findByOrganiserCode(context: Context, code: string): Delegate | null {
  const { id } = context.event.file;
  if (isCodeHash(code)) return null;
  return (
    findDelegateByRegistrationCode(context.db, id, code) ??
    findDelegateByRegistrationCode(context.db, id, registrationHash(code, hashing(context)))
  );
}

function hashing({ event }: Context): Pick<CodeMaking, 'eventId' | 'crypto'> {
  return { eventId: event.file.id, crypto: nodeCrypto };
}

function firstFound(
  texts: readonly string[],
  find: (text: string) => Delegate | null,
): Delegate | null {
  for (const text of texts) {
    const found = find(text);
    if (found !== null) return found;
  }
  return null;
}
