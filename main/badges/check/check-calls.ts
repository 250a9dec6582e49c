import type { BadgeFinding, BadgeFindingKind } from '../../../domain/badges/badge-check.ts';
import { csvFile } from '../../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { type GroupForms, type GroupWord, groupForms } from '../../../domain/event/group-words.ts';
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
      await savePersonalFile(
        context,
        path,
        findingsCsv(badgeCheck.findings(null), context.event.file.groupWord, language),
      );
      return true;
    },
  });
}

const headings = {
  en: ({ label }: GroupForms) => ['Finding', 'Printed name', label, 'Registration code', 'Detail'],
  fr: ({ label }: GroupForms) => [
    'Constat',
    'Nom imprimé',
    label,
    'Code d’inscription',
    'Précision',
  ],
};

const kindWords: Record<ScreenLanguage, (group: GroupForms) => Record<BadgeFindingKind, string>> = {
  en: ({ one, the }) => ({
    delegation: `Unknown ${one}`,
    category: 'Unknown category',
    'missing-glyph': 'Letters missing in the fonts',
    cut: 'Text cut',
    'name-too-small': 'Name too small',
    'text-too-small': 'Text too small',
    photo: 'No photo',
    email: 'No e-mail',
    'same-name': `Same name in ${the}`,
    'same-name-elsewhere': `Same name in another ${one}`,
  }),
  fr: ({ label, one, the }) => ({
    delegation: `${label} inconnue`,
    category: 'Catégorie inconnue',
    'missing-glyph': 'Lettres absentes des polices',
    cut: 'Texte coupé',
    'name-too-small': 'Nom trop petit',
    'text-too-small': 'Texte trop petit',
    photo: 'Pas de photo',
    email: 'Pas de courriel',
    'same-name': `Même nom dans ${the}`,
    'same-name-elsewhere': `Même nom dans une autre ${one}`,
  }),
};

function findingsCsv(
  findings: readonly BadgeFinding[],
  group: GroupWord,
  language: ScreenLanguage,
): string {
  const forms = groupForms[language][group];
  const kinds = kindWords[language](forms);
  const lines = findings.map((one) => [
    kinds[one.kind],
    one.printedName,
    one.delegation,
    one.registrationCode,
    one.detail,
  ]);
  // French spreadsheets expect the semicolon; English ones detect it by the byte order mark.
  return csvFile([headings[language](forms), ...lines], ';');
}
