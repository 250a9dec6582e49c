import type { DelegateField } from '../../domain/roster/delegate-field.ts';
import { delegateFields } from '../../domain/roster/delegate-fields.ts';
import { rosterFields, textEncodings } from '../../domain/roster/roster-import.ts';
import { sessionHeadings } from '../../intake/guess-mapping.ts';
import { maxColumns, maxFileSize, maxRows } from '../../intake/limits.ts';
import {
  bookingWords,
  everyDayWords,
  genderWords,
  noWords,
  roleWords,
  statusWords,
  yesWords,
} from '../../intake/parse-value.ts';
import { codes, pageOf, tableOf } from './markdown.ts';
import { referenceWords as words } from './reference-words.ts';

/** Maximum headings shown of each field: the best known ones. */
const shownHeadings = 5;

/**
 * Generates docs/reference/roster-file.md from the fields of a delegate and the headings that files
 * use.
 */
export function rosterPage(): string {
  return pageOf([
    words.roster,
    '## Columns',
    tableOf(
      ['field', 'recognised headings', 'length', 'badge', 'kiosk', 'door'],
      rosterFields.map((name) => fieldRow(delegateFields[name])),
    ),
    words.rosterColumns,
    '## Sessions',
    words.rosterSessions,
    `Headings of a column with several: ${[...sessionHeadings].join(', ')}.`,
    '## Values',
    tableOf(
      ['field', 'value', 'also recognised'],
      [
        ...valueRows('Status', statusWords),
        ...valueRows('Place in the delegation', roleWords),
        ...valueRows('Grammatical gender', genderWords),
        ['VIP, Discreet notice, In the list', '`yes`', yesWords],
        ['', '`no`', noWords],
        ['Days', 'every day', everyDayWords],
        ...valueRows('Mark for one session', bookingWords),
      ],
    ),
    '## Limits',
    `A file has at most ${maxFileSize / 2 ** 20} MB, ${maxRows.toLocaleString('en')} rows and ${maxColumns} columns. ` +
      `Character sets: ${codes(textEncodings)}.`,
  ]);
}

function fieldRow({ label, headings = '', text, onBadge, kiosk, door }: DelegateField): string[] {
  const shown = headings.split(', ').slice(0, shownHeadings).join(', ');
  const received = (what: DelegateField['door']): string => (what === 'value' ? '•' : '');
  const length = text === undefined ? '' : String(text);
  return [label.en, shown, length, onBadge === true ? '•' : '', received(kiosk), received(door)];
}

function valueRows(field: string, values: Readonly<Record<string, string>>): string[][] {
  return Object.entries(values).map(([value, also], at) => [
    at === 0 ? field : '',
    `\`${value}\``,
    also,
  ]);
}
