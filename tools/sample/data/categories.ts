import type { Category } from '../../../domain/event/event-file.ts';

/**
 * The categories of the demo event and the pattern of each on the badge. There are six patterns for ten
 * categories, so the word tells apart those that share one.
 */
export const categories: readonly Category[] = [
  {
    id: 'head',
    name: { en: 'Head of delegation', fr: 'Chef de délégation' },
    feminineFr: 'Cheffe de délégation',
    countsTowardsQuorum: true,
    strip: 'solid',
  },
  {
    id: 'delegate',
    name: { en: 'Delegate', fr: 'Délégué' },
    feminineFr: 'Déléguée',
    countsTowardsQuorum: true,
    strip: 'outline',
  },
  {
    id: 'observer',
    name: { en: 'Observer', fr: 'Observateur' },
    feminineFr: 'Observatrice',
    countsTowardsQuorum: false,
    strip: 'diagonal',
  },
  {
    id: 'speaker',
    name: { en: 'Speaker', fr: 'Orateur' },
    feminineFr: 'Oratrice',
    countsTowardsQuorum: false,
    strip: 'bars',
  },
  {
    id: 'partner',
    name: { en: 'Partner', fr: 'Partenaire' },
    countsTowardsQuorum: false,
    strip: 'checks',
  },
  {
    id: 'interpreter',
    name: { en: 'Interpreter', fr: 'Interprète' },
    countsTowardsQuorum: false,
    strip: 'bars',
  },
  {
    id: 'press',
    name: { en: 'Press', fr: 'Presse' },
    countsTowardsQuorum: false,
    strip: 'dots',
  },
  {
    id: 'security',
    name: { en: 'Security', fr: 'Sécurité' },
    countsTowardsQuorum: false,
    strip: 'solid',
  },
  {
    id: 'secretariat',
    name: { en: 'Secretariat', fr: 'Secrétariat' },
    countsTowardsQuorum: false,
    strip: 'diagonal',
  },
  {
    id: 'contractor',
    name: { en: 'Contractor', fr: 'Prestataire' },
    countsTowardsQuorum: false,
    strip: 'checks',
  },
];
