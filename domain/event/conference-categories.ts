import type { Category } from './event-file.ts';

/**
 * The categories of a conference, with the pattern of each on the badge. There are six patterns for
 * ten categories, so the category's name tells apart those that share one. Their names are in all
 * languages that an event can have, and for a woman where these differ.
 */
export const conferenceCategories = {
  head: {
    id: 'head',
    name: {
      en: 'Head of delegation',
      fr: 'Chef de délégation',
      es: 'Jefe de delegación',
      ar: 'رئيس الوفد',
      ru: 'Глава делегации',
      pt: 'Chefe de delegação',
    },
    feminine: { fr: 'Cheffe de délégation', es: 'Jefa de delegación', ar: 'رئيسة الوفد' },
    countsTowardsQuorum: true,
    strip: 'solid',
  },
  delegate: {
    id: 'delegate',
    name: {
      en: 'Delegate',
      fr: 'Délégué',
      es: 'Delegado',
      ar: 'مندوب',
      ru: 'Делегат',
      pt: 'Delegado',
    },
    feminine: { fr: 'Déléguée', es: 'Delegada', ar: 'مندوبة', pt: 'Delegada' },
    countsTowardsQuorum: true,
    strip: 'outline',
  },
  observer: {
    id: 'observer',
    name: {
      en: 'Observer',
      fr: 'Observateur',
      es: 'Observador',
      ar: 'مراقب',
      ru: 'Наблюдатель',
      pt: 'Observador',
    },
    feminine: { fr: 'Observatrice', es: 'Observadora', ar: 'مراقبة', pt: 'Observadora' },
    countsTowardsQuorum: false,
    strip: 'diagonal',
  },
  speaker: {
    id: 'speaker',
    name: {
      en: 'Speaker',
      fr: 'Orateur',
      es: 'Ponente',
      ar: 'متحدث',
      ru: 'Докладчик',
      pt: 'Orador',
    },
    feminine: { fr: 'Oratrice', ar: 'متحدثة', pt: 'Oradora' },
    countsTowardsQuorum: false,
    strip: 'bars',
  },
  partner: {
    id: 'partner',
    name: {
      en: 'Partner',
      fr: 'Partenaire',
      es: 'Socio',
      ar: 'شريك',
      ru: 'Партнёр',
      pt: 'Parceiro',
    },
    feminine: { es: 'Socia', ar: 'شريكة', pt: 'Parceira' },
    countsTowardsQuorum: false,
    strip: 'checks',
  },
  interpreter: {
    id: 'interpreter',
    name: {
      en: 'Interpreter',
      fr: 'Interprète',
      es: 'Intérprete',
      ar: 'مترجم فوري',
      ru: 'Переводчик',
      pt: 'Intérprete',
    },
    feminine: { ar: 'مترجمة فورية' },
    countsTowardsQuorum: false,
    strip: 'bars',
  },
  press: {
    id: 'press',
    name: {
      en: 'Press',
      fr: 'Presse',
      es: 'Prensa',
      ar: 'الصحافة',
      ru: 'Пресса',
      pt: 'Imprensa',
    },
    countsTowardsQuorum: false,
    strip: 'dots',
  },
  security: {
    id: 'security',
    name: {
      en: 'Security',
      fr: 'Sécurité',
      es: 'Seguridad',
      ar: 'الأمن',
      ru: 'Безопасность',
      pt: 'Segurança',
    },
    countsTowardsQuorum: false,
    strip: 'solid',
  },
  secretariat: {
    id: 'secretariat',
    name: {
      en: 'Secretariat',
      fr: 'Secrétariat',
      es: 'Secretaría',
      ar: 'الأمانة',
      ru: 'Секретариат',
      pt: 'Secretariado',
    },
    countsTowardsQuorum: false,
    strip: 'diagonal',
  },
  contractor: {
    id: 'contractor',
    name: {
      en: 'Contractor',
      fr: 'Prestataire',
      es: 'Contratista',
      ar: 'متعاقد',
      ru: 'Подрядчик',
      pt: 'Prestador de serviços',
    },
    feminine: { ar: 'متعاقدة', pt: 'Prestadora de serviços' },
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
