import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { StationCheck } from '../../../preload/contract/station/care.ts';
import type { Doctor } from './doctor.ts';
import { exitCodeOf } from './finding.ts';

/** Begins the last line of a check. */
export const checkedMark = 'Checked:';

const marks = { ok: 'ok     ', open: 'open   ', warning: 'WARNING', error: 'ERROR  ' } as const;

/**
 * Checks the station and prints the findings: a line for each check, then what to do, or JSON.
 *
 * @returns 0 where all is well, 1 with a warning, 2 with an error
 */
export async function runDoctorCommand(
  doctor: Doctor,
  options: { json: boolean; language: ScreenLanguage; print: (text: string) => void },
): Promise<number> {
  const check = await doctor.look(options.language);
  if (options.json) options.print(`${JSON.stringify(check, null, 2)}\n`);
  else options.print(linesOf(check));
  return exitCodeOf(check);
}

function linesOf({ at, findings }: StationCheck): string {
  const lines = findings.flatMap(({ state, title, text, remedy }) => [
    `${marks[state]}  ${title}: ${text}`,
    ...(remedy === '' ? [] : [`         ${remedy}`]),
  ]);
  return `${[...lines, `${checkedMark} ${new Date(at).toISOString()}`].join('\n')}\n`;
}
