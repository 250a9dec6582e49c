import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { CheckName, Finding, StationCheck } from '../../../preload/contract/doctor.ts';
import { checkTitles, type FindingCode, findingWords } from './words.ts';

/** The result of one check, before it has a text. */
export interface Found {
  check: CheckName;
  state: Finding['state'];
  code: FindingCode;
  /** Numbers, times and names of things for the text; never personal data. */
  values?: Readonly<Record<string, string | number>>;
}

const weights: Readonly<Record<Finding['state'], number>> = {
  ok: 0,
  open: 0,
  warning: 1,
  error: 2,
};

/** Adds the text of a finding. `since`: UTC milliseconds. */
export function findingOf(found: Found, language: ScreenLanguage, since: number): Finding {
  const { text, remedy } = findingWords[language][found.code];
  return {
    check: found.check,
    state: found.state,
    title: checkTitles[language][found.check],
    text: filled(text, found.values ?? {}),
    remedy: filled(remedy, found.values ?? {}),
    since,
  };
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Exit code of the command: 0 where all is well or open, 1 with a warning, 2 with an error. */
export function exitCodeOf({ findings }: StationCheck): number {
  return Math.max(0, ...findings.map(({ state }) => weights[state]));
}
