import type { HostService } from './host-service.ts';
import type { LinkService } from './link-service.ts';

/**
 * The station works alone again, and hosts no hub any more. First the one, then the other: who is told that facts wait may
 * stay, and the venue's hub with them.
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
