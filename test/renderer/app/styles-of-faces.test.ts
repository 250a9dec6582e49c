import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';

const renderer = fileURLToPath(new URL('../../../renderer', import.meta.url));
const textOf = (file: string): string => readFileSync(file, 'utf8');
/** A path in the form `app/page.css`, on every system. */
const placeOf = (file: string): string => relative(renderer, file).replaceAll('\\', '/');

/** The files loaded together with a file, styles included, without what `import()` loads later. */
function loadedWith(...files: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (file.endsWith('.css')) return;
    for (const [, from] of textOf(file).matchAll(staticImport)) {
      if (from !== undefined) visit(resolve(dirname(file), from));
    }
  };
  for (const file of files) visit(join(renderer, file));
  return [...found];
}
const staticImport =
  /^(?:import|export) (?!type )(?:[^'"();]*? from )?'(\.[^']+\.(?:tsx?|css))';/gm;

interface Rule {
  sheet: string;
  selector: string;
  /** The rule can apply only if all of these are on the page. */
  classes: string[];
}

/** Splits a list of selectors at its outermost commas. */
function selectorsOf(prelude: string): string[] {
  let depth = 0;
  let text = '';
  for (const letter of prelude) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    text += letter === ',' && depth === 0 ? '\n\n' : letter;
  }
  return text.split('\n\n');
}

/** The rules of a style sheet that use classes. */
function rulesOf(sheet: string): Rule[] {
  const text = textOf(sheet).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/([^{};]+)\{/g)]
    .map(([, prelude = '']) => prelude.trim())
    .filter((prelude) => !prelude.startsWith('@'))
    .flatMap(selectorsOf)
    .map((selector) => ({
      sheet: placeOf(sheet),
      selector: selector.trim(),
      classes: [...selector.replaceAll(/:not\([^)]*\)/g, '').matchAll(/\.(-?[a-z][\w-]*)/g)].map(
        ([, name]) => name ?? '',
      ),
    }))
    .filter(({ classes }) => classes.length > 0);
}

/** The classes that a component gives its elements, as far as they are literals. */
function classNamesIn(component: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown, isClass: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as {
      type?: string;
      name?: { value?: unknown };
      value?: unknown;
      raw?: unknown;
    };
    const within = isClass || (node.type === 'JSXAttribute' && node.name?.value === 'className');
    const text = node.type === 'TemplateElement' ? node.raw : node.value;
    if (within && typeof text === 'string' && node.type !== 'Identifier') {
      found.push(...text.split(/\s+/).filter((word) => word !== ''));
    }
    for (const below of Object.values(node)) visit(below, within);
  };
  visit(parseSync(textOf(component), { syntax: 'typescript', tsx: true }).body, false);
  return found;
}

const rules = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  // Paper is another document, with its own sheet.
  .filter((name) => name.endsWith('.css') && !name.startsWith('paper'))
  .flatMap((name) => rulesOf(join(renderer, name)));

/** Rules that apply to a page which does not load them. */
function missingIn(files: readonly string[]): string[] {
  const loaded = new Set(files.map(placeOf));
  const used = new Set(files.filter((file) => file.endsWith('.tsx')).flatMap(classNamesIn));
  return rules
    .filter(({ sheet, classes }) => !loaded.has(sheet) && classes.every((name) => used.has(name)))
    .map(({ sheet, selector }) => `${sheet}: ${selector}`);
}

/** Animations that rules name without any keyframes. */
function withoutFrames(text: string): string[] {
  const known = new Set([...text.matchAll(/@keyframes ([\w-]+)/g)].map(([, name]) => name));
  return [...text.matchAll(/animation(?:-name)?: ([a-z][\w-]*)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'none' && !known.has(name));
}

const stylesOf = (files: readonly string[]): string =>
  files
    .filter((file) => file.endsWith('.css'))
    .map(textOf)
    .join('\n');

describe('each page loads every rule for what it shows', () => {
  it.each([
    // Before the page's part for the mode is loaded.
    ['page.tsx'],
    ['page.tsx', 'app/desk-face.tsx'],
    ['page.tsx', 'app/kiosk-face.tsx'],
    ['page.tsx', 'app/door-face.tsx'],
    ['page.tsx', 'app/set-up-face.tsx'],
    ['unlock.tsx'],
  ])('%s %s', (...files) => {
    const loaded = loadedWith(...files);
    expect(missingIn(loaded)).toEqual([]);
    expect(withoutFrames(stylesOf(loaded))).toEqual([]);
  });

  it('and a rule that is not loaded is found', () => {
    const desk = loadedWith('page.tsx', 'app/desk-face.tsx');
    expect(desk.length).toBeGreaterThan(100);
    const without = desk.filter((file) => !file.endsWith('status-bar.css'));
    expect(missingIn(without)).toContain('app/status-bar.css: .status-bar');
    expect(withoutFrames('.spins { animation: spin 1s }')).toEqual(['spin']);
    expect(stylesOf(desk)).toContain('@keyframes spin');
  });
});
