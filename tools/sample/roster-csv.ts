import { csvFile } from '../../domain/base/csv.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';

/** Column headers and their cells, as a registration system of the secretariat exports them. */
const columns: readonly (readonly [header: string, cell: (delegate: Delegate) => string])[] = [
  ['Registration code', (delegate) => delegate.registrationCode],
  ['Title', (delegate) => delegate.title],
  ['Printed name', (delegate) => delegate.printedName],
  ['Given name', (delegate) => delegate.givenName],
  ['Family name', (delegate) => delegate.familyName],
  ['Name in own script', (delegate) => delegate.nativeName],
  ['Function', (delegate) => delegate.jobTitle],
  ['Delegation', (delegate) => delegate.delegation],
  ['Administration', (delegate) => delegate.administration],
  ['E-mail', (delegate) => delegate.email],
  ['Role', (delegate) => delegate.role],
  ['Order', (delegate) => (delegate.letterOrder === 0 ? '' : String(delegate.letterOrder))],
  ['Category', (delegate) => delegate.category],
  ['Gender', (delegate) => genderLetter(delegate.grammaticalGender)],
  ['Status', (delegate) => delegate.status],
  ['Days', (delegate) => delegate.days?.join(', ') ?? ''],
  ['Language', (delegate) => delegate.language ?? ''],
  ['VIP', (delegate) => yesOrNo(delegate.vip)],
  ['Flagged', (delegate) => yesOrNo(delegate.flagged)],
  ['Listed', (delegate) => yesOrNo(delegate.listed)],
];

/** The roster file with `;` between cells, as European offices export it. */
export function rosterCsv(delegates: readonly Delegate[]): string {
  const lines = [
    columns.map(([header]) => header),
    ...delegates.map((delegate) => columns.map(([, cell]) => cell(delegate))),
  ];
  return csvFile(lines, ';');
}

function genderLetter(gender: Delegate['grammaticalGender']): string {
  switch (gender) {
    case 'feminine':
      return 'F';
    case 'masculine':
      return 'M';
    case null:
      return '';
  }
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
