import type { DayReport } from '../../../domain/day-close/report.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import { registrationGaps } from '../../../domain/registration-balance.ts';
import type { HubDayStatus } from '../../../domain/wire/day-close.ts';
import type { DayFinding, OrganiserDayStatus } from '../../../domain/wire/organiser-days.ts';

/** What the page needs beside the status itself. */
export interface DayViewSetting {
  day: LocalDay;
  /** When the chains were computed, UTC milliseconds. */
  asOf: number;
  begun: boolean;
  /** Facts about the day. */
  facts: number;
  nameOf: (kiosk: string) => string;
  /** Raw Ed25519, base64. */
  publicKey: string;
}

/** A day's status as the page shows it: evidence becomes verdicts, findings become counts, nobody is named. */
export function dayViewOf(
  { state, late, calledAt, draft, reports }: HubDayStatus,
  { day, asOf, begun, facts, nameOf, publicKey }: DayViewSetting,
): OrganiserDayStatus {
  const { total, resolvedBy } = draft.balance;
  return {
    ...{ asOf, day, state, late, calledAt, begun, facts, publicKey },
    persons: draft.persons,
    proof: draft.proof,
    stations: draft.kiosks.map((kiosk) => ({
      kiosk: kiosk.kiosk,
      name: nameOf(kiosk.kiosk),
      mode: kiosk.mode,
      state: kiosk.state,
      verdict: kiosk.verdict,
      asOf: kiosk.asOf,
      reason: kiosk.reason,
      held: kiosk.held,
      atLeast: kiosk.atLeast,
      lastSeen: kiosk.lastSeen,
      noted: kiosk.resolvedBy !== null,
    })),
    findings: findingsOf(draft),
    balance: {
      registered: total.registered,
      present: total.present,
      gaps: registrationGaps.reduce((sum, gap) => sum + total.gaps[gap], 0),
      noted: resolvedBy !== null,
    },
    reports: reports.map(({ revision, number, issuedAt, closedBy, hash, proof }) => ({
      ...{ revision, number, issuedAt, hash, proof },
      closedAt: closedBy === null ? null : nameOf(closedBy.kiosk),
    })),
  };
}

function findingsOf(draft: DayReport): OrganiserDayStatus['findings'] {
  const finding = (
    kind: DayFinding,
    rows: readonly { resolvedBy: string | null }[],
  ): OrganiserDayStatus['findings'][number] => ({
    kind,
    count: rows.length,
    open: rows.filter(({ resolvedBy }) => resolvedBy === null).length,
  });
  return [
    finding('further', draft.further),
    finding('overrides', draft.overrides),
    finding('prints', draft.prints),
    finding('clocks', draft.clocks),
    finding('quarantine', draft.quarantine),
  ];
}
