// run.ts OUTDIR: writes the demo event's files, which the build puts into out/demo.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../domain/base/bytes.ts';
import { englishName } from '../../domain/base/language.ts';
import { demoDelegates } from './delegates.ts';
import { demoEvent } from './event.ts';
import { demoKeys } from './keys.ts';
import { rosterCsv } from './roster-csv.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: run.ts OUTDIR   writes event.json, event-secret.txt and roster.csv there');
  process.exitCode = 2;
} else {
  const event = demoEvent();
  const delegates = demoDelegates();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'event.json'), `${JSON.stringify(event, null, 2)}\n`);
  writeFileSync(join(folder, 'event-secret.txt'), `${toHex(demoKeys().eventSecret)}\n`);
  writeFileSync(join(folder, 'roster.csv'), rosterCsv(delegates));
  console.log(
    `${delegates.length} sample delegates of ${englishName(event)} in ${folder} (event.json, event-secret.txt, roster.csv)`,
  );
}
