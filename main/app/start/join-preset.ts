import type { Config } from '../../base/config/config.ts';
import type { Context } from '../../base/context.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { HostService } from '../../hub-hosting/host-service.ts';
import type { LinkService } from '../../sync/link/link-service.ts';

/**
 * Applies the configuration's hub preset while the station has no hub: hosts a hub, or joins one,
 * and restarts where that one has another event. A failure is logged and shown on the sync page;
 * the desk works without a hub.
 */
export async function joinPreset(
  sync: { link: LinkService; host: HostService },
  context: Context,
  config: Config,
  log: Log,
  restart: () => void,
): Promise<void> {
  if (config.hub === undefined || sync.link.state() !== null) return;
  // Nobody is signed in yet: the station itself follows its configuration.
  const station = context.self.station;
  try {
    if (config.hub.host !== undefined) await sync.host.host(config.hub.host, station);
    else if (config.hub.join !== undefined) {
      const { restarts } = await sync.link.join(config.hub.join, station);
      if (restarts) restart();
    }
  } catch (error) {
    log.warn(errorFields(error), 'the preset hub was not joined');
  }
}
