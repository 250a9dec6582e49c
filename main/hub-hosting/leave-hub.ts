import type { LinkService } from '../sync/link/link-service.ts';
import type { HostService } from './host-service.ts';

/**
 * The station leaves its hub and stops hosting one. In this order: an operator who learns that
 * facts wait may stay, and the venue's hub then stays too.
 *
 * @param force leaves although facts wait
 * @throws CallFailure `facts-waiting`
 */
export async function leaveHub(
  { link, host }: { link: Pick<LinkService, 'leave'>; host: Pick<HostService, 'stopHosting'> },
  force: boolean,
): Promise<void> {
  await link.leave(force);
  await host.stopHosting();
}
