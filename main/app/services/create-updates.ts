import { join } from 'node:path';
import { app } from 'electron';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import { createFolderSource } from '../../../hub/station/updates.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { rightNow } from '../../base/clock.ts';
import type { Config } from '../../base/config/config.ts';
import type { Context } from '../../base/context.ts';
import type { Listeners } from '../../base/listeners.ts';
import { errorFields, type Log } from '../../base/log.ts';
import { realTimers } from '../../base/timers.ts';
import { createHubSource } from '../../station/update/fetch-archive.ts';
import { createPlanFile, installationAt } from '../../station/update/installation.ts';
import { publisherKeys } from '../../station/update/publisher-key.ts';
import { createUpdateService, type UpdateService } from '../../station/update/update-service.ts';
import type { LinkService } from '../../sync/link/link-service.ts';
import { notify } from '../gateway/notify.ts';

/** See refuse-weakened.ts. */
declare const isTestBuild: boolean;

/**
 * Reports that this version works as soon as the unlock screen shows. The station may wait there
 * until morning for a passphrase, and a version on trial that shows the screen works.
 */
export function reportUnlockScreen(log: Log): void {
  try {
    installationAt(process.env)?.reportReady(app.getVersion());
  } catch (error) {
    log.error(errorFields(error), 'this version could not say that it works');
  }
}

/** Updates of this station: from the folder of the configuration, else from the hub. */
export function createUpdates(options: {
  context: Context;
  config: Config;
  link: Pick<LinkService, 'credentials'>;
  /** Absolute paths: of the data directory, and of the store's file. */
  dataDir: string;
  store: string;
  restart: () => void;
  /** Notifies once the store is closed. */
  storeClosed: Listeners;
  stops: Stops;
  log: Log;
}): UpdateService {
  const { context, config, link } = options;
  const folder = config.updates?.folder;
  const updates = createUpdateService({
    installation: installationAt(process.env),
    publisherKeys: config.updates?.publisherKeys ?? publisherKeys,
    source: () => {
      if (folder !== undefined) return createFolderSource(folder);
      const credentials = link.credentials();
      return credentials === null ? null : createHubSource(credentials);
    },
    version: app.getVersion(),
    platform: `${process.platform}-${process.arch}`,
    isTestBuild,
    crypto: nodeCrypto,
    event: () => context.event.file,
    clock: () => rightNow(context),
    isPrinting: () => printJobsInStates(context.db, ['queued', 'sending', 'awaiting']).length > 0,
    plan: createPlanFile(join(options.dataDir, 'update-plan'), config.updates?.tonight ?? false),
    store: options.store,
    restart: options.restart,
    onChanged: () => notify('updateChanged', null),
    timers: realTimers,
    log: options.log,
  });
  options.stops.defer('updates', updates.stop);
  options.storeClosed.add(updates.switchAtEnd);
  return updates;
}
