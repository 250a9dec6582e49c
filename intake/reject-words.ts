import { csvFile } from '../domain/base/csv.ts';
import type { ScreenLanguage } from '../domain/base/language.ts';
import type { RejectedRow, RejectReason } from '../domain/roster/roster-import.ts';
import type { Delimiter } from './csv.ts';

/**
 * Texts of the file of rejected rows and of the import on the command line. They are here and not
 * in the locale files because neither the hub nor the command line has a page.
 */
export const rejectReasonWords: Readonly<
  Record<ScreenLanguage, Readonly<Record<RejectReason, string>>>
> = {
  en: {
    'no-registration-code': 'No registration code',
    'no-name': 'No name',
    'no-delegation': 'No delegation',
    'unknown-delegation': "Delegation not in the event's table",
    'unknown-category': "Category not in the event's table",
    'unknown-status': 'Registration status not understood',
    'unknown-day': 'Not a day of the event',
    'unknown-value': 'Value not understood',
    'too-long': 'Text too long',
    'unreadable-character': 'A letter could not be read: bytes of another character set',
    'duplicate-in-file': 'Registration code already used further up in this file',
    'look-alike-in-file': 'Registration code looks like one further up: the same person',
    'too-few-columns': 'Too few columns',
    'too-many-columns': 'Too many columns: a separator inside a cell without quotation marks?',
  },
  fr: {
    'no-registration-code': 'Pas de code d’inscription',
    'no-name': 'Pas de nom',
    'no-delegation': 'Pas de délégation',
    'unknown-delegation': 'Délégation absente du tableau de l’événement',
    'unknown-category': 'Catégorie absente du tableau de l’événement',
    'unknown-status': 'Statut d’inscription non compris',
    'unknown-day': 'Ce n’est pas un jour de l’événement',
    'unknown-value': 'Valeur non comprise',
    'too-long': 'Texte trop long',
    'unreadable-character': 'Une lettre est illisible : octets d’un autre jeu de caractères',
    'duplicate-in-file': 'Code d’inscription déjà utilisé plus haut dans ce fichier',
    'look-alike-in-file': 'Code d’inscription semblable à un code plus haut : la même personne',
    'too-few-columns': 'Trop peu de colonnes',
    'too-many-columns': 'Trop de colonnes : un séparateur dans une cellule sans guillemets ?',
  },
};

const rejectedHeaders: Readonly<Record<ScreenLanguage, { line: string; reason: string }>> = {
  en: { line: 'Line', reason: 'Reason' },
  fr: { line: 'Ligne', reason: 'Motif' },
};

/** A rejected row with all its cells, so that it can be corrected and imported again. */
export interface RejectedSource {
  rejected: RejectedRow;
  cells: readonly string[];
}

/**
 * Writes rejected rows as CSV for a spreadsheet: UTF-8 with byte order mark, CR LF, the separator
 * of the source (`;` for a workbook or a single column); line and reason, then every cell of the
 * source. Cells that a spreadsheet would read as a formula begin with an apostrophe, which the
 * import removes again.
 */
export function writeRejectedCsv(
  headers: readonly string[],
  rows: readonly RejectedSource[],
  options: { language: ScreenLanguage; delimiter: Delimiter },
): string {
  const separator = options.delimiter === '' ? ';' : options.delimiter;
  const names = rejectedHeaders[options.language];
  const lines = [[names.line, names.reason, ...headers]];
  for (const { rejected, cells } of rows) {
    lines.push([String(rejected.line), reasonOf(rejected, options.language), ...cells]);
  }
  return csvFile(lines, separator);
}

function reasonOf(rejected: RejectedRow, language: ScreenLanguage): string {
  const words = rejectReasonWords[language][rejected.reason];
  const other =
    rejected.sameAs === null
      ? ''
      : ` (${rejectedHeaders[language].line.toLowerCase()} ${rejected.sameAs})`;
  return rejected.value === '' ? words : `${words}: ${rejected.value}${other}`;
}
