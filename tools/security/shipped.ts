import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import fonts from '../../platform/fonts/fonts.json' with { type: 'json' };
import { styleOfFonts } from '../fonts/style.ts';
import type { Bom, PackageRef } from './bom.ts';

const mapSchema = z.looseObject({ sources: z.array(z.string()) });
const manifestSchema = z.looseObject({ name: z.string(), version: z.string() });
/**
 * Matches from the first folder of packages to the name of the innermost one: workers' maps are
 * relative to another folder.
 */
const wholePackage = /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/;

/**
 * The packages whose code the bundler put into the built app, from its source maps. Those of the
 * window (React for one) are development dependencies to npm, which leaves them out of its own bill
 * of what is shipped.
 *
 * @param root absolute folder of the repository, with its `node_modules`
 * @param out folder of the build
 */
export function bundledPackages(root: string, out: string): Set<PackageRef> {
  const found = new Set<PackageRef>();
  for (const file of mapsBelow(out)) {
    const { sources } = mapSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const source of sources) {
      const folder = wholePackage.exec(source)?.[0];
      if (folder !== undefined) found.add(refOf(join(root, folder)));
    }
  }
  return found;
}

/**
 * The packages of the fonts, which are copied into the build: the badges' fonts and those in the
 * pages' style.
 *
 * @param root absolute folder of the repository, with its `node_modules`
 */
export function fontPackages(root: string): Set<PackageRef> {
  const ofPages = Array.from(
    styleOfFonts().matchAll(/url\('(@[^/]+\/[^/]+)\//g),
    ([, name = '']) => name,
  );
  const names = new Set([
    ...fonts.map((path) => path.split('/').slice(0, 2).join('/')),
    ...ofPages,
  ]);
  return new Set([...names].map((name) => refOf(join(root, 'node_modules', name))));
}

/** The packages that npm installs without development dependencies: packed beside the bundle. */
export function installedPackages(production: Bom): Set<PackageRef> {
  return new Set(production.components.map(({ name, version }) => `${name}@${version}`));
}

/** Name and version of the package in this folder. Throws if there is none. */
export function refOf(folder: string): PackageRef {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const { name, version } = manifestSchema.parse(JSON.parse(text));
  return `${name}@${version}`;
}

function mapsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.map'))
    .map((name) => join(folder, name));
}
