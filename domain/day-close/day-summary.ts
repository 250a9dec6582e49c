import { maxCodeLength } from '../base/bounds.ts';
import { toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { jsonOf } from '../base/json.ts';
import { isStorable } from '../base/protocol.ts';
import { eventChangedSchema, type LocalDay } from '../event/event-file.ts';
import {
  type Attendance,
  compareFacts,
  foldAttendance,
  payloadText,
} from '../ledger/attendance-fold.ts';
import type { CountedFact } from '../ledger/counted-fact.ts';
import { type FindingKind, findingOf } from './close-fact.ts';
import type { DaySummary } from './report.ts';

/** The day's admissions and findings, with the fold that they are taken from. */
export interface SummarisedDay {
  summary: DaySummary;
  attendance: Attendance;
}

/**
 * Sums up one day from every fact of the event. The result depends on the set of facts only: hub
 * and desk write the same summary of the same facts.
 */
export function summariseDay(
  facts: readonly CountedFact[],
  day: LocalDay,
  crypto: Pick<Crypto, 'sha256'>,
): SummarisedDay {
  const attendance = foldAttendance(facts);
  const ofDay = (one: { localDay: string }): boolean => one.localDay === day;
  const standing = attendance.standing.filter(ofDay);
  const resolutions = resolutionsOf(facts, day);
  const summary: DaySummary = {
    eventVersions: eventVersionsOf(facts, day),
    admissions: admissionsOf(attendance, day),
    persons: new Set(standing.map(({ delegateId }) => delegateId)).size,
    attendanceDigest: digestOf(standing, crypto),
    further: attendance.duplicates.filter(ofDay).map(({ id, checkpoint, station }) => ({
      fact: id,
      checkpoint,
      station,
      resolvedBy: resolutions.further(id),
    })),
    overrides: facts.filter(ofDay).flatMap((fact) => overrideOf(fact, resolutions)),
    prints: printsOf(facts, attendance, day, resolutions),
    clocks: clocksOf(facts.filter(ofDay), resolutions),
  };
  return { summary, attendance };
}

/**
 * Two hubs that did not know of each other may use one version number twice. Both versions are
 * listed.
 */
function eventVersionsOf(
  facts: readonly CountedFact[],
  day: LocalDay,
): DaySummary['eventVersions'] {
  const saved = facts
    .filter(({ type, localDay }) => type === 'event-changed' && localDay <= day)
    .flatMap(({ id, localDay, payload }) => {
      const said = eventChangedSchema.safeParse(jsonOf(payload));
      return said.success ? [{ localDay, ...said.data, fact: id }] : [];
    })
    .sort((a, b) => a.version - b.version || (a.fact < b.fact ? -1 : 1));
  const before = saved.findLast(({ localDay }) => localDay < day);
  return saved
    .filter((one) => one === before || one.localDay === day)
    .map(({ localDay: _, ...version }) => version);
}

interface Resolutions {
  further(admission: string): string | null;
  finding(kind: FindingKind, reference: string): string | null;
}

/** Of several notes on one item, the first in the order of facts counts. */
export function resolutionsOf(facts: readonly CountedFact[], day: LocalDay): Resolutions {
  const further = new Map<string, string>();
  const findings = new Map<string, string>();
  const put = (map: Map<string, string>, key: string, fact: string): void => {
    if (!map.has(key)) map.set(key, fact);
  };
  const told = facts.filter(
    ({ type }) => type === 'duplicate-resolved' || type === 'finding-resolved',
  );
  for (const fact of told.toSorted(compareFacts)) {
    const finding = findingOf(fact);
    if (finding !== null && finding.day === day) {
      put(findings, `${finding.finding} ${finding.reference}`, fact.id);
    }
    if (fact.type === 'duplicate-resolved' && fact.targetId !== null) {
      put(further, fact.targetId, fact.id);
    }
  }
  return {
    further: (admission) => further.get(admission) ?? null,
    finding: (kind, reference) => findings.get(`${kind} ${reference}`) ?? null,
  };
}

function admissionsOf(attendance: Attendance, day: LocalDay): DaySummary['admissions'] {
  const rows = new Map<string, DaySummary['admissions'][number]>();
  const add = (
    admissions: Attendance['standing'],
    figure: 'admitted' | 'further' | 'undone',
  ): void => {
    for (const { checkpoint, localDay } of admissions) {
      if (localDay !== day) continue;
      const row = rows.get(checkpoint) ?? { checkpoint, admitted: 0, further: 0, undone: 0 };
      row[figure] += 1;
      rows.set(checkpoint, row);
    }
  };
  add(attendance.standing, 'admitted');
  add(attendance.duplicates, 'further');
  add(attendance.undone, 'undone');
  return [...rows.values()].sort((a, b) => (a.checkpoint < b.checkpoint ? -1 : 1));
}

/**
 * SHA-256 of the admissions that count ("checkpoint delegate" lines, sorted). It compares
 * attendance without names.
 */
function digestOf(standing: Attendance['standing'], crypto: Pick<Crypto, 'sha256'>): string {
  const lines = standing.map(({ checkpoint, delegateId }) => `${checkpoint} ${delegateId}\n`);
  return toHex(crypto.sha256(utf8(lines.sort().join(''))));
}

function overrideOf(fact: CountedFact, resolutions: Resolutions): DaySummary['overrides'] {
  // Nearly every admission is within the rules, so skip parsing their payloads as JSON.
  if (fact.type !== 'admitted' || !fact.payload.includes('"override"')) return [];
  const outcome = payloadText(fact, 'override');
  if (outcome === null || fact.checkpoint === null) return [];
  const { id, checkpoint, station } = fact;
  const reason = payloadText(fact, 'reason') ?? '';
  const resolvedBy = resolutions.finding('override', id);
  const said = { outcome: reportable(outcome), reason: reportable(reason) };
  return [{ fact: id, checkpoint, station, ...said, resolvedBy }];
}

/** A text of a payload if a report can hold it; else an empty text. */
function reportable(text: string): string {
  return text.length <= maxCodeLength && isStorable(text) ? text : '';
}

/** Badges issued on the day whose outcome neither the printer nor the desk reported. */
function printsOf(
  facts: readonly CountedFact[],
  { badges }: Attendance,
  day: LocalDay,
  resolutions: Resolutions,
): DaySummary['prints'] {
  return facts.flatMap((fact) => {
    if (fact.type !== 'badge-issued' || fact.localDay !== day || fact.badgeSerial === null) {
      return [];
    }
    const badge = badges.get(fact.badgeSerial);
    if (badge === undefined || badge.thing !== 'issued' || !badge.valid) return [];
    const { badgeSerial: serial, station } = fact;
    return [{ serial, fact: fact.id, station, resolvedBy: resolutions.finding('print', serial) }];
  });
}

/**
 * Stations that wrote facts while they knew that their clock was wrong (`clockOffset`,
 * milliseconds).
 */
function clocksOf(facts: readonly CountedFact[], resolutions: Resolutions): DaySummary['clocks'] {
  const rows = new Map<string, DaySummary['clocks'][number]>();
  for (const { station, payload } of facts) {
    const offset = Number(/"clockOffset":(-?\d{1,15})/.exec(payload)?.[1] ?? Number.NaN);
    if (Number.isNaN(offset)) continue;
    const row = rows.get(station) ?? {
      station,
      facts: 0,
      worst: 0,
      resolvedBy: resolutions.finding('clock', station),
    };
    row.facts += 1;
    if (Math.abs(offset) > Math.abs(row.worst)) row.worst = offset;
    rows.set(station, row);
  }
  return [...rows.values()].sort((a, b) => (a.station < b.station ? -1 : 1));
}
