import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { scriptEnvironment } from '../support/program.ts';

const typed = new URL('../../domain/base/unnamed-station.ts', import.meta.url).href;
const program = (tell: string) => `import ${JSON.stringify(typed)};
${tell}(process.moduleLoadList.join())`;
/** Node's own type stripper, in WebAssembly. */
const stripper = 'internal/deps/amaro';
const loader = 'internal/modules/esm/load';

test('a thread of a test loads TypeScript without WebAssembly', async () => {
  const post = "import { parentPort } from 'node:worker_threads'; parentPort.postMessage";
  const source = `data:text/javascript,${encodeURIComponent(program(post))}`;
  const [list] = await once(new Worker(new URL(source)), 'message');
  expect(list).toContain(loader);
  expect(list).not.toContain(stripper);
});

test('a process of a test loads TypeScript without WebAssembly', () => {
  const words = ['--input-type=module', '--eval', program('console.log')];
  const list = execFileSync(process.execPath, words, { env: scriptEnvironment, encoding: 'utf8' });
  expect(list).toContain(loader);
  expect(list).not.toContain(stripper);
});
