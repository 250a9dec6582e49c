import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/runtime.mjs';
import { REPEATED_STARTS } from '../../tools/test-report.mjs';

/**
 * Tells of a start that hung and is tried once more: on stderr, and in a file whose entries the end of the test run
 * counts. There may be one in several hundred (docs/decisions/019); with more the run fails.
 *
 * @param message what hung, and what there was to be seen of it; no line of it is empty
 */
export function noteRepeatedStart(message: string): void {
  process.stderr.write(`[electron] did not start, once more: ${message}\n`);
  const results = join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  appendFileSync(join(results, REPEATED_STARTS), `${message.trim().replace(/\n{2,}/g, '\n')}\n\n`);
}
