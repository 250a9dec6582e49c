import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { issueTicket } from '../../../domain/tickets/issued-codes.ts';
import { ticketVerdict } from '../../../domain/tickets/ticket-proof.ts';
import { kioskCheckIn } from '../../../main/kiosk/kiosk-calls.ts';
import { type KioskParts, kioskLookUp } from '../../../main/kiosk/kiosk-look-up.ts';
import { KioskGuesses, KioskVisits } from '../../../main/kiosk/kiosk-visits.ts';
import type { KioskLookUp } from '../../../preload/contract/kiosk.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { sampleMaking, signTicket } from '../../support/sample-event.ts';

let desk: DeskContext;
let parts: KioskParts;
beforeEach(() => {
  desk = makeDeskContext({ idCheck: true });
  const { context } = desk;
  parts = { context, visits: new KioskVisits(), guesses: new KioskGuesses(() => 0) };
});
afterEach(() => desk.close());

const events = () => chainOf(desk.context.db, desk.context.self.station, 1);

function visitOf(look: KioskLookUp) {
  const answer = kioskLookUp(parts, look);
  if (answer.outcome !== 'found') throw new Error(answer.outcome);
  return parts.visits.of(answer.token);
}
const scan = (text: string) =>
  visitOf({ kind: 'scan', scan: { source: 'hid', readings: [text], seenAt: 0 } });
const typed = (code: string, familyName: string) => visitOf({ kind: 'typed', code, familyName });

describe('what an admission proves of the ticket', () => {
  const verdicts = (hasSigned = true) =>
    events()
      .filter(({ type }) => type === 'admitted')
      .map((fact) => ticketVerdict(fact, sampleMaking, hasSigned));

  it('is that its code was read, which is written nowhere', () => {
    const delegate = desk.addDelegate(1, { familyName: 'Müller' });
    kioskCheckIn(desk.context, scan(delegate.ticketCode), {});
    const other = desk.addDelegate(2);
    kioskCheckIn(desk.context, typed(other.ticketCode, other.familyName), {});
    expect(verdicts()).toEqual(['proved', 'proved']);
    for (const { ticketCode } of [delegate, other]) {
      expect(JSON.stringify(events())).not.toContain(ticketCode);
    }
  });

  it('is nothing where rules find without it: by code and name, by a signed ticket', () => {
    const { registrationCode, familyName } = desk.addDelegate(1, { familyName: 'Müller' });
    kioskCheckIn(desk.context, typed(registrationCode, familyName), {});
    const second = desk.addDelegate(2);
    kioskCheckIn(desk.context, scan(issueTicket(second, sampleMaking, signTicket).code), {});
    expect(verdicts()).toEqual(['by-rule', 'by-rule']);
    // An event without signed tickets has none to check.
    expect(verdicts(false)).toEqual(['by-rule', 'unproved']);
  });
});
