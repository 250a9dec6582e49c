import type { PhotoImportResult } from '../../../domain/photo-import.ts';
import type { RosterDiff, RosterPreview } from '../../../domain/roster-import.ts';
import { uuid } from './people.ts';

/** The preview of an imaginary export of an office in Liège. */
export const preview: RosterPreview = {
  planId: uuid(6, 1),
  fileName: 'GSC_inscriptions_2018-10-01 (final).csv',
  format: 'csv',
  encoding: 'windows-1252',
  delimiter: ';',
  headers: [
    'N° inscription',
    'Titre',
    'Nom imprimé',
    'Pays',
    'Administration',
    'Fonction',
    'Catégorie',
    'Statut',
    'Régime alimentaire',
    'Téléphone',
    '',
  ],
  guess: {
    registrationCode: 0,
    title: 1,
    printedName: 2,
    administration: 4,
    jobTitle: 5,
    category: 6,
    status: 7,
  },
  sample: [
    [
      'GSC-1042',
      'Mme',
      'Maria LINDQVIST',
      'SE',
      'Swedish Customs',
      'Head of Enforcement',
      'delegate',
      'confirmed',
      'végétarien',
      '+46 8 000',
      '',
    ],
    [
      'GSC-1079',
      'S.E. M.',
      'Abdulrahman AL-KHATTANI',
      'SA',
      'Zakat, Tax and Customs Authority',
      'Director General',
      'head-of-delegation',
      'confirmed',
      '',
      '',
      '',
    ],
    [
      'GSC-1116',
      'M.',
      'Somchai RATTANAPORN',
      'TH',
      'Thai Customs Department',
      'Deputy Director-General',
      'delegate',
      'pending',
      '',
      '',
      '',
    ],
  ],
};

/** What would change. */
export const diff: RosterDiff = {
  planId: preview.planId,
  rows: 1018,
  added: 214,
  changed: 12,
  unchanged: 788,
  absent: 3,
  rejected: 4,
  outdatedBadges: 2,
  addedExamples: Array.from({ length: 20 }, (_, index) => ({
    registrationCode: `GSC-${3001 + index}`,
    printedName:
      ['Ingrid SOLBERG', 'Paulo MENDES', 'Nguyễn Thị HẠNH', 'Yusuf ÖZTÜRK'][index % 4] ?? '',
  })),
  changes: [
    {
      registrationCode: 'GSC-1042',
      printedName: 'Maria LINDQVIST',
      field: 'jobTitle',
      before: 'Head of Enforcement',
      after: 'Director of Enforcement',
    },
    {
      registrationCode: 'GSC-1153',
      printedName: 'Wilhelmina Alexandrina VAN DER HEIJDEN-VAN NIEUWENHUIZEN',
      field: 'printedName',
      before: 'Wilhelmina VAN DER HEIJDEN',
      after: 'Wilhelmina Alexandrina VAN DER HEIJDEN-VAN NIEUWENHUIZEN',
    },
    {
      registrationCode: 'GSC-1227',
      printedName: 'Yelena SOKOLOVA',
      field: 'nativeName',
      before: '',
      after: 'Елена Соколова',
    },
    {
      registrationCode: 'GSC-1486',
      printedName: 'Tariq MAHMOOD',
      field: 'nativeName',
      before: 'طارق',
      after: 'طارق محمود',
    },
    {
      registrationCode: 'GSC-1560',
      printedName: 'Jean-Baptiste NDOLO',
      field: 'status',
      before: 'cancelled',
      after: 'confirmed',
    },
  ],
  rejectedRows: [
    { line: 18, reason: 'unknown-delegation', field: 'delegation', value: 'Belgique' },
    { line: 203, reason: 'no-registration-code', field: 'registrationCode', value: '' },
    { line: 640, reason: 'duplicate-in-file', field: 'registrationCode', value: 'GSC-1079' },
    { line: 999, reason: 'unknown-day', field: 'days', value: '5 October' },
  ],
};

/** What came of a folder of portraits. */
export const photoResult: PhotoImportResult = {
  folder: 'Portraits GSC 2018',
  files: 240,
  taken: 231,
  replaced: 17,
  unknown: ['IMG_2041.JPG', 'Konferenz (1).png', 'GSC-O042.jpg'],
  refused: [
    { file: 'GSC-0042.png', reason: 'too-large' },
    { file: 'GSC-0107.jpg', reason: 'too-many-pixels' },
    { file: 'GSC-0108.jpg', reason: 'not-a-picture' },
  ],
  cancelled: false,
};
