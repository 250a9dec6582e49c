import { surplusOf } from '../badges/registration-balance.ts';
import { countVerdicts } from './draft.ts';
import type { DayReport, ReportBalanceLine, ReportFault, StationProof } from './report.ts';
import { verdictOn } from './station-verdict.ts';

/**
 * Finds figures of a report that contradict each other. A valid signature does not make them right.
 */
export function checkCounts(report: DayReport): ReportFault[] {
  return [
    ...checkStations(report),
    ...checkBalance(report),
    ...checkAdmissions(report),
    ...checkQuarantine(report),
  ];
}

function fault(place: string, detail: string): ReportFault {
  return { check: 'counts', place, detail };
}

function checkStations({ stations, proof, facts }: DayReport): ReportFault[] {
  const faults = stations.flatMap(checkStation);
  const counted = countVerdicts(stations);
  for (const verdict of ['proven', 'open', 'broken'] as const) {
    if (counted[verdict] !== proof[verdict]) {
      faults.push(fault(`proof/${verdict}`, `${counted[verdict]} stations, not ${proof[verdict]}`));
    }
  }
  const held = stations.reduce((sum, station) => sum + station.held, 0);
  const isBroken = counted.broken > 0;
  // Facts after a break in a chain do not count as held.
  if (held !== facts.links && !isBroken) {
    faults.push(fault('facts/links', `the chains have ${held} facts, not ${facts.links}`));
  }
  if (facts.distinct > facts.links) {
    faults.push(fault('facts/distinct', `more than the ${facts.links} in the chains`));
  }
  return faults;
}

function checkStation(station: StationProof, index: number): ReportFault[] {
  const place = `stations/${index}`;
  const faults: ReportFault[] = [];
  const { verdict, reason, asOf, held, atLeast } = verdictOn(station);
  if (verdict !== station.verdict || reason !== station.reason) {
    faults.push(fault(`${place}/verdict`, `its evidence says ${verdict} (${reason ?? 'nothing'})`));
  }
  if (asOf?.kseq !== station.asOf?.kseq || asOf?.wall !== station.asOf?.wall) {
    faults.push(fault(`${place}/asOf`, 'it is not the last close of its evidence'));
  }
  if (held !== station.held) faults.push(fault(`${place}/held`, `its lives have ${held} facts`));
  if (atLeast !== station.atLeast)
    faults.push(fault(`${place}/atLeast`, `its lives say ${atLeast}`));
  for (const [i, { close, count }] of station.lives.entries()) {
    if (close === null || !close.agrees) continue;
    if (close.count !== close.kseq - 1 || close.kseq > count) {
      faults.push(
        fault(`${place}/lives/${i}/close`, 'what it closed is not what stands before it'),
      );
    }
  }
  return faults;
}

function checkBalance({ balance, persons }: DayReport): ReportFault[] {
  const { total, delegations } = balance;
  const faults: ReportFault[] = [];
  const lines = [{ place: 'balance/total', line: total }].concat(
    delegations.map(({ line }, i) => ({ place: `balance/delegations/${i}`, line })),
  );
  for (const { place, line } of lines) {
    const gaps = gapsOf(line);
    if (surplusOf(line) !== gaps) {
      faults.push(
        fault(
          place,
          `the rows exceed those registered by ${surplusOf(line)}, the gaps are ${gaps}`,
        ),
      );
    }
  }
  const figures = Object.keys(total).filter((name) => name !== 'gaps') as Figure[];
  for (const name of figures) {
    const sum = delegations.reduce((whole, { line }) => whole + line[name], 0);
    if (sum !== total[name]) {
      faults.push(
        fault(`balance/total/${name}`, `the delegations have ${sum}, not ${total[name]}`),
      );
    }
  }
  if (total.present !== persons) {
    faults.push(fault('persons', `${total.present} are present in the account, not ${persons}`));
  }
  return faults;
}

type Figure = Exclude<keyof ReportBalanceLine, 'gaps'>;

/** The number by which the rows of a balance exceed the people registered. */
export function gapsOf({ gaps }: Pick<ReportBalanceLine, 'gaps'>): number {
  return Object.values(gaps).reduce((sum, gap) => sum + gap, 0);
}

function checkAdmissions({ admissions, further, persons }: DayReport): ReportFault[] {
  const faults: ReportFault[] = [];
  for (const [i, row] of admissions.entries()) {
    const listed = further.filter(({ checkpoint }) => checkpoint === row.checkpoint).length;
    if (listed !== row.further) {
      faults.push(fault(`admissions/${i}/further`, `${listed} are listed, not ${row.further}`));
    }
    if (row.admitted > persons) {
      faults.push(fault(`admissions/${i}/admitted`, `more than the ${persons} persons of the day`));
    }
  }
  const total = admissions.reduce((sum, { admitted }) => sum + admitted, 0);
  if (total < persons) faults.push(fault('persons', `only ${total} admissions`));
  return faults;
}

function checkQuarantine({ quarantine, stations }: DayReport): ReportFault[] {
  return stations.flatMap(({ station, quarantined }, i) => {
    const items = quarantine
      .filter((row) => row.station === station)
      .reduce((sum, row) => sum + row.items, 0);
    if (items === quarantined) return [];
    return [fault(`stations/${i}/quarantined`, `${items} are listed, not ${quarantined}`)];
  });
}
