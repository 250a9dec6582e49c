import { printingAnswers } from '../../badges/printing-calls.ts';
import type { CallGroup } from '../../base/calls.ts';
import { checkInAnswers } from '../../check-in/check-in-calls.ts';
import { doorAnswers } from '../../doors/door-calls.ts';
import { syncViewAnswers } from '../../hub-hosting/sync-view.ts';
import { kioskAnswers } from '../../kiosk/kiosk-calls.ts';
import { recoveryAnswers } from '../../station/backup/recovery-calls.ts';
import { stationAnswers } from '../../station/station-calls.ts';
import { type CallGroups, createCallGroups } from './call-groups.ts';
import type { Desk } from './desk.ts';

/** The calls that every start makes, and those of a ticket: loaded before the window calls. */
export const firstAnswers = [
  stationAnswers,
  checkInAnswers,
  printingAnswers,
  kioskAnswers,
  doorAnswers,
  syncViewAnswers,
  recoveryAnswers,
] as const;

/** The other calls, in the order in which they are loaded. */
const laterAnswers: readonly (() => Promise<(desk: Desk) => CallGroup>)[] = [
  async () => (await import('../../hub-hosting/sync-calls.ts')).syncAnswers,
  async () => (await import('../../station/alert-calls.ts')).alertAnswers,
  async () => (await import('../../check-in/desk-calls.ts')).deskAnswers,
  async () => (await import('../../check-in/photo-calls.ts')).photoAnswers,
  async () => (await import('../../operators/operator-changes.ts')).operatorAnswers,
  async () => (await import('../../emergency/emergency-calls.ts')).emergencyAnswers,
  async () => (await import('../../station/station-care-calls.ts')).stationCareAnswers,
  async () => (await import('../../station/station-care-calls.ts')).stationExitAnswers,
  async () => (await import('../../station/readiness.ts')).readinessAnswers,
  async () => (await import('../../hub-hosting/hosting-calls.ts')).hostingAnswers,
  async () => (await import('../../badges/badge-calls.ts')).badgeAnswers,
  async () => (await import('../../badges/check/check-calls.ts')).badgeCheckAnswers,
  async () => (await import('../../templates/template-calls.ts')).templateAnswers,
  async () => (await import('../../printing/printer-calls.ts')).printerAnswers,
  async () => (await import('../../badges/print-batches.ts')).printBatchAnswers,
  async () => (await import('../../printing/printer-calls.ts')).jobBytesAnswers,
  async () => (await import('../../roster/roster-calls.ts')).importAnswers,
  async () => (await import('../../check-in/roster-changes.ts')).rosterChangeAnswers,
  async () => (await import('../../people/people-calls.ts')).peopleAnswers,
  async () => (await import('../../bookings/booking-calls.ts')).bookingAnswers,
  async () => (await import('../../day-close/day-close-calls.ts')).dayCloseAnswers,
  async () => (await import('../../day-close/archive.ts')).archiveAnswers,
  async () => (await import('../../reports/report-calls.ts')).reportAnswers,
  async () => (await import('../../tickets/ticket-calls.ts')).ticketAnswers,
  async () => (await import('../../privacy/privacy-calls.ts')).privacyAnswers,
  async () => (await import('../../hub-hosting/stick-calls.ts')).stickAnswers,
  async () => (await import('../../station/security-calls.ts')).securityAnswers,
  async () => (await import('../../station/set-up-calls.ts')).setUpAnswers,
];

/**
 * Every call of the contract. Those of a ticket are there at once; the others load when they are
 * needed or there is time.
 */
export function allCallsOf(desk: Desk): CallGroups {
  const first = firstAnswers.map((answersOf): CallGroup => answersOf(desk));
  return createCallGroups(
    first,
    laterAnswers.map((load) => async () => (await load())(desk)),
  );
}
