// npm run test:print: random schedules of faults for virtual printers of all languages
// (test/printing/schedules); see `usage`.
import { parseArgs } from 'node:util';
import { languages } from '../../test/printing/schedules/devices.ts';
import { explore, shrink } from '../../test/printing/schedules/explore.ts';

const usage = [
  'usage: npm run test:print -- [--schedules N] [--seed S] [--language L]',
  '                               N random schedules (1000), the languages in turn, or one of them',
  `       npm run test:print -- --seed S --language ${languages.join('|')} --path P     one failure again`,
].join('\n');

/** Milliseconds to search for a smaller failing schedule. */
const shrinkingTime = 180_000;
/** Schedules between two progress lines. */
const tellEach = 50;

async function run(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      schedules: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      language: { type: 'string' },
      path: { type: 'string' },
    },
  });
  const seed = Number(values.seed);
  const schedules = Number(values.schedules);
  const language = languages.find((each) => each === values.language);
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(schedules) || schedules < 1) {
    console.error(usage);
    return 2;
  }
  if (values.path !== undefined) {
    if (language !== undefined) return await again(seed, language, values.path);
    console.error(usage);
    return 2;
  }
  return await search(seed, schedules, language === undefined ? languages : [language]);
}

async function search(
  seed: number,
  schedules: number,
  only: readonly (typeof languages)[number][],
): Promise<number> {
  console.log(`${schedules} schedules, seed ${seed}`);
  const begin = performance.now();
  const { coverage, failures } = await explore({
    seed,
    schedules,
    only,
    onDone: (done) => {
      if (done % tellEach === 0) console.log(`${done} done`);
    },
  });
  console.log(coverage.lines().join('\n'));
  const seconds = Math.round((performance.now() - begin) / 1000);
  const [failure] = failures;
  if (failure === undefined) {
    console.log(`in ${seconds} s: no silent loss, no badge twice without a word`);
    return 0;
  }
  console.log(`FAILED after ${seconds} s: ${failure.text}`);
  console.log('looking for a smaller one …');
  return await again(failure.seed, failure.language, failure.path);
}

async function again(
  seed: number,
  language: (typeof languages)[number],
  path: string,
): Promise<number> {
  const failure = await shrink({ seed, language }, path, shrinkingTime);
  console.log(failure === null ? 'went well this time' : failure.text);
  return 1;
}

process.exitCode = await run(process.argv.slice(2));
