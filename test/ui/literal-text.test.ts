import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/runtime.mjs';

/** Attributes that people read or hear. */
const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'hint', 'words']);
const hasLetter = /\p{L}/u;

interface Node {
  type: string;
  [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Every text of a component that is not a key of a locale file. */
function literalTexts(source: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const below of Object.values(value)) visit(below);
    if (!isNode(value)) return;
    if (value.type === 'JSXText' && hasLetter.test(String(value.value))) {
      found.push(String(value.value).trim());
    }
    if (value.type === 'JSXAttribute' && isNode(value.name) && isNode(value.value)) {
      const isText = value.value.type === 'StringLiteral';
      if (isText && spoken.has(String(value.name.value))) found.push(String(value.value.value));
    }
  };
  visit(parseSync(source, { syntax: 'typescript', tsx: true }).body);
  return found;
}

const components = ['renderer', 'ui', 'web'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => join(folder, name)),
);

describe('components', () => {
  it('are all looked at', () => {
    expect(components.length).toBeGreaterThan(60);
  });

  it.each(components)('%s carries no literal text', (name) => {
    expect(literalTexts(readFileSync(join(root, name), 'utf8'))).toEqual([]);
  });

  it('with literal text are found', () => {
    expect(literalTexts('const a = <p title="Say">Hello {name}</p>;')).toEqual(['Say', 'Hello']);
  });
});
