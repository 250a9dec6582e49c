import { type AttendanceEvent, attendanceEventSchema } from '../../domain/attendance.ts';
import { type Attendance, foldAttendance } from '../../domain/attendance-fold.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { delegateSchema } from '../../domain/delegate.ts';
import type { Finding } from './finding.ts';
import type { HubTruth } from './hub-truth.ts';
import type { KioskTruth } from './kiosk-truth.ts';

/** What every kiosk shows against what the facts and the roster at the hub amount to. */
export function checkViews(hub: HubTruth, kiosks: readonly KioskTruth[]): Finding[] {
  const facts = hub.links.flatMap(({ body, hash, seq }): AttendanceEvent[] =>
    body === null || seq === null
      ? []
      : [attendanceEventSchema.parse({ ...JSON.parse(body), hash })],
  );
  const expected = foldAttendance(facts);
  const roster = new Map(
    hub.roster
      .filter(({ deleted }) => deleted === 0)
      .map(({ id, data }) => [id, canonicalJson(delegateSchema.parse(JSON.parse(data)))]),
  );
  return kiosks.flatMap((kiosk) => [
    ...checkFold(kiosk, expected, facts),
    ...checkRoster(kiosk, roster),
    ...checkCursor(kiosk, hub),
  ]);
}

function checkFold(
  kiosk: KioskTruth,
  expected: Attendance,
  facts: readonly AttendanceEvent[],
): Finding[] {
  const own = foldAttendance(kiosk.facts);
  const issued = new Set(
    facts.filter(({ type }) => type === 'badge-issued').map(({ badgeSerial }) => badgeSerial),
  );
  const badges = [...expected.badges.values()]
    .filter(({ serial }) => issued.has(serial))
    .map(({ serial, state }) => `${serial} ${state}`);
  const standing = [...expected.standing, ...expected.duplicates].map(({ id }) => id);
  return [
    ...(textOf(own) === textOf(expected)
      ? []
      : [{ what: 'fold' as const, detail: `${kiosk.name} folds to something else` }]),
    ...difference(kiosk, 'admissions that stand', kiosk.admissions.standing, standing),
    ...difference(
      kiosk,
      'admissions undone',
      kiosk.admissions.undone,
      expected.undone.map(({ id }) => id),
    ),
    ...difference(kiosk, 'badges', kiosk.badges, badges),
  ];
}

function textOf({ standing, duplicates, undone, badges }: Attendance): string {
  return JSON.stringify([standing, duplicates, undone, [...badges].sort()]);
}

function difference(
  { name }: KioskTruth,
  what: string,
  shown: readonly string[],
  expected: readonly string[],
): Finding[] {
  const [here, there] = [new Set(shown), new Set(expected)];
  const missing = expected.filter((one) => !here.has(one));
  const more = shown.filter((one) => !there.has(one));
  if (missing.length + more.length === 0 && shown.length === expected.length) return [];
  const sample = [...missing, ...more].slice(0, 3).join(', ');
  const detail = `${name}: ${what}: ${missing.length} missing, ${more.length} too many: ${sample}`;
  return [{ what: 'fold', detail }];
}

function checkRoster(kiosk: KioskTruth, expected: ReadonlyMap<string, string>): Finding[] {
  const findings = [...expected]
    .filter(([id, text]) => kiosk.roster.get(id) !== text)
    .map(([id, text]): Finding => {
      const shown = kiosk.roster.get(id) ?? 'nobody';
      return { what: 'roster', detail: `${kiosk.name} shows ${shown}, the hub ${text}` };
    });
  for (const id of kiosk.roster.keys()) {
    if (!expected.has(id))
      findings.push({ what: 'roster', detail: `${kiosk.name} alone has ${id}` });
  }
  return findings;
}

function checkCursor({ name, cursor, oddities }: KioskTruth, hub: HubTruth): Finding[] {
  const { events, roster } = hub.streams;
  const findings: Finding[] = [];
  if (cursor.events !== events || cursor.roster !== roster || cursor.epoch !== hub.epoch) {
    const detail = `${name} stands at ${cursor.events} and ${cursor.roster} of ${events} and ${roster}`;
    findings.push({ what: 'sequence', detail });
  }
  if (oddities.unknown > 0) {
    findings.push({
      what: 'quarantine',
      detail: `${name} does not understand ${oddities.unknown}`,
    });
  }
  return findings;
}
