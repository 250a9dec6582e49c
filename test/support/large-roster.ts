import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, root } from '../../tools/runtime.mjs';
import { demoEvent } from '../../tools/sample/event.ts';
import { csvOf, sampleHeaders, sampleRows } from './roster-sample.ts';

const delegationColumn = 7;
const administrationColumn = 8;

/**
 * Imports `count` invented delegates (test/support/roster-sample.ts) of the demo event's delegations into a data
 * directory, by the app's own import command. The app must be built and a display be there.
 *
 * @throws when the import fails, with what it printed
 */
export async function importLargeRoster(dataDir: string, count: number): Promise<void> {
  const file = join(dataDir, 'large-roster.csv');
  writeFileSync(file, csvOf(largeRoster(count)));
  const words = [join(root, 'tools/import/run.ts'), file, '--yes', `--data-dir=${dataDir}`];
  await new Promise<void>((done, fail) => {
    const child = execFile(projectNode, words, { cwd: root }, (error, stdout, stderr) => {
      if (error === null) done();
      else fail(new Error(`${stdout}${stderr}`));
    });
    child.stdin?.end();
  });
}

function* largeRoster(count: number): Generator<readonly string[]> {
  const { delegations } = demoEvent();
  yield sampleHeaders;
  let index = 0;
  for (const row of sampleRows(count)) {
    const delegation = delegations[(index * 7) % delegations.length];
    index += 1;
    if (delegation === undefined) throw new Error('the demo event has no delegations');
    row[delegationColumn] = delegation.code;
    row[administrationColumn] = `Customs Administration, Department ${index % 40}`;
    yield row;
  }
}
