import { maxDelegations, type TableProblem } from '../../domain/event/event-tables.ts';
import type { DelegationTable } from '../../domain/roster/chosen-tables.ts';
import type { TextEncoding } from '../../domain/roster/roster-import.ts';
import { attempt, type TableFailure, viewOf } from './chosen-tables.ts';
import { delegationHeads, readDelegations } from './delegations.ts';

const delimiters = ['\t', ';', '|', ','] as const;

/**
 * Reads delegations that are to be added to an event. Lines that were pasted need no headings: they
 * are then code, English name, French name and kind.
 *
 * @param list the pasted lines, or the bytes of a file, or why it is not read
 */
export async function readDelegationList(
  list: { lines: string } | { name: string; file: Uint8Array | TableFailure },
  encoding?: TextEncoding,
): Promise<DelegationTable> {
  const isFile = 'file' in list;
  const name = isFile ? list.name : '';
  const read = isFile
    ? await attempt(list.file, (bytes) => readDelegations(bytes, encoding))
    : await attempt(new Uint8Array(), () => readLines(list.lines));
  return viewOf({ name }, read, maxDelegations);
}

async function readLines(lines: string): ReturnType<typeof readDelegations> {
  const text = new TextEncoder();
  const read = await readDelegations(text.encode(lines), 'utf-8');
  if (!read.problems.some(({ code }) => code === 'missing-column')) return read;
  const delimiter = delimiters.find((one) => lines.includes(one)) ?? ';';
  const headed = text.encode(`${delegationHeads(delimiter)}\n${lines}`);
  const { problems, ...rest } = await readDelegations(headed, 'utf-8');
  return { ...rest, problems: problems.map(withoutHeads) };
}

/** Lines are counted as they were pasted. */
function withoutHeads(problem: TableProblem): TableProblem {
  const { line, sameAs } = problem;
  const before = (at: number | null) => (at === null || at === 1 ? null : at - 1);
  return { ...problem, line: before(line), sameAs: before(sameAs) };
}
