import { type StationMode, stationModeSchema } from '../../domain/base/protocol.ts';
import type { AdminClient } from '../admin/client.ts';
import type { StationEntry } from '../stations/stations.ts';
import { type Print, printColumns, printInvite, timeText } from './print.ts';
import { type HubWords, onlyWord, UsageError } from './words.ts';

/** `invite`: prints a one-time code for a new station. */
export async function inviteCommand(
  client: AdminClient,
  words: HubWords,
  print: Print,
): Promise<void> {
  const { mode, name, replaces } = words.options;
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

/** `stations`: lists all stations. */
export async function stationsCommand(
  client: AdminClient,
  _words: HubWords,
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

/** `revoke STATION`: the station receives nothing from now on, and its pushes go into quarantine. */
export async function revokeCommand(
  client: AdminClient,
  words: HubWords,
  print: Print,
): Promise<void> {
  const id = onlyWord(words, 'id of a station');
  await client.revokeStation(id);
  print(
    `Revoked: ${id}. What it has pushed so far stays; what it pushes now goes into quarantine.`,
  );
}
