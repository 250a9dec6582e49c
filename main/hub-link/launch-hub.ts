import { type AdminClient, createAdminClient } from '../../hub/admin/client.ts';
import { makeOwnFolder } from '../../hub/own-folder.ts';
import type { SecretBox } from '../secret-box.ts';
import { type Context, idMaking } from '../use-cases/context.ts';
import { type HostSettings, hostSecrets, readHostTls, writeHostTls } from './host-settings.ts';
import type { HubProcess, HubStart } from './hub-process.ts';

/** The hub inside this app, and the administrator's line to it. */
export interface RunningHub {
  process: HubProcess;
  admin: AdminClient;
  /** Closes the line and ends the process. */
  end(): Promise<void>;
}

/** What the hub is started with. */
export interface LaunchParts {
  context: Context;
  secrets: SecretBox;
  /** Folder of the hub's store; made when missing. */
  folder: string;
  startProcess: (start: HubStart) => Promise<HubProcess>;
}

/**
 * Starts the hub with this station's event, and keeps the keys that it answers with for the next start.
 *
 * @param end `onExit`: it ended although nobody asked it to; `isOver`: the app has ended while the hub came up, and its store is
 *   closed
 * @throws HubStartError; CallFailure `event-secret-missing`; Error once the app has ended
 */
export async function launchHub(
  { context, secrets, folder, startProcess }: LaunchParts,
  settings: HostSettings,
  end: { onExit: (detail: string) => void; isOver: () => boolean },
): Promise<RunningHub> {
  const { storeKey, adminToken } = hostSecrets(secrets);
  makeOwnFolder(folder);
  const process = await startProcess({
    folder,
    storeKey,
    adminToken,
    name: settings.name,
    port: settings.port,
    event: { file: context.event.file, secret: idMaking(context.event).eventSecret },
    tls: readHostTls(secrets),
    clockShift: context.clock() - Date.now(),
    onExit: end.onExit,
  });
  if (end.isOver()) {
    await process.stop();
    throw new Error('the app has ended');
  }
  writeHostTls(secrets, process.tls);
  const admin = createAdminClient({
    url: process.localUrl,
    authority: process.tls.authority.certificate,
    token: adminToken,
  });
  return {
    process,
    admin,
    end: async () => {
      await admin.close();
      await process.stop();
    },
  };
}
