import type { StickAnswer } from '../../../domain/wire/stick.ts';
import type { Handlers } from '../../../main/ipc/handlers.ts';
import type { HarnessDesk } from './desk.ts';
import { start, uuid } from './people.ts';

function answerOf(scene: string): StickAnswer | null {
  switch (scene) {
    case 'closed':
      return null;
    case 'truncated':
      return { outcome: 'refused', reason: 'truncated', kioskName: 'Kiosk hall', quarantined: 0 };
    case 'revoked':
      return { outcome: 'refused', reason: 'revoked', kioskName: 'Kiosk hall', quarantined: 212 };
    case 'other-event':
      return { outcome: 'refused', reason: 'other-event', kioskName: null, quarantined: 0 };
    default: {
      const fresh = scene === 'again' ? 0 : 18;
      return {
        outcome: 'imported',
        kiosk: uuid(7, 5),
        kioskName: 'Kiosk hall',
        written: start - 20 * 60_000,
        stored: fresh,
        known: 230 - fresh,
        quarantined: 0,
      };
    }
  }
}

/** What a stick brings: `stick=again`, `stick=truncated` and the like. */
export function stickAnswers({ options }: HarnessDesk): Partial<Handlers> {
  const scene = options.params.get('stick') ?? 'new';
  const written = { name: 'desk-2-20181002-0741.lanyard', facts: 1_204 };
  return {
    importStick: () => answerOf(scene),
    writeStick: () => (scene === 'closed' ? null : written),
    writeStickByPin: () =>
      scene === 'closed' ? { result: 'closed' } : { result: 'written', ...written },
  };
}
