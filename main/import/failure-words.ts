import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { CallFailure } from '../call-failure.ts';

/** What went wrong and what to do, for the command line; pages have the locale files. */
const words: Readonly<Partial<Record<ErrorCode, string>>> = {
  'import-file-unreadable':
    'The file cannot be read. Check that it exists and may be read, open it in a spreadsheet and save it again as CSV UTF-8 or XLSX',
  'import-file-is-not-a-table':
    'The file is not a table, whatever its name says. Export the roster as CSV or XLSX. It is',
  'import-too-large': 'The file is too large. Export only the people of this event',
  'import-mapping-incomplete':
    'A column is missing. The file needs a registration code, a delegation and a name; missing',
  'import-cancelled': 'The import was cancelled; what was written stays',
  'store-unavailable': 'The station’s store cannot be used',
  'disk-full': 'The disk is full. Make room and import again',
};

/** One line: the code, words, the thing concerned. */
export function failureLine(failure: CallFailure): string {
  const said = words[failure.code] ?? 'The import failed';
  const detail = failure.detail === '' ? '' : `: ${failure.detail}`;
  return `${said}${detail} [${failure.code}]`;
}
