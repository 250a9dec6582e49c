import type { Handlers } from '../../../main/ipc/handlers.ts';
import { dayCloseAnswers } from './day-close.ts';
import type { HarnessDesk } from './desk.ts';
import { healthAnswers } from './health.ts';
import { printerAnswers } from './printers.ts';
import { privacyAnswers } from './privacy.ts';
import { securityAnswers } from './security.ts';
import { stickAnswers } from './stick.ts';
import { syncAnswers } from './sync-desk.ts';
import { updateAnswers } from './updates.ts';

/** What the outside world answers in a scene: hubs, other stations, the system, updates. The door parses it. */
export function answersOf(desk: HarnessDesk): Partial<Handlers> {
  return {
    ...dayCloseAnswers(desk),
    ...healthAnswers(desk),
    ...printerAnswers(desk),
    ...privacyAnswers(desk),
    ...securityAnswers(desk),
    ...stickAnswers(desk),
    ...syncAnswers(desk),
    ...updateAnswers(desk),
  };
}
