import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/runtime.mjs';
import { readAudit } from '../../tools/security/audit.ts';
import {
  type Bom,
  bomSchema,
  type Component,
  isPermissive,
  licenceOf,
  shippedBom,
} from '../../tools/security/bom.ts';
import { bundledPackages, fontPackages, refOf } from '../../tools/security/shipped.ts';
import { refusedLicences, thirdPartyText } from '../../tools/security/third-party.ts';

const component = (name: string, id = 'MIT'): Component => ({
  'bom-ref': `${name}@1.0.0`,
  type: 'library',
  name,
  version: '1.0.0',
  purl: `pkg:npm/${name}@1.0.0`,
  licenses: [{ license: { id } }],
});

function bomOf(names: string[]): Bom {
  const lanyard = component('lanyard');
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    serialNumber: 'urn:uuid:a4d14e97-2a5c-4584-9a94-4352cec1c6c7',
    metadata: { timestamp: '2026-11-25T23:08:40.450Z', component: lanyard },
    components: names.map((name) => component(name)),
    dependencies: [
      { ref: 'lanyard@1.0.0', dependsOn: names.map((name) => `${name}@1.0.0`) },
      ...names.map((name) => ({ ref: `${name}@1.0.0`, dependsOn: ['builder@1.0.0'] })),
    ],
  };
}

describe('the bill of materials', () => {
  it('has what is shipped and no more, and its own form', () => {
    const bom = shippedBom(bomOf(['react', 'builder']), new Set(['react@1.0.0']));
    expect(bom.components.map(({ name }) => name)).toEqual(['react']);
    expect(bom.dependencies).toEqual([
      { ref: 'lanyard@1.0.0', dependsOn: ['react@1.0.0'] },
      { ref: 'react@1.0.0', dependsOn: [] },
    ]);
    expect(bomSchema.safeParse({ ...bom, specVersion: '9' }).success).toBe(false);
  });

  it('is not written with a hole: a shipped package that npm does not know', () => {
    expect(() => shippedBom(bomOf(['react']), new Set(['react@1.0.0', 'zod@4.0.0']))).toThrow(
      'zod@4.0.0',
    );
  });

  it('finds what the bundler put into the pages in their source maps, of workers too', () => {
    const out = mkdtempSync(join(tmpdir(), 'lanyard-out-'));
    mkdirSync(join(out, 'renderer/assets'), { recursive: true });
    const sources = [
      '../../../node_modules/react/cjs/react.production.js',
      '../../node_modules/zxing-wasm/dist/es/share.js',
      '../../../renderer/page.tsx',
    ];
    writeFileSync(join(out, 'renderer/assets/index.js.map'), JSON.stringify({ sources }));
    expect([...bundledPackages(root, out)]).toEqual([
      refOf(join(root, 'node_modules/react')),
      refOf(join(root, 'node_modules/zxing-wasm')),
    ]);
    rmSync(out, { recursive: true });
  });

  it('the organiser’s page, which has no maps, imports nothing that the app does not ship', () => {
    const names = (folder: string): string[] =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .flatMap((file) => importsOf(readFileSync(join(root, folder, file), 'utf8')));
    const app = new Set([...names('renderer'), ...names('ui'), ...dependencies()]);
    expect([...new Set(names('web/organiser'))].filter((name) => !app.has(name))).toEqual([]);
  });

  it('has the fonts, those of badges and those of pages', () => {
    const found = [...fontPackages(root)];
    expect(found).toContain(refOf(join(root, 'node_modules/@expo-google-fonts/noto-sans')));
    expect(found).toContain(refOf(join(root, 'node_modules/@fontsource/noto-sans')));
  });
});

/** Packages that a source imports, without inner paths. */
function importsOf(source: string): string[] {
  return [...source.matchAll(/from '((?:@[^/']+\/)?[^./'][^/']*)/g)].map(([, name = '']) => name);
}

function dependencies(): string[] {
  return Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies);
}

describe('licences', () => {
  it.each([
    'MIT',
    '(MIT OR CC0-1.0)',
    'MIT or GPL-2.0',
    'Apache-2.0 AND MIT',
    'OFL-1.1',
    'MPL-2.0',
  ])('%s will do', (expression) => expect(isPermissive(expression)).toBe(true));

  it.each(['GPL-3.0', 'MIT AND GPL-2.0', '', 'SEE LICENSE IN X', 'AGPL-3.0-only OR GPL-2.0'])(
    '"%s" will not',
    (expression) => expect(isPermissive(expression)).toBe(false),
  );

  it('names who has another, and gives each text', () => {
    const components = [component('zod'), component('copyleft', 'GPL-3.0')];
    expect(refusedLicences({ components })).toEqual(['copyleft@1.0.0: GPL-3.0']);
    expect(licenceOf({})).toBe('');
    const text = thirdPartyText({ components }, ({ name }) =>
      name === 'zod' ? join(root, 'node_modules/zod') : null,
    );
    expect(text).toMatch(/copyleft 1\.0\.0\nGPL-3\.0[\s\S]*zod 1\.0\.0\nMIT\n\nMIT License/);
  });
});

describe('the audit', () => {
  const found = (severity: string) =>
    JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities: {
        leaky: { name: 'leaky', severity, range: '<2.0.0' },
        dull: { name: 'dull', severity: 'low', range: '*' },
      },
    });

  it('fails on what is high or critical, and tells the rest', () => {
    expect(readAudit(found('high'))).toEqual({
      result: 'found',
      lines: ['high: leaky <2.0.0', 'low: dull *'],
      fails: true,
    });
    expect(readAudit(found('moderate'))).toMatchObject({ result: 'found', fails: false });
    expect(readAudit('{"auditReportVersion":2,"vulnerabilities":{}}')).toEqual({ result: 'clean' });
  });

  it.each([
    ['{"statusCode":405,"body":""}', 'the registry answered 405'],
    ['{"message":"getaddrinfo EAI_AGAIN"}', 'getaddrinfo EAI_AGAIN'],
    ['', 'npm said nothing that can be read'],
    ['[]', 'npm’s answer has another form than expected'],
  ])('is never taken for clean where there was none: %s', (output, why) => {
    expect(readAudit(output)).toEqual({ result: 'no-audit', why });
  });
});
