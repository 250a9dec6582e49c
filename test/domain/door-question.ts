import type { Delegate } from '../../domain/delegate.ts';
import type { DoorQuestion } from '../../domain/door.ts';
import { hall } from '../support/door-desk.ts';
import { sampleDelegate } from '../support/sample-event.ts';

/** The day of all questions. */
export const day = '2018-10-02';

/** A delegate of the sample event. */
export const person = (change: Partial<Delegate> = {}): Delegate =>
  sampleDelegate({ id: 'p', registrationCode: 'T18-00001', ...change });

export const admission = {
  eventId: 'a',
  checkpoint: 'hall',
  localDay: day,
  wall: 0,
  kiosk: 'k',
  kioskName: 'Door',
  operatorName: null,
};

/** A delegate with a good badge in front of an open, empty hall; `change` says what is different. */
export function ask(
  change: Partial<DoorQuestion> = {},
  checkpoint: Parameters<typeof hall>[0] = {},
): DoorQuestion {
  return {
    scan: { kind: 'badge', code: 'LB', kiosk: 'A7F30C12', serial: 1, token: new Uint8Array(6) },
    delegate: person(),
    earlier: [],
    checkpoint: hall(checkpoint),
    registrationCheckpoints: ['registration'],
    day,
    eventDays: [day],
    minuteOfDay: 600,
    policies: { unknownSignedTicket: 'admit' },
    badge: { outcome: 'good' },
    stopped: null,
    direction: 'in',
    isInside: false,
    inside: 0,
    insideOfDelegation: 0,
    isSomebody: true,
    ...change,
  };
}
