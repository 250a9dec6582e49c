import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/runtime.mjs';
import { FROZEN_PAGES, TEST_FILE } from '../../tools/test-again.mjs';
import { noteRepeated } from '../../tools/test-report.mjs';

const results = join(root, 'test-results');

/**
 * Tells of a start that hung and is tried once more: on stderr, and in a file whose entries the end of the test run
 * counts. There may be one in several hundred (docs/decisions/019); with more the run fails.
 *
 * @param message what hung, and what there was to be seen of it
 */
export function noteRepeatedStart(message: string): void {
  process.stderr.write(`[electron] did not start, once more: ${message}\n`);
  noteRepeated(results, message);
}

/**
 * Tells that an app gave up a page that answered nothing more. Should the end-to-end file fail, it is run once more.
 * A file that freezes a page itself tells it, too.
 */
export function noteFrozenPage(): void {
  const file = process.env[TEST_FILE];
  if (file === undefined) return;
  mkdirSync(results, { recursive: true });
  appendFileSync(join(results, FROZEN_PAGES), `${file}\n`);
}
