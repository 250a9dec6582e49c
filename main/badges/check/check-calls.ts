import type { BadgeFinding, BadgeFindingKind } from '../../../domain/badges/badge-check.ts';
import { csvFile } from '../../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { badgeCheckCalls } from '../../../preload/contract/badges.ts';
import { answers, type CallParts } from '../../base/calls.ts';
import { savePersonalFile } from '../../base/saved-file.ts';
import type { BadgeCheck } from './badge-check.ts';

export function badgeCheckAnswers(desk: CallParts & { badgeCheck: BadgeCheck }) {
  const { badgeCheck, context } = desk;
  return answers(badgeCheckCalls, {
    getBadgeCheck: () => badgeCheck.view(),
    startBadgeCheck: () => badgeCheck.start(),
    cancelBadgeCheck: () => badgeCheck.cancel(),
    listBadgeFindings: ({ kind }) => [...badgeCheck.findings(kind)],
    saveBadgeFindings: async () => {
      const { language } = context;
      const path = await desk.dialogs.saveBadgeFindings();
      if (path === null) return false;
      await savePersonalFile(context, path, findingsCsv(badgeCheck.findings(null), language));
      return true;
    },
  });
}

const headings: Record<ScreenLanguage, string[]> = {
  en: ['Finding', 'Printed name', 'Delegation', 'Registration code', 'Detail'],
  fr: ['Constat', 'Nom imprimé', 'Délégation', 'Code d’inscription', 'Précision'],
};

const kindWords: Record<ScreenLanguage, Record<BadgeFindingKind, string>> = {
  en: {
    delegation: 'Unknown delegation',
    category: 'Unknown category',
    'missing-glyph': 'Letters missing in the fonts',
    cut: 'Text cut',
    'name-too-small': 'Name too small',
    'text-too-small': 'Text too small',
    photo: 'No photo',
    email: 'No e-mail',
    'same-name': 'Same name in the delegation',
    'same-name-elsewhere': 'Same name in another delegation',
  },
  fr: {
    delegation: 'Délégation inconnue',
    category: 'Catégorie inconnue',
    'missing-glyph': 'Lettres absentes des polices',
    cut: 'Texte coupé',
    'name-too-small': 'Nom trop petit',
    'text-too-small': 'Texte trop petit',
    photo: 'Pas de photo',
    email: 'Pas de courriel',
    'same-name': 'Même nom dans la délégation',
    'same-name-elsewhere': 'Même nom dans une autre délégation',
  },
};

function findingsCsv(findings: readonly BadgeFinding[], language: ScreenLanguage): string {
  const lines = findings.map((one) => [
    kindWords[language][one.kind],
    one.printedName,
    one.delegation,
    one.registrationCode,
    one.detail,
  ]);
  // French spreadsheets expect the semicolon; English ones detect it by the byte order mark.
  return csvFile([headings[language], ...lines], ';');
}
