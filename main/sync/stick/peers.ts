import { z } from 'zod';
import { readSetting, writeSetting } from '../../../db/base/settings.ts';
import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { listKnownStations } from '../../../db/ledger/known-stations.ts';
import type { DirectoryStation } from '../../../domain/sync/directory.ts';
import type { Context } from '../../base/context.ts';

const settingName = 'event-package';
const packageSchema = z.object({ event: z.uuid(), issuer: z.base64().length(44) });

/** The stations of one event package, which exchange their records by sticks alone. */
export interface Peers {
  /** Raw Ed25519 key (base64) that certified all of them. */
  issuer: string;
  /** Includes this station. */
  stations: DirectoryStation[];
  /** The stations that may read this station's sticks: the other desks. */
  readers: DirectoryStation[];
}

/** The stations of this station's package; null with a hub, or for a station from no package. */
export function findPeers({ db, event, self }: Pick<Context, 'db' | 'event' | 'self'>) {
  const issuer = packageIssuer(db, event.file.id);
  if (issuer === null || findHubLink(db) !== null) return null;
  const stations = listKnownStations(db);
  const readers = stations.filter(
    ({ id, mode, state }) => mode === 'desk' && state === 'enrolled' && id !== self.station,
  );
  return { issuer, stations, readers } satisfies Peers;
}

/** The key of the package that this station made or came from, for this event; null for none. */
export function packageIssuer(db: ReadableDatabase, eventId: string): string | null {
  const { data } = packageSchema.safeParse(readSetting(db, settingName));
  return data?.event === eventId ? data.issuer : null;
}

/** Call it inside a transaction. */
export function writePackageIssuer(
  db: WritableDatabase,
  from: { event: string; issuer: string },
): void {
  writeSetting(db, settingName, from);
}
