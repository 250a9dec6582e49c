import type { CallGroup } from '../calls.ts';
import { checkInAnswers } from '../use-cases/check-in-calls.ts';
import { doorAnswers } from '../use-cases/door-calls.ts';
import { kioskAnswers } from '../use-cases/kiosk-calls.ts';
import { printingAnswers } from '../use-cases/printing-calls.ts';
import { stationAnswers } from '../use-cases/station-calls.ts';
import { type CallGroups, createCallGroups } from './call-groups.ts';
import type { Desk } from './desk.ts';

/** The calls that every start makes, and those of a ticket: loaded before the window says anything. */
export const firstAnswers = [
  stationAnswers,
  checkInAnswers,
  printingAnswers,
  kioskAnswers,
  doorAnswers,
] as const;

/** The other calls, in the order in which they are loaded. */
const laterAnswers: readonly (() => Promise<(desk: Desk) => CallGroup>)[] = [
  async () => (await import('../use-cases/sync-calls.ts')).syncAnswers,
  async () => (await import('../use-cases/alert-calls.ts')).alertAnswers,
  async () => (await import('../use-cases/desk-calls.ts')).deskAnswers,
  async () => (await import('../use-cases/desk-calls.ts')).operatorAnswers,
  async () => (await import('../use-cases/emergency-calls.ts')).emergencyAnswers,
  async () => (await import('../use-cases/station-care-calls.ts')).stationCareAnswers,
  async () => (await import('../use-cases/station-care-calls.ts')).stationExitAnswers,
  async () => (await import('../hub-link/hosting-calls.ts')).hostingAnswers,
  async () => (await import('../use-cases/badge-calls.ts')).badgeAnswers,
  async () => (await import('../use-cases/template-calls.ts')).templateAnswers,
  async () => (await import('../use-cases/printer-calls.ts')).printerAnswers,
  async () => (await import('../use-cases/printer-calls.ts')).printBatchAnswers,
  async () => (await import('../use-cases/printer-calls.ts')).jobBytesAnswers,
  async () => (await import('../use-cases/roster-calls.ts')).importAnswers,
  async () => (await import('../use-cases/roster-calls.ts')).rosterChangeAnswers,
  async () => (await import('../use-cases/day-close/day-close-calls.ts')).dayCloseAnswers,
  async () => (await import('../use-cases/report-calls.ts')).reportAnswers,
  async () => (await import('../use-cases/privacy-calls.ts')).privacyAnswers,
  async () => (await import('../use-cases/stick-calls.ts')).stickAnswers,
  async () => (await import('../use-cases/security-calls.ts')).securityAnswers,
  async () => (await import('../use-cases/set-up-calls.ts')).setUpAnswers,
];

/** Every call of the contract: a ticket's at once, the others as soon as they are needed or there is time. */
export function allCallsOf(desk: Desk): CallGroups {
  const first = firstAnswers.map((answersOf): CallGroup => answersOf(desk));
  return createCallGroups(
    first,
    laterAnswers.map((load) => async () => (await load())(desk)),
  );
}
