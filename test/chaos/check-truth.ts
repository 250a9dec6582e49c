import { statement } from '../../db/base/statement.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { hubLinkOf } from '../../db/ledger/hub-link.ts';
import { findStation } from '../../db/ledger/station.ts';
import { BrokenInvariant } from '../sim/broken-invariant.ts';
import { checkFacts } from '../sim/check-facts.ts';
import { checkFolds } from '../sim/check-folds.ts';
import { checkRosters } from '../sim/check-roster.ts';
import { checkStores } from '../sim/check-stores.ts';
import { idsIn } from '../sim/fact-book.ts';
import type { EndState, HubFacts } from '../sim/hub-facts.ts';
import { nameOf } from '../sim/hub-record.ts';
import type { JournalLine } from './journal.ts';

/** What all disks hold at the end of a run. */
export interface Truth {
  end: EndState;
  stations: StationTruth[];
  /** What the hub's own check of its store found. */
  foundByHub: string[];
}

/** A station's store, and what its processes wrote down beside it. */
export interface StationTruth {
  name: string;
  db: WritableDatabase;
  journal: JournalLine[];
  /** Lines that cannot be read. */
  torn: number;
}

/**
 * Compares all disks with each other and with what the processes wrote down at each commit. Returns
 * the findings; an empty list means that nothing is wrong.
 */
export function checkTruth({ end, stations, foundByHub }: Truth): string[] {
  const checks = [checkFacts, checkFolds, checkRosters, checkStores];
  return [
    ...foundByHub.map((detail) => `hub: ${detail}`),
    ...checks.flatMap((check) => brokenBy(() => check(end))),
    ...stations.flatMap((station) => [
      ...checkJournal(station).map((detail) => `journal: ${station.name}: ${detail}`),
      ...checkAcknowledged(station, end.hub).map(
        (detail) => `acknowledged: ${station.name}: ${detail}`,
      ),
      ...checkStanding(station, end.hub).map((detail) => `standing: ${station.name}: ${detail}`),
    ]),
  ];
}

function brokenBy(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof BrokenInvariant) return [error.message];
    throw error;
  }
}

/**
 * The most facts that a desk writes in one transaction: an admission with its badge, or an undo
 * with the badges it voids.
 */
const maxFactsOfTransaction = 12;

/**
 * The only errors that a failing network and dying processes may cause in a sync. Any other is a
 * defect.
 * `replayed`: the request of a killed process arrived after the next one had started.
 * `SQLITE_FULL`: the station's own disk.
 */
const expected = new Set(['busy', 'unreachable', 'replayed', 'too-many-requests', 'SQLITE_FULL']);

/**
 * Whatever the journal reports as committed is in the station's store. The store may hold more only
 * where a process was killed between its last commit and the line in the journal. Syncs failed only
 * for the reasons in `expected`.
 */
export function checkJournal({ db, journal, torn }: StationTruth): string[] {
  const said = new Set(journal.flatMap((line) => (line.kind === 'committed' ? [line.id] : [])));
  const lives = journal.filter(({ kind }) => kind === 'life').length;
  const own = ownFacts(db);
  const unsaid = own.filter((id) => !said.has(id)).length;
  const findings = [...said].filter((id) => !own.includes(id)).map((id) => `${id} is lost`);
  if (unsaid > lives * maxFactsOfTransaction || torn > lives) {
    findings.push(`${unsaid} facts that no life reported, ${torn} torn lines, ${lives} lives`);
  }
  for (const line of journal) {
    if (line.kind !== 'trouble' || expected.has(line.code)) continue;
    findings.push(`a sync failed: ${line.code} ${line.detail}`);
  }
  return findings;
}

export function ownFacts(db: WritableDatabase): string[] {
  return idsIn(db, 'SELECT id FROM attendance_event WHERE station = (SELECT station FROM station)');
}

/** The hub still has everything that it confirmed, and never took any of it back. */
export function checkAcknowledged({ db, journal }: StationTruth, hub: HubFacts): string[] {
  const station = findStation(db)?.station ?? '';
  const links = new Set(hub.links.map(nameOf));
  const findings: string[] = [];
  let before = { incarnation: 0, kseq: 0 };
  for (const line of journal) {
    if (line.kind !== 'acknowledged') continue;
    const { epoch, incarnation, kseq, hash } = line;
    if (before.incarnation === incarnation && kseq < before.kseq) {
      findings.push(`${kseq} after ${before.kseq}`);
    }
    if (epoch !== hub.epoch) findings.push(`epoch ${epoch}`);
    if (!links.has(nameOf({ station, incarnation, kseq, hash }))) {
      findings.push(`${kseq} is another fact at the hub, or none`);
    }
    before = { incarnation, kseq };
  }
  return findings;
}

/**
 * The station has read and understood everything and is in its first incarnation: a killed process
 * is neither a clone nor a rollback.
 */
function checkStanding({ db }: StationTruth, { streams, epoch }: HubFacts): string[] {
  const link = hubLinkOf(db);
  const findings: string[] = [];
  const isAtEnd = link.eventSeq === streams.events && link.rosterSeq === streams.roster;
  if (!isAtEnd || link.epoch !== epoch) {
    findings.push(
      `${link.eventSeq} and ${link.rosterSeq} of ${streams.events} and ${streams.roster}`,
    );
  }
  const incarnation = findStation(db)?.incarnation;
  if (incarnation !== 1) findings.push(`incarnation ${incarnation}`);
  for (const table of ['unknown_event', 'superseded_event'] as const) {
    const row = statement<[], { n: number }>(db, `SELECT count(*) AS n FROM ${table}`).get();
    if (row?.n !== 0) findings.push(`${row?.n} rows in ${table}`);
  }
  return findings;
}
