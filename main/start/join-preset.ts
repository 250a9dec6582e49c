import type { Config } from '../config/config.ts';
import type { HostService } from '../hub-link/host-service.ts';
import type { LinkService } from '../hub-link/link-service.ts';
import { errorFields, type Log } from '../log.ts';

/**
 * Does what the configuration presets while the station works alone: hosts a hub, or joins one. What
 * fails is logged and shown on the sync page; the desk works without it.
 */
export async function joinPreset(
  sync: { link: LinkService; host: HostService },
  config: Config,
  log: Log,
): Promise<void> {
  if (config.hub === undefined || sync.link.state() !== null) return;
  try {
    if (config.hub.host !== undefined) await sync.host.host(config.hub.host);
    else if (config.hub.join !== undefined) await sync.link.join(config.hub.join);
  } catch (error) {
    log.warn(errorFields(error), 'the preset hub was not joined');
  }
}
