/** What the reports of a test run add up to; `problems` says why a report counts as failed. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
  problems: string[];
}

/** Adds up vitest's JSON reports. A missing or broken report, or (unless `mayBeEmpty`) one without tests, is a failure. */
export function countReports(
  folder: string,
  names?: string[],
  options?: { mayBeEmpty?: boolean },
): Count;
/** `N passed, N failed`, with `, N skipped` where there are any. */
export function countLine(count: Count): string;
