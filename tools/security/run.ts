import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from '../runtime.mjs';
import { readAudit } from './audit.ts';
import { type Bom, bomSchema, type Component, shippedBom } from './bom.ts';
import { bundledPackages, fontPackages, installedPackages, refOf } from './shipped.ts';
import { refusedLicences, thirdPartyText } from './third-party.ts';

const nodeModules = join(root, 'node_modules');

/**
 * `npm run sbom -- [FILE]`: writes the bill of materials of what is shipped, and the notices of its
 * licences beside it.
 */
function writeSbom(file: string): boolean {
  const shipped = new Set([
    ...installedPackages(npmBom(['--omit', 'dev'])),
    ...bundledPackages(root, join(root, 'out')),
    ...fontPackages(root),
    refOf(join(nodeModules, 'electron')),
  ]);
  const bom = shippedBom(npmBom([]), shipped);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
  const notices = join(dirname(file), 'THIRD-PARTY.txt');
  writeFileSync(notices, thirdPartyText(bom, folderOf));
  console.log(`${bom.components.length} packages are shipped: ${file}, ${notices}`);
  const refused = refusedLicences(bom);
  for (const line of refused) console.log(`not a permissive licence: ${line}`);
  return refused.length === 0;
}

/**
 * `npm run audit`: fails on findings that are high or critical, and says plainly if no audit took
 * place.
 */
function audit(): boolean {
  const outcome = readAudit(npm(['audit', '--json']));
  switch (outcome.result) {
    case 'clean':
      console.log('audit: the registry knows of no vulnerability');
      return true;
    case 'found':
      for (const line of outcome.lines) console.log(`audit: ${line}`);
      return !outcome.fails;
    case 'no-audit':
      console.log(`NO AUDIT TOOK PLACE (${outcome.why}). Run it where npm’s registry answers.`);
      return true;
  }
}

function npmBom(words: string[]): Bom {
  const output = npm(['sbom', '--sbom-format', 'cyclonedx', ...words]);
  return bomSchema.parse(JSON.parse(output));
}

function npm(words: string[]): string {
  const done = spawnSync('npm', words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  if (done.error !== undefined) throw done.error;
  return done.stdout;
}

/** Where npm installed this version: at the top, or inside the package that needs it. */
function folderOf({ name, version, ...rest }: Component): string | null {
  const paths = (rest.properties as { name: string; value: string }[] | undefined) ?? [];
  const told = paths.find((one) => one.name === 'cdx:npm:package:path')?.value;
  const folder = told === undefined ? join(nodeModules, name) : join(root, told);
  try {
    const { version: there } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return there === version ? folder : null;
  } catch {
    return null;
  }
}

const [command, file] = process.argv.slice(2);
// npm changes to the repository's root and gives the caller's folder in INIT_CWD.
const from = process.env.INIT_CWD ?? process.cwd();
const target = file === undefined ? join(root, 'dist/sbom.cdx.json') : resolve(from, file);
process.exitCode = (command === 'audit' ? audit() : writeSbom(target)) ? 0 : 1;
