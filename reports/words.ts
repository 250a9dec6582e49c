import type { ScreenLanguage } from '../domain/base/language.ts';
import {
  type OverridableOutcome,
  type OverrideReason,
  overridableOutcomeSchema,
  overrideReasonSchema,
} from '../domain/check-in/override.ts';
import { identityDocumentSchema, reprintReasonSchema } from '../domain/ledger/attendance.ts';
import type { RegistrationStatus } from '../domain/roster/delegate-fields.ts';

export const statusWords: Record<ScreenLanguage, Record<RegistrationStatus, string>> = {
  en: { confirmed: 'Confirmed', pending: 'Pending', cancelled: 'Cancelled', revoked: 'Revoked' },
  fr: { confirmed: 'Confirmée', pending: 'En attente', cancelled: 'Annulée', revoked: 'Révoquée' },
};

const documents = {
  en: {
    passport: 'Passport',
    'identity-card': 'Identity card',
    'service-card': 'Service card',
    other: 'Other document',
  },
  fr: {
    passport: 'Passeport',
    'identity-card': 'Carte d’identité',
    'service-card': 'Carte de service',
    other: 'Autre document',
  },
};

/**
 * The label of the kind of document that the operator saw, from its fact; empty if there was none.
 */
export function documentWords(kind: string | null, language: ScreenLanguage): string {
  const known = identityDocumentSchema.safeParse(kind).data;
  return known === undefined ? (kind ?? '') : documents[language][known];
}

const reprintReasons = {
  en: {
    lost: 'Lost',
    damaged: 'Damaged',
    misspelt: 'Name misspelt',
    'printer-fault': 'Printer fault',
  },
  fr: {
    lost: 'Perdu',
    damaged: 'Abîmé',
    misspelt: 'Nom mal écrit',
    'printer-fault': 'Défaut d’impression',
  },
};

/** The label of the reason for a reprint, from its fact. */
export function reprintWords(reason: string, language: ScreenLanguage): string {
  const known = reprintReasonSchema.safeParse(reason).data;
  return known === undefined ? reason : reprintReasons[language][known];
}

const refusals: Record<ScreenLanguage, Record<OverridableOutcome, string>> = {
  en: {
    'wrong-day': 'Not registered for this day or hour',
    pending: 'The registration is pending',
    cancelled: 'The registration was cancelled',
    'not-registered': 'No right to this checkpoint',
    revoked: 'The registration was revoked',
    stopped: 'On the stop list',
  },
  fr: {
    'wrong-day': 'Pas d’inscription pour ce jour ou cette heure',
    pending: 'L’inscription est en attente',
    cancelled: 'L’inscription a été annulée',
    'not-registered': 'Pas de droit à ce point de contrôle',
    revoked: 'L’inscription a été révoquée',
    stopped: 'Sur la liste d’opposition',
  },
};

const overrideReasons: Record<ScreenLanguage, Record<OverrideReason, string>> = {
  en: {
    'secretariat-confirmed': 'The secretariat confirmed it',
    'letter-shown': 'A letter was shown',
    'list-is-wrong': 'The list is wrong',
    other: 'Other reason',
  },
  fr: {
    'secretariat-confirmed': 'Le secrétariat l’a confirmé',
    'letter-shown': 'Une lettre a été présentée',
    'list-is-wrong': 'La liste est erronée',
    other: 'Autre motif',
  },
};

/** The label of the overridden refusal, from its fact. */
export function refusalWords(outcome: string, language: ScreenLanguage): string {
  const known = overridableOutcomeSchema.safeParse(outcome).data;
  return known === undefined ? outcome : refusals[language][known];
}

/** The label of the reason for an override, from the fact. */
export function overrideWords(reason: string | null, language: ScreenLanguage): string {
  const known = overrideReasonSchema.safeParse(reason).data;
  return known === undefined ? (reason ?? '') : overrideReasons[language][known];
}

/** The few texts that the writers add themselves. */
export const pageWords: Record<
  ScreenLanguage,
  { page: string; of: string; continued: string; missing: (characters: string) => string }
> = {
  en: {
    page: 'Page',
    of: 'of',
    continued: 'continued',
    missing: (characters) => `Left out, because no font has them: ${characters}`,
  },
  fr: {
    page: 'Page',
    of: 'sur',
    continued: 'suite',
    missing: (characters) => `Omis, car absents des polices\u202F: ${characters}`,
  },
};

/** "18:04", « 18 h 04 ». */
export function clockWords(time: string, language: ScreenLanguage): string {
  return language === 'fr' ? time.replace(':', '\u00A0h\u00A0') : time;
}

/** Added to the event's name during training. */
export const trainingWords: Readonly<Record<ScreenLanguage, string>> = {
  en: 'TRAINING: nothing of this is real',
  fr: 'EXERCICE\u202F: rien de ceci n’est réel',
};
