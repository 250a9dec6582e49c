import { isOtherLanguage, kioskLanguageOf } from '../../domain/base/language.ts';
import { isGuessable, type ParsedScan } from '../../domain/check-in/scan.ts';
import { quotableCode } from '../../domain/kiosk.ts';
import { isFamilyNameOf } from '../../domain/roster/compare-names.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { ScanInput } from '../../preload/contract/check-in.ts';
import type { KioskLookUp, KioskLookUpAnswer, KioskPerson } from '../../preload/contract/kiosk.ts';
import { assertClockConfirmed } from '../base/clock.ts';
import type { Context } from '../base/context.ts';
import { type Examination, examine, readScan } from '../check-in/examine.ts';
import { isAlertingRefusal, writeRefusal } from '../check-in/write-refusal.ts';
import type { KioskGuesses, KioskVisit, KioskVisits } from './kiosk-visits.ts';

export interface KioskParts {
  context: Context;
  visits: KioskVisits;
  guesses: KioskGuesses;
}

/** The form of a registration code; any other text is not a code. */
const codeLike = /^[\p{L}\p{N}][\p{L}\p{N}/ _.-]{2,39}$/u;

/**
 * Finds the delegate at the kiosk, and begins their visit. Admits no one yet. Every refusal is
 * recorded, and the delegate sees the same for each: a code for the desk.
 *
 * A ticket's own code (which cannot be guessed) is enough. An organiser's code is only answered
 * together with the family name, and the answer does not reveal what is wrong with a guess. Without
 * the identity policy such a code leads to the desk. Throws CallFailure `clock-not-confirmed`.
 */
export function kioskLookUp(parts: KioskParts, input: KioskLookUp): KioskLookUpAnswer {
  parts.visits.end();
  assertClockConfirmed(parts.context);
  return input.kind === 'scan' ? byScan(parts, input.scan) : byCode(parts, input);
}

function byScan(parts: KioskParts, scan: ScanInput): KioskLookUpAnswer {
  const parsed = readScan(parts.context, scan.readings);
  switch (parsed.kind) {
    case 'registration-code':
      return { outcome: 'name-needed', code: parsed.code };
    case 'other-text': {
      const seen = examine(parts.context, { kind: 'scan', scan });
      if (seen.question.scan.kind === 'outside-ticket') {
        return answerTo(parts, seen, { source: scan.source, read: { kind: 'outside-ticket' } });
      }
      const code = parsed.texts.find((text) => codeLike.test(text));
      return code === undefined ? { outcome: 'not-found' } : { outcome: 'name-needed', code };
    }
    case 'unreadable':
      return { outcome: 'not-found' };
    case 'other-event':
      return { outcome: 'other-event', host: parsed.host };
    case 'badge':
      return badgeShown(parts.context, scan);
    case 'ticket':
    case 'signed':
    case 'expired':
    case 'forged': {
      const seen = examine(parts.context, { kind: 'scan', scan });
      // A genuine ticket of no delegate here: the code is not recognised, and no more is revealed.
      if (parsed.kind === 'ticket' && seen.delegateId === null) return { outcome: 'not-found' };
      return answerTo(parts, seen, { source: scan.source, read: readOf(parsed) });
    }
  }
}

function byCode(
  parts: KioskParts,
  input: Extract<KioskLookUp, { kind: 'typed' }>,
): KioskLookUpAnswer {
  const milliseconds = parts.guesses.wait();
  if (milliseconds > 0) return { outcome: 'wait', milliseconds };
  const scan: ScanInput = { source: 'typed', readings: [input.code], seenAt: 0 };
  const parsed = readScan(parts.context, scan.readings);
  if (parsed.kind === 'badge') return badgeShown(parts.context, scan);
  const seen = examine(parts.context, { kind: 'scan', scan });
  if (seen.delegate === null || !isFamilyNameOf(input.familyName, seen.delegate)) {
    parts.guesses.count();
    return { outcome: 'not-found' };
  }
  // Code and name are on any station's disk, so staff must check a document, here or at a desk.
  const isForDesk = isGuessable(seen.question.scan) && !parts.context.idCheck();
  if (isForDesk && seen.verdict.outcome === 'admitted') {
    return { outcome: 'see-desk', code: refuse(parts.context, seen) };
  }
  return answerTo(parts, seen, { source: 'typed', read: readOf(parsed) });
}

/** What the admission records of the scan: a registration code is on lists and not a ticket. */
function readOf(parsed: ParsedScan): KioskVisit['read'] {
  if (parsed.kind === 'ticket') return { kind: 'ticket', code: parsed.code };
  return { kind: parsed.kind === 'signed' ? 'signed-ticket' : 'registration-code' };
}

/** A badge is not a ticket, whatever its state; security learns of a lost or stopped one. */
function badgeShown(context: Context, scan: ScanInput): KioskLookUpAnswer {
  const seen = examine(context, { kind: 'scan', scan });
  if (isAlertingRefusal(seen)) refuse(context, seen);
  return { outcome: 'badge-shown' };
}

function answerTo(
  { context, visits }: KioskParts,
  seen: Examination,
  shown: Pick<KioskVisit, 'source' | 'read'>,
): KioskLookUpAnswer {
  const { verdict, delegate } = seen;
  if (verdict.outcome === 'already-in' && delegate !== null && !delegate.flagged) {
    return {
      outcome: 'already-in',
      wall: verdict.admission.wall,
      code: quotableCode(verdict.admission.eventId),
      language: ownLanguage(delegate, context),
    };
  }
  if (verdict.outcome !== 'admitted' || delegate === null || delegate.flagged) {
    return { outcome: 'see-desk', code: refuse(context, seen) };
  }
  return {
    outcome: 'found',
    token: visits.begin({ delegateId: delegate.id, ...shown, admitted: null }),
    person: kioskPerson(delegate),
    language: ownLanguage(delegate, context),
    returning: verdict.returning,
  };
}

/** The person's language; null where they have none, or the event lacks it. */
function ownLanguage({ language }: Pick<Delegate, 'language'>, { event }: Context) {
  return isOtherLanguage(language, event.file) ? null : kioskLanguageOf(language);
}

/** Records a refusal and returns the code for the delegate. A flag is never in the ledger. */
export function refuse(context: Context, seen: Examination): string {
  const by = { operatorId: null, key: null };
  const id = context.db
    .transaction(() =>
      seen.verdict.outcome === 'admitted'
        ? writeRefusal(context, seen, { ...by, outcome: 'see-desk' })
        : writeRefusal(context, seen, by),
    )
    .immediate();
  if (id === null) throw new Error('refuse: nothing was written');
  return quotableCode(id);
}

/** What a kiosk's screens may know of a delegate: listed, so that new fields stay out. */
export function kioskPerson(delegate: Delegate): KioskPerson {
  return {
    title: delegate.title,
    printedName: delegate.printedName,
    givenName: delegate.givenName,
    familyName: delegate.familyName,
    nativeName: delegate.nativeName,
    jobTitle: delegate.jobTitle,
    delegation: delegate.delegation,
    category: delegate.category,
    grammaticalGender: delegate.grammaticalGender,
  };
}
