import type { Category } from './event-file.ts';

/**
 * The categories of a conference, with the pattern of each on the badge. There are six patterns for
 * ten categories, so the category's name tells apart those that share one.
 */
export const conferenceCategories = {
  head: {
    id: 'head',
    name: { en: 'Head of delegation', fr: 'Chef de délégation' },
    feminineFr: 'Cheffe de délégation',
    countsTowardsQuorum: true,
    strip: 'solid',
  },
  delegate: {
    id: 'delegate',
    name: { en: 'Delegate', fr: 'Délégué' },
    feminineFr: 'Déléguée',
    countsTowardsQuorum: true,
    strip: 'outline',
  },
  observer: {
    id: 'observer',
    name: { en: 'Observer', fr: 'Observateur' },
    feminineFr: 'Observatrice',
    countsTowardsQuorum: false,
    strip: 'diagonal',
  },
  speaker: {
    id: 'speaker',
    name: { en: 'Speaker', fr: 'Orateur' },
    feminineFr: 'Oratrice',
    countsTowardsQuorum: false,
    strip: 'bars',
  },
  partner: {
    id: 'partner',
    name: { en: 'Partner', fr: 'Partenaire' },
    countsTowardsQuorum: false,
    strip: 'checks',
  },
  interpreter: {
    id: 'interpreter',
    name: { en: 'Interpreter', fr: 'Interprète' },
    countsTowardsQuorum: false,
    strip: 'bars',
  },
  press: {
    id: 'press',
    name: { en: 'Press', fr: 'Presse' },
    countsTowardsQuorum: false,
    strip: 'dots',
  },
  security: {
    id: 'security',
    name: { en: 'Security', fr: 'Sécurité' },
    countsTowardsQuorum: false,
    strip: 'solid',
  },
  secretariat: {
    id: 'secretariat',
    name: { en: 'Secretariat', fr: 'Secrétariat' },
    countsTowardsQuorum: false,
    strip: 'diagonal',
  },
  contractor: {
    id: 'contractor',
    name: { en: 'Contractor', fr: 'Prestataire' },
    countsTowardsQuorum: false,
    strip: 'checks',
  },
} as const satisfies Readonly<Record<string, Category>>;

/**
 * Other names of these categories in secretariats' lists. A name in the event's own file takes
 * precedence.
 */
export const otherCategoryNames: Readonly<
  Partial<Record<keyof typeof conferenceCategories, string>>
> = {
  delegate: 'participant, participante, attendee',
  speaker: 'panellist, panelist, moderator, intervenant, intervenante',
  press: 'media, journalist, journaliste',
};
