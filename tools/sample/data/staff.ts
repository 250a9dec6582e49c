/**
 * A group of people who belong to no delegation: how many, their category and unit, and their
 * functions.
 */
export interface StaffGroup {
  category: string;
  delegation: string;
  count: number;
  /** Invented companies and papers, or parts of the secretariat; empty: the unit itself. */
  administrations: readonly string[];
  jobTitles: readonly string[];
  /** Working languages (BCP 47). */
  languages: readonly string[];
}

/** Companies and papers are invented. */
export const staffGroups: readonly StaffGroup[] = [
  {
    category: 'secretariat',
    delegation: 'WCO',
    count: 40,
    administrations: [
      'Compliance and Facilitation Directorate',
      'Capacity Building Directorate',
      'Tariff and Trade Affairs Directorate',
      'Office of the Secretary General',
    ],
    jobTitles: [
      'Technical Officer',
      'Technical Attaché',
      'Programme Manager',
      'Conference Officer',
      'Deputy Director',
      'Communications Officer',
    ],
    languages: ['en', 'fr'],
  },
  {
    category: 'interpreter',
    delegation: 'INTERPR',
    count: 18,
    administrations: [],
    jobTitles: [
      'English booth',
      'Cabine française',
      'Cabina española',
      'Arabic booth',
      'Russian booth',
      'Portuguese booth',
    ],
    languages: ['en', 'fr', 'es', 'ar', 'ru', 'pt'],
  },
  {
    category: 'press',
    delegation: 'PRESS',
    count: 24,
    administrations: [
      'The Border Gazette',
      'Le Courrier des frontières',
      'Trade Route Weekly',
      'Agence Octroi',
      'Harbour Radio',
    ],
    jobTitles: ['Correspondent', 'Photographer', 'Journaliste', 'Editor', 'Camera operator'],
    languages: ['en', 'fr'],
  },
  {
    category: 'partner',
    delegation: 'PRIVATE',
    count: 36,
    administrations: [
      'Sample Detection Systems',
      'Exemple Traçabilité SA',
      'Sample Passenger Data Ltd',
      'Beispiel Röntgentechnik GmbH',
      'Sample Seals and Locks',
    ],
    jobTitles: ['Sales Director', 'Chief Technology Officer', 'Product Manager', 'Engineer'],
    languages: ['en', 'fr'],
  },
  {
    category: 'security',
    delegation: 'SECURITY',
    count: 22,
    administrations: [],
    jobTitles: ['Access control', 'Contrôle des accès', 'Close protection', 'Shift leader'],
    languages: ['en', 'fr'],
  },
  {
    category: 'contractor',
    delegation: 'SERVICES',
    count: 18,
    administrations: ['Sample Audio and Video', 'Exemple Traiteur', 'Sample Cleaning'],
    jobTitles: ['Technician', 'Maître d’hôtel', 'Stand builder', 'Team leader'],
    languages: ['fr', 'en'],
  },
];
