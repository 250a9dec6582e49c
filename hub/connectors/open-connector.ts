import { readFileSync, statSync } from 'node:fs';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { AttendanceSink } from './attendance-sink.ts';
import { ConnectorFailure } from './failure.ts';
import { openAddressSource } from './file/address-source.ts';
import { openFolderSource } from './file/folder-source.ts';
import { openHttpClient } from './http-client.ts';
import { openIndicoSink } from './indico/sink.ts';
import { openIndicoSource } from './indico/source.ts';
import { openPretixSink } from './pretix/sink.ts';
import { openPretixSource } from './pretix/source.ts';
import type { RosterSource } from './roster-source.ts';
import type { ConnectorSettings, FileSettings, SecretPlace } from './settings.ts';

/** File permissions of group and others. */
const forOthers = 0o077;

/**
 * Reads a token, again at each opening, so that a replaced token needs no restart.
 *
 * @returns its text without line end
 * @throws ConnectorFailure `secret-missing`, `secret-open-to-others`
 */
export function readSecret(place: SecretPlace, environment: NodeJS.ProcessEnv): string {
  const text = 'file' in place ? readSecretFile(place.file) : (environment[place.variable] ?? '');
  const secret = text.trim();
  // Other characters are not allowed in an HTTP header.
  if (!/^[\x20-\x7e]{1,4096}$/.test(secret)) {
    throw new ConnectorFailure('secret-missing', 'file' in place ? 'file' : place.variable);
  }
  return secret;
}

function readSecretFile(file: string): string {
  try {
    const { mode } = statSync(file);
    // Windows has no such permissions: there the folder's access list decides.
    if (process.platform !== 'win32' && (mode & forOthers) !== 0) {
      throw new ConnectorFailure('secret-open-to-others', 'chmod 600');
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof ConnectorFailure) throw error;
    throw new ConnectorFailure('secret-missing', 'file', { cause: error });
  }
}

/** What a connector needs besides its settings. */
export interface Surroundings {
  event: EventFile;
  /** The environment variables that may contain tokens. */
  environment: NodeJS.ProcessEnv;
  /** UTC milliseconds. */
  clock: () => number;
}

export interface OpenConnector {
  source: RosterSource;
  /** Null if the connector only reads. */
  sink: AttendanceSink | null;
  close(): Promise<void>;
}

/**
 * Opens a connector: reads its token and its authority's certificate. Sends nothing yet.
 *
 * @throws ConnectorFailure `secret-missing`, `secret-open-to-others`, `wrong-certificate`
 */
export function openConnector(settings: ConnectorSettings, around: Surroundings): OpenConnector {
  const { event, clock, environment } = around;
  switch (settings.kind) {
    case 'file':
      return openFile(settings, around);
    case 'indico': {
      const token = readSecret(settings.secret, environment);
      const client = openHttpClient(settings.url, settings.authority, `Bearer ${token}`);
      return {
        source: openIndicoSource({ settings, client, event, clock }),
        sink: settings.checkpoint === null ? null : openIndicoSink(settings, client),
        close: () => client.close(),
      };
    }
    case 'pretix': {
      const token = readSecret(settings.secret, environment);
      const client = openHttpClient(settings.url, settings.authority, `Device ${token}`);
      return {
        source: openPretixSource({ settings, client, event, clock }),
        sink: Object.keys(settings.lists).length === 0 ? null : openPretixSink(settings, client),
        close: () => client.close(),
      };
    }
  }
}

function openFile(settings: FileSettings, around: Surroundings): OpenConnector {
  const { from, columns, encoding } = settings;
  const { event, environment, clock } = around;
  if ('folder' in from) {
    const { folder, settleSeconds } = from;
    const source = openFolderSource({ folder, settleSeconds, columns, encoding, event });
    return { source, sink: null, close: () => Promise.resolve() };
  }
  const secret = from.secret === null ? null : readSecret(from.secret, environment);
  const client = openHttpClient(from.url, from.authority, secret);
  const source = openAddressSource({ url: from.url, client, columns, encoding, event, clock });
  return { source, sink: null, close: () => client.close() };
}
