import { readFileSync, statSync } from 'node:fs';
import { type StationMode, stationModeSchema } from '../../domain/base/protocol.ts';
import { maxStickSize, type StickAnswer, type StickRefusal } from '../../domain/sync/stick.ts';
import type { AdminClient } from '../admin/client.ts';
import { HubFileError } from '../base/file-error.ts';
import { addUpdate, updatesFolder } from '../station/updates.ts';
import type { StationEntry } from '../stations/stations.ts';
import { type CommandLine, onlyArgument, UsageError } from './command-line.ts';
import { type Print, printColumns, printInvite, timeText } from './print.ts';

/** `invite`: prints a one-time code for a new station. */
export async function inviteCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const { mode, name, replaces } = commandLine.options;
  const invite = await client.invite({
    mode: modeOf(mode),
    name: name ?? '',
    replaces: replaces ?? null,
    takeover: false,
  });
  printInvite(invite, print);
}

function modeOf(text: string | undefined): StationMode | null {
  if (text === undefined) return null;
  const parsed = stationModeSchema.safeParse(text);
  if (!parsed.success) throw new UsageError('--mode is desk, kiosk or door');
  return parsed.data;
}

export async function stationsCommand(
  client: AdminClient,
  _commandLine: CommandLine,
  print: Print,
): Promise<void> {
  printStations(await client.listStations(), print);
}

/** Stations as a table, with counts of facts not yet received and of quarantined ones. */
export function printStations(stations: readonly StationEntry[], print: Print): void {
  if (stations.length === 0) {
    print('No station has enrolled yet.');
    return;
  }
  const rows = stations.map((station) => [
    station.id,
    station.name,
    station.mode,
    station.state,
    timeText(station.lastSeen),
    String(station.waiting),
    String(station.quarantined),
  ]);
  printColumns(
    [['station', 'name', 'mode', 'state', 'last seen', 'waiting', 'quarantined'], ...rows],
    print,
  );
}

/** `revoke STATION`: the station receives nothing more, and its pushes go into quarantine. */
export async function revokeCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const id = onlyArgument(commandLine, 'id of a station');
  await client.revokeStation(id);
  print(
    `Revoked: ${id}. What it has pushed so far stays; what it pushes now goes into quarantine.`,
  );
}

/**
 * `add-update FILE`: offers this update to the hub's stations. The hub may be running.
 *
 * @throws UsageError for a file that is not an update; Node's file errors
 */
export async function addUpdateCommand(commandLine: CommandLine, print: Print): Promise<void> {
  const file = commandLine.path(onlyArgument(commandLine, 'FILE'));
  try {
    const { manifest } = await addUpdate(file, updatesFolder(commandLine.dataDir));
    print(`Offered to stations: ${manifest.version} for ${manifest.platform}.`);
    print('Each checks the publisher’s two signatures itself, and installs outside opening hours.');
  } catch (error) {
    if (error instanceof HubFileError && error.code === 'not-an-update')
      throw new UsageError(error.message);
    throw error;
  }
}

const refusalLines: Readonly<Record<StickRefusal, string>> = {
  'not-a-stick': 'Not a station’s file. Choose one that ends with .lanyard.',
  'newer-version': 'It was written by a newer version of the app: update the hub.',
  'other-event': 'It belongs to another event.',
  'other-hub': 'It was written for another hub. Let the station join this one and write it again.',
  truncated: 'Incomplete. Write it again at the station.',
  damaged: 'Altered after writing. Write it again at the station.',
  'unknown-station': 'This hub does not know the station. Let it join and write it again.',
  'bad-signature': 'The signature is not the station’s: do not trust the bearer.',
  revoked: 'The station was revoked or replaced. Its records are in quarantine.',
  'chain-differs':
    'The hub holds another history of this station (a copied or restored disk). Connect it by network.',
};

/**
 * `import-stick FILE`: imports the facts of a station without network.
 *
 * @returns the exit code, 1 if the file was refused
 */
export async function importStickCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<0 | 1> {
  const file = commandLine.path(onlyArgument(commandLine, 'file'));
  if (statSync(file).size > maxStickSize) throw new UsageError(refusalLines['not-a-stick']);
  const answer = await client.importStick(readFileSync(file));
  for (const line of linesOf(answer)) print(line);
  return answer.outcome === 'imported' ? 0 : 1;
}

function linesOf(answer: StickAnswer): string[] {
  const inQuarantine =
    answer.quarantined === 0 ? [] : [`In quarantine: ${answer.quarantined} (see: quarantine)`];
  if (answer.outcome === 'refused') {
    const whose = answer.stationName === null ? '' : ` (${answer.stationName})`;
    return [`Refused${whose}: ${refusalLines[answer.reason]}`, ...inQuarantine];
  }
  const { stationName, written, stored, known } = answer;
  const isNew = stored > 0 || answer.quarantined > 0;
  return [
    `${stationName}, written ${timeText(written)}`,
    isNew
      ? `Imported: ${stored} facts; known already: ${known}`
      : `Nothing new: ${known} facts known already.`,
    ...inQuarantine,
  ];
}
