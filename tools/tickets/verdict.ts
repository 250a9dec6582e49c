import type { Outcome } from '../../domain/check-in/admission.ts';
import en from '../../ui/words/en.json' with { type: 'json' };
import fr from '../../ui/words/fr.json' with { type: 'json' };

/** How the desk shows an answer. The texts are the desk's own, read from its locale files. */
export interface VerdictLook {
  tone: 'go' | 'look' | 'stop';
  en: string;
  fr: string;
}

/** Colour and headline of an answer, as on the desk's screen. */
export function verdictLook(outcome: Outcome): VerdictLook {
  switch (outcome) {
    case 'admitted':
      return looks('go', outcome);
    case 'already-in':
    case 'pending':
    case 'wrong-day':
    case 'badge-not-valid':
    case 'unreadable':
      return looks('look', outcome);
    case 'revoked':
    case 'stopped':
      return looks('stop', 'moment');
    case 'cancelled':
    case 'ticket-replaced':
    case 'other-event':
    case 'not-registered':
    case 'expired':
    case 'forged':
      return looks('stop', outcome);
  }
}

function looks(tone: VerdictLook['tone'], headline: keyof typeof en.verdict): VerdictLook {
  return { tone, en: en.verdict[headline], fr: fr.verdict[headline] };
}

/**
 * An icon for each colour, so that colour is never the only sign: drawn in a square of 24 units.
 */
export const toneIcons: Readonly<Record<VerdictLook['tone'], string>> = {
  go: '<path d="M4.5 12.5l5 5 10-11"/>',
  look: '<path d="M12 3.5L22 20.5H2z"/><path d="M12 10v5M12 17.6v.4"/>',
  stop: '<path d="M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8z"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>',
};
