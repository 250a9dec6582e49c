// Checks the import rules of .dependency-cruiser.mjs. As a program: prints what breaks them and exits 1.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import rules from '../../.dependency-cruiser.mjs';
import { productFolders, root } from '../setup/paths.mjs';

const LAYERS = [...productFolders, 'test'];

/**
 * Every import that breaks a rule, one line each.
 * @param {string} [folder] the folder that holds the layers
 * @returns {Promise<string[]>}
 * @throws {Error} when fewer files were read than there are: dependency-cruiser passes over languages for which it
 * finds no parser without a word, and zero files have zero faults
 */
export async function brokenImportRules(folder = root) {
  const layers = LAYERS.filter((layer) => existsSync(join(folder, layer)));
  const { options, forbidden = [] } = rules;
  const { enhancedResolveOptions, ...cruiseOptions } = options ?? {};
  const result = await cruise(
    layers,
    { ...cruiseOptions, ruleSet: { forbidden }, validate: true, baseDir: folder },
    enhancedResolveOptions,
  );
  if (typeof result.output === 'string')
    throw new Error('dependency-cruiser gave a text, not data');
  const { modules, summary } = result.output;
  const read = new Set(modules.map((module) => module.source));
  const unread = layers
    .flatMap((layer) => sourcesIn(folder, layer))
    .filter((file) => !read.has(file));
  if (unread.length > 0) {
    throw new Error(`dependency-cruiser did not read ${unread.length} files, ${unread[0]} for one`);
  }
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

/**
 * @param {string} folder
 * @param {string} layer
 */
function sourcesIn(folder, layer) {
  const names = readdirSync(join(folder, layer), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => `${layer}/${name}`);
}

if (process.argv[1] === import.meta.filename) {
  const broken = await brokenImportRules();
  for (const line of broken) console.log(line);
  process.exitCode = broken.length > 0 ? 1 : 0;
}
