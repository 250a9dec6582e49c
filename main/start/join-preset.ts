import type { Config } from '../config/config.ts';
import type { HostService } from '../hub-link/host-service.ts';
import type { LinkService } from '../hub-link/link-service.ts';
import { errorFields, type Log } from '../log.ts';
import type { Context } from '../use-cases/context.ts';

/**
 * Does what the configuration presets while the station works alone: hosts a hub, or joins one, and starts anew where that one
 * has another event. What
 * fails is logged and shown on the sync page; the desk works without it.
 */
export async function joinPreset(
  sync: { link: LinkService; host: HostService },
  context: Context,
  config: Config,
  log: Log,
  restart: () => void,
): Promise<void> {
  if (config.hub === undefined || sync.link.state() !== null) return;
  // Nobody is signed in yet: the station itself does what its configuration says.
  const station = context.kiosk.kiosk;
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
