import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { brokenImportRules } from '../../tools/lint/import-rules.mjs';

/** A small product in which every import is allowed. */
const HOUSE: Record<string, string> = {
  'domain/roster.ts': "import { z } from 'zod';\nexport const delegate = z;",
  'domain/tickets.ts':
    "import type { delegate } from './roster.ts';\nexport type T = typeof delegate;",
  'platform/files/durable.ts':
    "import { renameSync } from 'node:fs';\nexport const durable = renameSync;",
  'db/roster.ts':
    "import D from 'better-sqlite3';\nexport { durable } from '../platform/files/durable.ts';\nimport { delegate } from '../domain/roster.ts';\nimport { join } from 'node:path';\nexport const roster = [D, delegate, join];",
  'platform/fonts/font.ts': 'export const font = 1;',
  'platform/threads/port.ts':
    "import { parentPort } from 'node:worker_threads';\nexport const port = parentPort;",
  'reports/report.ts':
    "import { font } from '../platform/fonts/font.ts';\nimport { delegate } from '../domain/roster.ts';\nexport const report = [font, delegate];",
  'intake/csv.ts': "import { parse } from 'csv-parse';\nexport const csv = parse;",
  'hub/connectors/http-client.ts':
    "import { csv } from '../../intake/csv.ts';\nexport const client = csv;",
  'preload/contract.ts':
    "import { z } from 'zod';\nexport const contract = z;\nexport type Contract = typeof contract;",
  'preload/index.ts':
    "import { contextBridge } from 'electron';\nimport { contract } from './contract.ts';\nexport default [contextBridge, contract];",
  'main/app/index.ts':
    "import { app } from 'electron';\nimport { contract } from '../../preload/contract.ts';\nimport { checkIn } from '../check-in.ts';\nexport default [app, contract, checkIn];",
  'main/app/window.ts': "import { app } from 'electron';\nexport const window = app;",
  'main/check-in.ts': "import { roster } from '../db/roster.ts';\nexport const checkIn = roster;",
  'ui/chip.tsx': 'export const Chip = () => <b />;',
  'hub/app/hub.ts': 'export const hub = 1;',
  'web/organiser/page.tsx':
    "import { delegate } from '../../domain/roster.ts';\nimport { Chip } from '../../ui/chip.tsx';\nimport { useState } from 'react';\nexport const Page = () => <Chip key={String(useState(delegate))} />;",
  'renderer/check-in.tsx':
    "import type { Contract } from '../preload/contract.ts';\nimport { useState } from 'react';\nexport const Screen = (p: { c: Contract }) => <b>{useState(p.c)[0].length}</b>;",
};

const DEPENDENCIES = ['zod', 'better-sqlite3', 'csv-parse', 'react', 'pino'];
const DEV_DEPENDENCIES = ['electron', 'canonicalize'];

let folder: string;

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-layers-'));
  for (const [path, content] of Object.entries(HOUSE)) write(path, content);
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  write(
    'package.json',
    JSON.stringify({
      dependencies: versions(DEPENDENCIES),
      devDependencies: versions(DEV_DEPENDENCIES),
    }),
  );
  for (const name of [...DEPENDENCIES, ...DEV_DEPENDENCIES, 'stowaway']) {
    write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the import rules', () => {
  test('accept a product in order', async () => {
    expect(await brokenImportRules(folder)).toEqual([]);
  });

  test.each([
    ['domain-imports', 'domain/roster.ts', "import { app } from 'electron';"],
    ['domain-imports', 'domain/roster.ts', "import { createHash } from 'node:crypto';"],
    ['domain-imports', 'domain/roster.ts', "import type { roster } from '../db/roster.ts';"],
    [
      'platform/files-imports',
      'platform/files/durable.ts',
      "import type { T } from '../../domain/tickets.ts';",
    ],
    ['db-imports', 'db/roster.ts', "import { app } from 'electron';"],
    ['db-imports', 'db/roster.ts', "import pino from 'pino';"],
    ['intake-imports', 'intake/csv.ts', "import { roster } from '../db/roster.ts';"],
    [
      'hub/connectors-imports',
      'hub/connectors/http-client.ts',
      "import { hub } from '../app/hub.ts';",
    ],
    ['reports-imports', 'reports/report.ts', "import { roster } from '../db/roster.ts';"],
    ['reports-imports', 'reports/report.ts', "import pino from 'pino';"],
    [
      'platform/fonts-imports',
      'platform/fonts/font.ts',
      "import { report } from '../../reports/report.ts';",
    ],
    [
      'platform/threads-imports',
      'platform/threads/port.ts',
      "import { font } from '../fonts/font.ts';",
    ],
    ['preload-imports', 'preload/index.ts', "import { readFileSync } from 'node:fs';"],
    ['preload-imports', 'preload/index.ts', "import { roster } from '../db/roster.ts';"],
    [
      'renderer-imports',
      'renderer/check-in.tsx',
      "import type { checkIn } from '../main/check-in.ts';",
    ],
    ['renderer-imports', 'renderer/check-in.tsx', "import { roster } from '../db/roster.ts';"],
    ['renderer-imports', 'renderer/check-in.tsx', "import { join } from 'node:path';"],
    ['renderer-imports', 'renderer/check-in.tsx', "import D from 'better-sqlite3';"],
    ['renderer-imports', 'renderer/check-in.tsx', "import { ipcRenderer } from 'electron';"],
    [
      'renderer-knows-types-of-the-contract-only',
      'renderer/check-in.tsx',
      "import { contract } from '../preload/contract.ts';",
    ],
    [
      'renderer-knows-types-of-the-contract-only',
      'renderer/check-in.tsx',
      "import { z } from 'zod';",
    ],
    ['use-cases-without-electron', 'main/check-in.ts', "import { app } from 'electron';"],
    [
      'main-check-in-knows-earlier-capabilities-only',
      'main/check-in.ts',
      "import { window } from './app/window.ts';",
    ],
    ['main-imports', 'main/app/index.ts', "import { Screen } from '../../renderer/check-in.tsx';"],
    ['hub-imports', 'hub/server.ts', "import { checkIn } from '../main/check-in.ts';"],
    ['hub-imports', 'hub/app/hub.ts', "import { Page } from '../../web/organiser/page.tsx';"],
    ['ui-imports', 'ui/chip.tsx', "import type { Screen } from '../renderer/check-in.tsx';"],
    ['ui-imports', 'ui/chip.tsx', "import type { Contract } from '../preload/contract.ts';"],
    [
      'organisers-page-imports',
      'web/organiser/page.tsx',
      "import { hub } from '../../hub/app/hub.ts';",
    ],
    [
      'organisers-page-imports',
      'web/organiser/page.tsx',
      "import { Screen } from '../../renderer/check-in.tsx';",
    ],
    ['organisers-page-imports', 'web/organiser/page.tsx', "import { join } from 'node:path';"],
    ['organisers-page-imports', 'web/organiser/page.tsx', "import pino from 'pino';"],
    ['domain-by-capability', 'domain/drawer/odd.ts', "import { z } from 'zod';"],
    [
      'domain-event-knows-earlier-capabilities-only',
      'domain/event/dates.ts',
      "import type { delegate } from '../roster.ts';",
    ],
    [
      'domain-roster-knows-earlier-capabilities-only',
      'domain/roster.ts',
      "import type { T } from './tickets.ts';",
    ],
    ['db-by-capability', 'db/odd.ts', "import { join } from 'node:path';"],
    ['no-cycles', 'domain/roster.ts', "import type { T } from './tickets.ts';"],
    [
      'no-development-packages-in-the-product',
      'main/app/index.ts',
      "import canonicalize from 'canonicalize';",
    ],
    ['no-undeclared-packages', 'main/app/index.ts', "import stowaway from 'stowaway';"],
    ['not-found', 'main/app/index.ts', "import { nothing } from './nothing.ts';"],
  ])('%s: refuses in %s: %s', async (rule, file, line) => {
    write(file, `${line}\n${HOUSE[file] ?? ''}`);
    const broken = await brokenImportRules(folder);
    expect(broken).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: ${file}`)));
  });
});
