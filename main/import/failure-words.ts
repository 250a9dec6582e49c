import { intakeErrorWords } from '../../intake/report-lines.ts';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { CallFailure } from '../call-failure.ts';

/** What went wrong and what to do, for the command line; pages have the locale files. */
const words: Readonly<Partial<Record<ErrorCode, string>>> = {
  ...intakeErrorWords,
  'import-cancelled': 'The import was cancelled; what was written stays',
  'store-unavailable': 'The station’s store cannot be used',
  'event-secret-missing': 'This station has no event secret: import at a desk or at the hub',
  'disk-full': 'The disk is full. Make room and import again',
};

/** One line: the code, words, the thing concerned. */
export function failureLine(failure: CallFailure): string {
  const said = words[failure.code] ?? 'The import failed';
  const detail = failure.detail === '' ? '' : `: ${failure.detail}`;
  return `${said}${detail} [${failure.code}]`;
}
