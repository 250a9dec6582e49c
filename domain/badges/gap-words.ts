import type { ScreenLanguage } from '../base/language.ts';
import type { RegistrationGap } from './registration-balance.ts';

type GapWords = Readonly<Record<RegistrationGap, string>>;

/** How reports, the day's close and the organiser's page name who is in a gap. */
export const gapWords: Readonly<Record<ScreenLanguage, GapWords>> = {
  en: {
    'cancelled-present': 'present though cancelled',
    'pending-present': 'present though pending',
    'revoked-present': 'present though revoked',
    'replaced-present': 'present though replaced',
    'other-day-present': 'present on a day that is not theirs',
    'deleted-present': 'present, then removed from the roster',
    'unknown-present': 'let in by a signed ticket, not in the roster',
  },
  fr: {
    'cancelled-present': 'présent malgré l’annulation',
    'pending-present': 'présent, inscription en attente',
    'revoked-present': 'présent malgré la révocation',
    'replaced-present': 'présent, puis remplacé',
    'other-day-present': 'présent un jour qui n’est pas le sien',
    'deleted-present': 'présent, puis retiré des inscriptions',
    'unknown-present': 'admis sur billet signé, absent du fichier',
  },
};

/** How the same places name the balance of registrations, and what its gap is. */
export const balanceWords: Readonly<Record<ScreenLanguage, { title: string; gap: string }>> = {
  en: {
    title: 'Balance of registrations',
    gap: 'Whoever came is present, whatever the registration says; the gap names who counts twice or is not registered.',
  },
  fr: {
    title: 'Bilan des inscriptions',
    gap: 'Qui est venu est présent, quoi que dise l’inscription\u202F; l’écart nomme qui compte deux fois ou n’est pas inscrit.',
  },
};
