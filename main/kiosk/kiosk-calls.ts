import { v7 as uuidv7 } from 'uuid';
import { placesOfPerson } from '../../db/bookings.ts';
import { findPrintJob } from '../../db/printing/print-jobs.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { isHelpAnswered } from '../../db/station/help-calls.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { quotableCode } from '../../domain/kiosk.ts';
import type { PrinterPlace, PrintJobState } from '../../domain/printing/print-job.ts';
import { isSpellingOf } from '../../domain/roster/compare-names.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { ticketProof } from '../../domain/tickets/ticket-proof.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import {
  type KioskCheckInAnswer,
  type KioskPerson,
  type KioskPrintView,
  type KioskSession,
  kioskCalls,
} from '../../preload/contract/kiosk.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { assertClockConfirmed } from '../base/clock.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import { type Context, today } from '../base/context.ts';
import { writeCorrection } from '../check-in/correct-spelling.ts';
import { type Examination, examine } from '../check-in/examine.ts';
import { writeAdmission } from '../check-in/write-admission.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { badgePreview } from '../printing/badge-content.ts';
import type { PrintQueue } from '../printing/queue.ts';
import type { Renderer } from '../printing/render/renderer.ts';
import { kioskLookUp, kioskPerson, refuse } from './kiosk-look-up.ts';
import { type KioskAdmission, KioskGuesses, type KioskVisit, KioskVisits } from './kiosk-visits.ts';

interface KioskParts extends CallParts {
  queue: Pick<PrintQueue, 'wake'>;
  renderer: Renderer;
}

/** The calls of a kiosk. The delegate's identity is kept here, not on the page. */
export function kioskAnswers(desk: KioskParts) {
  const { context } = desk;
  const visits = new KioskVisits();
  const parts = { context, visits, guesses: new KioskGuesses() };
  return answers(kioskCalls, {
    kioskLookUp: (input) => {
      const answer = kioskLookUp(parts, input);
      const source = input.kind === 'scan' ? input.scan.source : 'typed';
      desk.log.info({ outcome: answer.outcome, source }, 'kiosk look-up');
      if (answer.outcome === 'see-desk' || answer.outcome === 'badge-shown') desk.factWritten();
      return answer;
    },
    kioskPreview: async ({ token }) => {
      const { png, width, height } = await badgePreview(desk, visits.of(token).delegateId);
      return { png, width, height };
    },
    kioskCorrect: ({ token, correction }) => {
      const { printedName, givenName, familyName } = correction;
      const person = kioskCorrect(context, visits.of(token), {
        ...(printedName === undefined ? {} : { printedName }),
        ...(givenName === undefined ? {} : { givenName }),
        ...(familyName === undefined ? {} : { familyName }),
      });
      if (person === null) return { result: 'too-different' };
      desk.queue.wake();
      desk.factWritten();
      return { result: 'corrected', person };
    },
    kioskCheckIn: ({ token, consents }) => {
      const visit = visits.of(token);
      const admission = kioskCheckIn(context, visit, consents);
      const { answer, jobId } = admission;
      if (answer.outcome === 'admitted') visits.admitted(token, admission);
      if (jobId !== null) desk.queue.wake(jobId, performance.now());
      desk.log.info({ outcome: answer.outcome, source: visit.source, jobId }, 'kiosk decision');
      desk.factWritten();
      return answer;
    },
    kioskPrinting: ({ token }) =>
      kioskPrinting(context, visits.of(token), (id) => printerPlace(desk, id)),
    kioskWipe: () => visits.end(),
    callForHelp: (input, caller) => {
      const called = callForHelp(context, input, caller.operator?.id ?? null);
      desk.factWritten();
      return called;
    },
    getHelpCall: ({ callId }) => helpCallState(context, callId),
  });
}

function printerPlace({ context, config }: KioskParts, id: string): PrinterPlace | null {
  return readPrinters(context.db, config).find((one) => one.id === id)?.place ?? null;
}

/**
 * Calls a member of staff to this station: a fact, which every desk of the hub shows, without
 * naming the delegate.
 *
 * @param code the code that is on the screen, or null for a new one
 * @param operatorId the signed-in operator, at a desk: their own desk does not show them their call
 */
export function callForHelp(
  context: Context,
  { reason, code }: { reason: string; code: string | null },
  operatorId: string | null = null,
): { callId: string; code: string } {
  const quoted = code ?? quotableCode(uuidv7());
  return context.db
    .transaction(() => {
      const { id } = appendEvent(context, {
        type: 'help-called',
        delegateId: null,
        checkpoint: context.checkpoint().id,
        targetId: null,
        operatorId,
        badgeSerial: null,
        payload: { reason, code: quoted },
      });
      return { callId: id, code: quoted };
    })
    .immediate();
}

/** Whether an operator at a desk has answered that they come. */
export function helpCallState(context: Context, callId: string): { answered: boolean } {
  return { answered: isHelpAnswered(context.db, callId) };
}

/**
 * A visit's badge as the printer reports it. Throws CallFailure `not-found` where there is none.
 *
 * @param printerPlace the place of a printer by its id; null for one without, or that is no longer
 *   set up
 */
export function kioskPrinting(
  context: Context,
  visit: KioskVisit,
  printerPlace: (id: string) => PrinterPlace | null,
): KioskPrintView {
  const jobId = visit.admitted?.jobId ?? null;
  const job = jobId === null ? null : findPrintJob(context.db, jobId);
  if (job === null) throw new CallFailure('not-found', 'job');
  return {
    state: stateOf(job.state),
    confirmed: job.state === 'confirmed' || job.state === 'came-out',
    place: job.printerId === null ? null : printerPlace(job.printerId),
    moved: job.movedFrom !== null,
  };
}

function stateOf(state: PrintJobState): KioskPrintView['state'] {
  switch (state) {
    case 'queued':
    case 'sending':
    case 'awaiting':
      return 'printing';
    case 'confirmed':
    case 'sent':
    case 'spooled':
    case 'came-out':
      return 'printed';
    case 'held':
      return 'held';
    case 'failed-partial':
    case 'unknown':
    case 'cancelled':
    case 'did-not-come-out':
      return 'unclear';
  }
}

/**
 * Admits the delegate of a visit and prints the badge, and records the given consents, in one
 * transaction. Refusing every consent changes nothing else. A visit that was already admitted gets
 * the same answer. Throws CallFailure `clock-not-confirmed`.
 */
export function kioskCheckIn(
  context: Context,
  visit: KioskVisit,
  consents: Readonly<Record<string, boolean>>,
): KioskAdmission {
  if (visit.admitted !== null) return visit.admitted;
  assertClockConfirmed(context);
  return context.db
    .transaction((): KioskAdmission => {
      const seen = examine(context, { kind: 'delegate', delegateId: visit.delegateId });
      const { verdict, delegate } = seen;
      if (verdict.outcome === 'already-in' && delegate?.flagged === false) {
        const { wall, eventId } = verdict.admission;
        return answered({ outcome: 'already-in', wall, code: quotableCode(eventId) });
      }
      if (verdict.outcome !== 'admitted' || delegate === null || delegate.flagged) {
        return answered({ outcome: 'see-desk', code: refuse(context, seen) });
      }
      return admit(context, visit, seen, consents);
    })
    .immediate();
}

/**
 * A thief of this kiosk lacks the codes of tickets, and the hub notices that (`ticket-proof.ts`).
 */
function proofOf(
  { event, self: { station } }: Context,
  { read, delegateId }: KioskVisit,
  localDay: LocalDay,
): { proof?: string } {
  if (read.kind !== 'ticket') return {};
  const of = { eventId: event.file.id, station, delegateId, localDay };
  return { proof: ticketProof(read.code, of, nodeCrypto) };
}

function answered(answer: KioskCheckInAnswer): KioskAdmission {
  return { answer, jobId: null };
}

function admit(
  context: Context,
  visit: KioskVisit,
  { verdict, delegate }: Examination,
  consents: Readonly<Record<string, boolean>>,
): KioskAdmission {
  if (verdict.outcome !== 'admitted' || delegate === null) throw new Error('admit: not admitted');
  const { event, badge } = writeAdmission(context, {
    delegateId: delegate.id,
    operatorId: null,
    printBadge: verdict.printBadge,
    key: null,
    payload: { identity: null, source: visit.source, read: visit.read.kind },
    ofDay: (localDay) => proofOf(context, visit, localDay),
  });
  writeConsents(context, delegate.id, event.id, consents);
  const isMade = badge?.state === 'new' || badge?.state === 'waiting';
  const answer: KioskCheckInAnswer = {
    outcome: 'admitted',
    badge: isMade ? 'printing' : badge?.state === 'ready' ? 'ready' : 'none',
    handOver: context.idCheck() ? 'counter' : 'beside',
    sessions: sessionsOf(context, delegate),
    code: quotableCode(event.id),
  };
  return { answer, jobId: isMade ? (badge?.jobId ?? null) : null };
}

/** Records each consent of the event as answered; without an answer it was not given. */
function writeConsents(
  context: Context,
  delegateId: string,
  admissionId: string,
  given: Readonly<Record<string, boolean>>,
): void {
  const { consents } = context.event.file;
  if (consents.length === 0) return;
  appendEvent(context, {
    type: 'consent-recorded',
    delegateId,
    checkpoint: context.checkpoint().id,
    targetId: admissionId,
    operatorId: null,
    badgeSerial: null,
    payload: Object.fromEntries(consents.map(({ id }) => [id, given[id] === true])),
  });
}

/**
 * Today's sessions that a person may attend, by the time when their doors open. A session that asks
 * for a booking is shown to those alone who have a place or a turn.
 */
function sessionsOf(
  context: Context,
  { id: delegateId, category }: Pick<Delegate, 'id' | 'category'>,
): KioskSession[] {
  const day = today(context);
  const places = placesOfPerson(context.db, context.event.file.id, delegateId);
  return inUse(context.event.file.checkpoints)
    .filter(
      ({ id, kind, categories, passes }) =>
        kind === 'session' &&
        (categories?.includes(category) ?? true) &&
        (passes === 'everyone' || places.has(id)),
    )
    .flatMap(({ id, name, room, windows, passes }) => {
      const place = passes === 'everyone' ? null : (places.get(id) ?? null);
      return windows
        .filter((window) => window.day === day)
        .map(({ opens, closes }) => ({ name, room, opens, closes, place }));
    })
    .toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
}

type KioskCorrection = Partial<Record<'printedName' | 'givenName' | 'familyName', string>>;

/**
 * Corrects the spelling of the names of a visit's delegate. Throws CallFailure `not-found`; an
 * unchanged name is not an error.
 *
 * @returns null where a name would become another person's: the desk decides then
 */
export function kioskCorrect(
  context: Context,
  visit: KioskVisit,
  corrected: KioskCorrection,
): KioskPerson | null {
  const eventId = context.event.file.id;
  const known = findDelegateById(context.db, eventId, visit.delegateId);
  if (known === null) throw new CallFailure('not-found');
  const fields = (['printedName', 'givenName', 'familyName'] as const).filter((field) => {
    const value = corrected[field];
    return value !== undefined && value !== known[field];
  });
  if (fields.length === 0) return kioskPerson(known);
  if (fields.some((field) => !isSpellingOf(corrected[field] ?? '', known[field]))) return null;
  const correction = Object.fromEntries(fields.map((field) => [field, corrected[field]]));
  writeCorrection(context, null, { delegateId: known.id, correction });
  return kioskPerson({ ...known, ...correction });
}
