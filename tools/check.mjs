// npm run check: format, lint, types, imports, unused code and our own lints. All run; each says yes or what is wrong.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setUpDependencies } from './setup/index.mjs';
import { nodeModules, projectNode, root } from './setup/paths.mjs';
import { reportFailure } from './setup/report.mjs';

const bin = (/** @type {string} */ path) => join(nodeModules, path);

/** Names what further languages lack also where nothing is wrong. */
const WORDS = 'words of further languages';

/** @type {[name: string, script: string, args: string[]][]} */
const CHECKS = [
  ['format and lint', bin('@biomejs/biome/bin/biome'), ['check', '--error-on-warnings']],
  // TypeScript 7 under an alias: `typescript` itself stays at 6 for dependency-cruiser, which cannot use 7.
  ['types', bin('typescript-7/bin/tsc'), ['--noEmit']],
  ['types of the tools', bin('typescript-7/bin/tsc'), ['--noEmit', '--project', 'tools']],
  ['import rules', join(root, 'tools/lint/import-rules.mjs'), []],
  ['unused code', bin('knip/bin/knip.js'), ['--no-progress']],
  ['glossary', join(root, 'tools/lint/glossary.mjs'), []],
  ['order of names', join(root, 'tools/lint/name-order.mjs'), []],
  ['transactions', join(root, 'tools/lint/transactions.mjs'), []],
  ['versions of the event', join(root, 'tools/lint/event-versions.mjs'), []],
  ['written files', join(root, 'tools/lint/written-files.mjs'), []],
  ['clocks', join(root, 'tools/lint/clocks.mjs'), []],
  [WORDS, join(root, 'tools/lint/words.mjs'), []],
];

/**
 * @param {string} name
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<boolean>} whether the check found nothing
 */
function check(name, script, args) {
  const started = performance.now();
  const child = spawn(projectNode, [script, ...args], { cwd: root });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (output !== '' && (code !== 0 || name === WORDS)) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}

try {
  await setUpDependencies();
  const results = await Promise.all(CHECKS.map((args) => check(...args)));
  process.exitCode = results.every(Boolean) ? 0 : 1;
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
