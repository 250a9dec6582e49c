import { badgeDoubts } from '../../../domain/badge-verdict.ts';
import type { Delegate } from '../../../domain/delegate.ts';
import type { CheckInAnswer, CheckInInput } from '../../../preload/contract/check-in.ts';
import { admissionView, day, detailOf, type Model, next, now, serial } from './model.ts';
import { uuid } from './people.ts';
import { print } from './printing.ts';
import { listsOf } from './sync-model.ts';

/** An answer before the ages of the lists are put to it. */
type Bare<A> = A extends CheckInAnswer ? Omit<A, 'lists'> : never;

/** Texts that stand for tickets without a person. */
const tickets: Readonly<Record<string, Bare<CheckInAnswer>>> = {
  EXPIRED: { outcome: 'expired' },
  FORGED: { outcome: 'forged' },
  'OTHER-EVENT': { outcome: 'other-event' },
  UNREADABLE: { outcome: 'unreadable' },
  'STOPPED-BADGE': { outcome: 'stopped', delegate: null, what: 'badge' },
};

function found(model: Model, input: CheckInInput): Delegate | Bare<CheckInAnswer> {
  if (input.target.kind === 'delegate') {
    const { delegateId } = input.target;
    return (
      model.delegates.find(({ id }) => id === delegateId) ?? {
        outcome: 'not-registered',
        delegate: null,
      }
    );
  }
  for (const reading of input.target.scan.readings) {
    const text = reading.trim().toUpperCase();
    const ticket = tickets[text];
    if (ticket !== undefined) return ticket;
    const delegate = model.delegates.find(
      ({ ticketCode, registrationCode }) => ticketCode === text || registrationCode === text,
    );
    if (delegate !== undefined) return delegate;
  }
  return { outcome: 'not-registered', delegate: null };
}

/** Answers a check-in as main would, from the model. */
export function checkIn(model: Model, input: CheckInInput): CheckInAnswer {
  return { ...answerTo(model, input), lists: listsOf(model.options.sync) };
}

function answerTo(model: Model, input: CheckInInput): Bare<CheckInAnswer> {
  const delegate = found(model, input);
  if ('outcome' in delegate) return delegate;
  const detail = detailOf(model, delegate);
  const shown = detail.delegate;
  if (model.options.stopped) return { outcome: 'stopped', delegate: shown, what: 'delegate' };
  const doubt = badgeDoubts.find((one) => model.options.badgeDoubt === one);
  if (doubt !== undefined) return doubted(shown, doubt);
  const standing = model.admissions.filter((one) => one.delegateId === delegate.id && !one.undone);
  const today = standing.find((one) => one.localDay === day);
  if (today !== undefined) {
    return { outcome: 'already-in', delegate: shown, admission: admissionView(today) };
  }
  if (model.options.noRight) return { outcome: 'not-registered', delegate: shown };
  if (delegate.status !== 'confirmed') return { outcome: delegate.status, delegate: shown };
  if (delegate.days !== null && !delegate.days.includes(day)) {
    return { outcome: 'wrong-day', delegate: shown, validDays: delegate.days };
  }
  if (model.options.idCheck && input.identity === null) {
    return { outcome: 'identity-check', delegate: shown, notice: detail.notice };
  }
  return admit(model, delegate, standing.length > 0);
}

/** The scene's badge that counts no more. */
function doubted(
  delegate: Extract<CheckInAnswer, { outcome: 'already-in' }>['delegate'],
  doubt: (typeof badgeDoubts)[number],
): Bare<CheckInAnswer> {
  const isHeard = doubt !== 'unheard';
  return {
    outcome: 'badge-not-valid',
    delegate: isHeard ? delegate : null,
    doubt,
    serialText: 'A7F30C12-000119',
    newerSerial: doubt === 'stale' ? 'A7F30C12-000204' : null,
  };
}

export function admit(model: Model, delegate: Delegate, returning: boolean): Bare<CheckInAnswer> {
  const detail = detailOf(model, delegate);
  const wall = now(model);
  const eventId = uuid(4, 1000 + next(model));
  model.admissions.push({
    eventId,
    delegateId: delegate.id,
    localDay: day,
    wall,
    operatorName: model.operator?.name ?? '',
    undone: false,
  });
  if (model.options.badge === 'ahead' && !returning) printAhead(model, delegate.id, wall);
  const ahead = model.badges.find(
    (one) => one.delegateId === delegate.id && one.state === 'printed',
  );
  const badge = returning
    ? null
    : ahead === undefined
      ? { ...print(model, delegate.id, delegate.printedName), state: 'new' as const }
      : { jobId: ahead.jobId, serialText: ahead.serialText, state: 'ready' as const };
  model.emit('countsChanged');
  return {
    outcome: 'admitted',
    delegate: detail.delegate,
    admissionId: eventId,
    wall,
    returning,
    badge,
    notice: detail.notice,
  };
}

/** A badge of a batch at this desk, as it lies there before its holder comes. */
function printAhead(model: Model, delegateId: string, wall: number): void {
  const badge = { delegateId, serialText: serial(model), issuedAt: wall - 3_600_000, jobId: null };
  model.badges = [{ ...badge, state: 'printed' }, ...model.badges];
}
