import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { excludedTests } from './excluded.ts';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

export interface WindowsCount {
  passed: number;
  skipped: number;
  /** Failed as `excluded.ts` expects. */
  excluded: number;
  /** `file > test`, with the first line of the failure. */
  failed: string[];
  /** Exclusions whose test passed and which should be removed. */
  stale: string[];
}

/**
 * Reads vitest's JSON report of a run under Wine.
 *
 * @param path absolute path of the report
 * @param known tests that are expected to fail
 * @throws Error if there is none: a run that was cut short is not a success
 */
export function countWindows(
  path: string,
  known: readonly { file: string; test: RegExp }[] = excludedTests,
): WindowsCount {
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const count: WindowsCount = { passed: 0, skipped: 0, excluded: 0, failed: [], stale: [] };
  for (const result of testResults) {
    const file = fileOf(result.name);
    const hasFailed = result.assertionResults.some(({ status }) => status === 'failed');
    // A file or its set-up failed: its tests are missing, or count as skipped.
    if (result.status === 'failed' && !hasFailed) {
      count.failed.push(`${file}: ${firstLine(result.message)}`);
    }
    for (const { fullName, status, failureMessages } of result.assertionResults) {
      const isExcluded = known.some((one) => one.file === file && one.test.test(fullName));
      const title = `${file} > ${fullName}`;
      if (status === 'passed' && isExcluded) count.stale.push(title);
      if (status === 'passed') count.passed += 1;
      else if (status !== 'failed') count.skipped += 1;
      else if (isExcluded) count.excluded += 1;
      else count.failed.push(`${title}: ${firstLine(failureMessages?.[0] ?? '')}`);
    }
  }
  return count;
}

/** `Z:/home/…/app/test/db/open.test.ts` → `test/db/open.test.ts`. */
function fileOf(name: string): string {
  const plain = name.replaceAll('\\', '/');
  return plain.slice(plain.lastIndexOf('/test/') + 1);
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? '';
}
