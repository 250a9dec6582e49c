import type { ScreenLanguage } from '../base/language.ts';

/** What an event may call the groups of its people. */
export const groupWords = ['delegation', 'organisation', 'company', 'faculty', 'table'] as const;
export type GroupWord = (typeof groupWords)[number];

/** A sentence takes one of these; headings take `label` and `labels`, which begin with a capital. */
// A type, and no interface: i18next finds keys in plain types only.
export type GroupForms = {
  label: string;
  labels: string;
  one: string;
  several: string;
  /** With the indefinite article. */
  a: string;
  /** With the definite article: "l’organisation", "la société". */
  the: string;
};

/**
 * The words as texts of screens and papers take them (docs/decisions/101). All are feminine in
 * French, and its sentences rely on that: "aucune", "inconnue", "présentes".
 */
export const groupForms: Record<ScreenLanguage, Record<GroupWord, GroupForms>> = {
  en: {
    delegation: english('delegation', 'delegations', 'a'),
    organisation: english('organisation', 'organisations', 'an'),
    company: english('company', 'companies', 'a'),
    faculty: english('faculty', 'faculties', 'a'),
    table: english('table', 'tables', 'a'),
  },
  fr: {
    delegation: french('délégation', 'délégations', 'la '),
    organisation: french('organisation', 'organisations', 'l’'),
    company: french('société', 'sociétés', 'la '),
    faculty: french('faculté', 'facultés', 'la '),
    table: french('table', 'tables', 'la '),
  },
};

function english(one: string, several: string, article: 'a' | 'an'): GroupForms {
  return { ...nouns(one, several), a: `${article} ${one}`, the: `the ${one}` };
}

function french(one: string, several: string, article: 'la ' | 'l’'): GroupForms {
  return { ...nouns(one, several), a: `une ${one}`, the: `${article}${one}` };
}

function nouns(one: string, several: string) {
  return { label: capital(one), labels: capital(several), one, several };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The heading of people who belong to no group. */
export function withoutGroup(word: GroupWord, language: ScreenLanguage): string {
  const { a, one } = groupForms[language][word];
  return language === 'fr' ? `Sans ${one}` : `Without ${a}`;
}
