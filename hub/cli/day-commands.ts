import { appendFileSync, writeFileSync } from 'node:fs';
import type { ReportEntry } from '../../domain/day-close/day-close-wire.ts';
import { factLineText } from '../../domain/day-close/facts-file.ts';
import { type DayReport, reportText } from '../../domain/day-close/report.ts';
import { type LocalDay, localDaySchema } from '../../domain/event/event-file.ts';
import type { AdminClient } from '../admin/client.ts';
import { type CommandLine, onlyArgument, UsageError } from './command-line.ts';
import { type Print, printColumns, timeText } from './print.ts';

/** `day [DAY]`: the state of a day; without one, the issued reports. */
export async function dayCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  if (commandLine.args.length === 0) {
    printReports(await client.dayReports(), print);
    return;
  }
  const day = dayOf(onlyArgument(commandLine, 'day'));
  const { state, late, draft, reports } = await client.dayStatus(day);
  const after = late === 0 ? '' : `, ${late} facts came after its report`;
  print(`${day}: ${state}${after}`);
  await printDay(client, draft, print);
  printReports(reports, print);
}

/** `close-day DAY`: issues the day's report, which lists open and inconsistent items. */
export async function closeDayCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const day = dayOf(onlyArgument(commandLine, 'day'));
  const { report } = await client.closeDay(day);
  print(`${day} is closed: revision ${report.revision}, report ${report.number}`);
  await printDay(client, report, print);
  print(`npm run hub -- report ${day} --out FILE writes it into a file.`);
}

/** `call-day DAY`: asks every station to close the day, at its next contact. */
export async function callDayCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const day = dayOf(onlyArgument(commandLine, 'day'));
  const { calledAt } = await client.callDay(day);
  print(`Stations are asked to close ${day} since ${timeText(calledAt)}.`);
}

/** `report DAY --out FILE`: writes the day's newest report. */
export async function reportCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const day = dayOf(onlyArgument(commandLine, 'day'));
  const { out } = commandLine.options;
  if (out === undefined) throw new UsageError('report: --out FILE expected');
  const signed = await client.dayReport({ day, revision: null });
  writeFileSync(commandLine.path(out), reportText(signed));
  print(`Written: ${commandLine.path(out)}, revision ${signed.report.revision}.`);
  print(`npm run verify -- ${out} --key ${signed.report.issuer.publicKey}`);
}

/** `facts DAY --out FILE`: writes the facts of the day's newest report, for `verify --facts`. */
export async function factsCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const day = dayOf(onlyArgument(commandLine, 'day'));
  const { out } = commandLine.options;
  if (out === undefined) throw new UsageError('facts: --out FILE expected');
  const { report } = await client.dayReport({ day, revision: null });
  const path = commandLine.path(out);
  writeFileSync(path, '');
  let written = 0;
  for (const chain of chainsIn(report)) {
    for (let after = 0; ; ) {
      const links = await client.chainLinks({ ...chain, after });
      const last = links.at(-1);
      if (last === undefined) break;
      appendFileSync(path, links.map(factLineText).join(''));
      written += links.length;
      after = last.kseq;
    }
  }
  print(`Written: ${path}, ${written} facts, without names.`);
}

function chainsIn({ stations, hubs }: DayReport): { station: string; incarnation: number }[] {
  const ofStations = stations.flatMap(({ station, lives }) =>
    lives.map(({ incarnation }) => ({ station, incarnation })),
  );
  const ofHubs = hubs.map(({ author: station, incarnation }) => ({ station, incarnation }));
  return [...ofStations, ...ofHubs];
}

function dayOf(text: string): LocalDay {
  const parsed = localDaySchema.safeParse(text);
  if (!parsed.success) throw new UsageError('a day like 2018-10-02');
  return parsed.data;
}

async function printDay(client: AdminClient, report: DayReport, print: Print): Promise<void> {
  const { proof, balance, persons, stations } = report;
  const { total } = balance;
  print(`Stations: ${proof.proven} PROVEN, ${proof.open} OPEN, ${proof.broken} BROKEN`);
  const names = new Map((await client.listStations()).map(({ id, name }) => [id, name]));
  const rows = stations.map((station) => [
    names.get(station.station) ?? station.station,
    station.verdict.toUpperCase(),
    station.reason ?? '',
    station.asOf === null ? '' : `no. ${station.asOf.kseq}, ${timeText(station.asOf.wall)}`,
    station.verdict === 'proven' ? String(station.held) : `at least ${station.atLeast}`,
    String(station.atLeast - station.held),
    timeText(station.lastSeen),
  ]);
  printColumns(
    [['station', 'verdict', 'why', 'as of close', 'facts', 'missing', 'last seen'], ...rows],
    print,
  );
  print(
    `Registered ${total.registered}: present ${persons}, not arrived ${total.notArrived}, ` +
      `cancelled ${total.cancelled}, pending ${total.pending}, revoked ${total.revoked}, ` +
      `replaced ${total.replaced}`,
  );
  for (const { checkpoint, admitted, further } of report.admissions) {
    print(`  ${checkpoint}: ${admitted} admitted, ${further} further`);
  }
}

function printReports(reports: readonly ReportEntry[], print: Print): void {
  if (reports.length === 0) {
    print('No report has been issued.');
    return;
  }
  const rows = reports.map(({ number, day, revision, issuedAt, proof, hash }) => [
    String(number),
    day,
    String(revision),
    timeText(issuedAt),
    `${proof.proven}/${proof.open}/${proof.broken}`,
    hash.slice(0, 16),
  ]);
  printColumns(
    [['report', 'day', 'revision', 'issued', 'proven/open/broken', 'hash'], ...rows],
    print,
  );
}
