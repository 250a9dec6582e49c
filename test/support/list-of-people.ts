import { mergedWorkbook } from './merged-workbook.ts';

/** One of the 300 people of a congress, as other systems export them. */
export interface ListedPerson {
  given: string;
  family: string;
  /** Empty for some; shared by two families. */
  email: string;
  company: string;
  position: string;
}

const given = [
  'Élodie',
  'José',
  'Zoë',
  'Jürgen',
  'Anna',
  'Łukasz',
  'Nour',
  'Marie-Claire',
  'Øystein',
];
const family = ['Dupont', 'García Márquez', 'O’Brien', 'Müller', 'Nowak', 'D’Angelo', 'Haddad'];
const companies = ['Université de Liège', 'Hôpital Érasme', 'Müller & Söhne GmbH', ''];
const positions = ['Professeure', 'Research Fellow', 'Director, Logistics', ''];

function item(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

/**
 * 300 people of whom two have the same name, five have no e-mail and two share one. Everything of
 * them is in Windows' western character set.
 */
export function listOfPeople(): ListedPerson[] {
  const people = Array.from({ length: 300 }, (_, index): ListedPerson => {
    const number = Math.floor(index / given.length);
    return {
      given: item(given, index).replace('Łukasz', 'Lucas'),
      family: `${item(family, number)} ${String.fromCharCode(65 + (index % 26))}${number}`,
      email: `person.${index}@example.org`,
      company: item(companies, index),
      position: item(positions, index + 1),
    };
  });
  const at = (index: number): ListedPerson => {
    const person = people[index];
    if (person === undefined) throw new Error(`no person ${index}`);
    return person;
  };
  for (const index of [10, 60, 110, 160, 210]) at(index).email = '';
  at(21).email = at(20).email;
  Object.assign(at(31), { given: at(30).given, family: at(30).family });
  return people;
}

/** Writes rows as CSV; cells with the separator, quotation marks or line breaks are quoted. */
function csv(rows: readonly (readonly string[])[], separator: string, end = '\r\n'): string {
  const cell = (text: string): string =>
    /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(separator) + end).join('');
}

export interface OutsideList {
  name: string;
  /** Its sample's name in docs/samples/lists. */
  file: string;
  bytes: Uint8Array;
  /** People whose registration is not confirmed, by their index. */
  cancelled: readonly number[];
}

const refunded = 42;
const utf8 = (text: string, bom = false): Uint8Array =>
  Buffer.from(bom ? `\uFEFF${text}` : text, 'utf8');

/**
 * The list as eight systems export it, after their documentation; see docs/from-your-list.md. The
 * spreadsheet's is there as a CSV of Windows and as a workbook with merged cells.
 */
export function outsideLists(people: readonly ListedPerson[]): OutsideList[] {
  const code = (index: number): string => `Q${(7919 * (index + 1)).toString(36).toUpperCase()}`;
  const pretix = [
    [
      ...['Event slug', 'Order code', 'Position ID', 'Status', 'Email', 'Phone number'],
      ...['Order date', 'Product', 'Variation', 'Price', 'Attendee name'],
      ...['Attendee name: Given name', 'Attendee name: Family name', 'Attendee email', 'Company'],
      ...['Country', 'Voucher', 'Pseudonymization ID', 'Ticket secret'],
    ],
    ...people.map(({ given, family, email, company }, index) => [
      ...['congres', code(index - (index % 2)), String((index % 2) + 1)],
      ...[index === refunded ? 'canceled' : 'paid', 'office@example.org', ''],
      ...['2026-05-04', 'Regular', '', '120.00', `${given} ${family}`, given, family, email],
      ...[company, 'BE', '', `PS${code(index)}`, `secret${index}xyzabc`],
    ]),
  ];
  const indico = [
    [
      ...['ID', 'Name', 'Email Address', 'Affiliation', 'Position', 'Country'],
      ...['Registration date', 'Registration state', 'Price'],
    ],
    ...people.map(({ given, family, email, company, position }, index) => [
      ...[String(index + 1), `${given} ${family}`, email, company, position, 'Belgium'],
      ...['2026-05-04T10:00:00', index === refunded ? 'Withdrawn' : 'Completed', '0'],
    ]),
  ];
  const eventbrite = [
    [
      ...['Order #', 'Order Date', 'First Name', 'Last Name', 'Email', 'Quantity', 'Price Tier'],
      ...['Ticket Type', 'Attendee #', 'Group', 'Order Type', 'Currency', 'Total Paid'],
      ...['Attendee Status', 'Job Title', 'Company'],
    ],
    ...people.map(({ given, family, email, company, position }, index) => [
      ...[String(5_000_000 + Math.floor(index / 2)), '2026-05-04 10:00:00', given, family, email],
      ...['1', '', 'General Admission', String(9_000_000 + index), '', 'Eventbrite Completed'],
      ...['EUR', '120.00', index === refunded ? 'Not Attending' : 'Attending', position, company],
    ]),
  ];
  const googleForms = [
    ['Horodateur', 'Adresse e-mail', 'Nom et prénom', 'Organisation', 'Fonction', 'Remarques'],
    ...people.map(({ given, family, email, company, position }) => [
      ...[
        '04/05/2026 10:00:00',
        email,
        `${given} ${family}`,
        company,
        position,
        'Végétarien\nmerci',
      ],
    ]),
  ];
  const microsoftForms = [
    [
      ...['Id', 'Heure de début', 'Heure de fin', 'Adresse de messagerie', 'Nom', 'Prénom'],
      ...['Nom de famille', 'Organisation', 'Fonction'],
    ],
    ...people.map(({ given, family, email, company, position }, index) => [
      ...[String(index + 1), '04/05/2026 10:00', '04/05/2026 10:05', email, '', given, family],
      ...[company, position],
    ]),
  ];
  const cvent = [
    [
      ...[
        'Confirmation Number',
        'First Name',
        'Last Name',
        'Email Address',
        'Company Name',
        'Title',
      ],
      ...['Registration Type', 'Registration Status', 'Registration Date'],
    ],
    ...people.map(({ given, family, email, company, position }, index) => [
      ...[code(index), given, family, email, company, position, 'Early bird'],
      ...[index === refunded ? 'Cancelled' : 'Accepted', '04-May-2026'],
    ]),
  ];
  const sched = [
    ['Username', 'Full Name', 'Email', 'Company', 'Position', 'Role', 'Location'],
    ...people.map(({ given, family, email, company, position }, index) => [
      ...[`user${index}`, `${given} ${family}`, email, company, position, 'attendee', 'Liège'],
    ]),
  ];
  const excel = [
    ...spreadsheetHead,
    ...people.map(({ given, family, email, company, position }) => [
      ...[given, family, email, company, position],
    ]),
    ['Total', String(people.length), '', '', ''],
  ];
  return [
    {
      name: 'pretix, order positions',
      file: 'pretix.csv',
      bytes: utf8(csv(pretix, ',')),
      cancelled: [refunded],
    },
    {
      name: 'Indico, registrations',
      file: 'indico.csv',
      bytes: utf8(csv(indico, ',', '\n')),
      cancelled: [refunded],
    },
    {
      name: 'Eventbrite, attendees',
      file: 'eventbrite.csv',
      bytes: utf8(csv(eventbrite, ',')),
      cancelled: [refunded],
    },
    {
      name: 'Google Forms',
      file: 'google-forms.csv',
      bytes: utf8(csv(googleForms, ',', '\n')),
      cancelled: [],
    },
    {
      name: 'Microsoft Forms',
      file: 'microsoft-forms.csv',
      bytes: utf8(csv(microsoftForms, ';'), true),
      cancelled: [],
    },
    { name: 'Cvent', file: 'cvent.tsv', bytes: utf8(csv(cvent, '\t')), cancelled: [refunded] },
    { name: 'Sched', file: 'sched.csv', bytes: utf8(csv(sched, ',')), cancelled: [] },
    {
      name: 'Excel, saved as CSV of Windows',
      file: 'spreadsheet-windows-1252.csv',
      bytes: Buffer.from(csv(excel, ';').replaceAll('’', '\u0092'), 'latin1'),
      cancelled: [],
    },
    {
      name: 'a workbook with merged cells',
      file: 'spreadsheet.xlsx',
      bytes: workbookOf(people),
      cancelled: [],
    },
  ];
}

const spreadsheetHead = [
  ['Congrès de Liège 2026: participants', '', '', '', ''],
  ['', '', '', '', ''],
  ['Participant', '', 'Contact', 'Organisation', ''],
  ['Prénom', 'Nom', 'Courriel', '', 'Fonction'],
];

/**
 * The list as somebody keeps it in Excel: by company, whose cell is merged over two of its people.
 * The title is merged over all columns and a group of headings over two, and one heading over both
 * rows of headings.
 */
function workbookOf(people: readonly ListedPerson[]): Uint8Array {
  const merged = ['A1:E1', 'A3:B3', 'D3:D4'];
  const sorted = people.toSorted(
    (a, b) => Number(a.company > b.company) - Number(a.company < b.company),
  );
  const rows = [...spreadsheetHead];
  for (const { given, family, email, company, position } of sorted) {
    const above = rows.at(-1)?.[3] ?? '';
    const isCovered = rows.length > spreadsheetHead.length && company !== '' && above === company;
    if (isCovered) merged.push(`D${rows.length}:D${rows.length + 1}`);
    rows.push([given, family, email, isCovered ? '' : company, position]);
  }
  return mergedWorkbook([...rows, ['Total', String(people.length), '', '', '']], merged);
}
