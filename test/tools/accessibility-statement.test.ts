import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const statement = readFileSync(new URL('docs/evidence/accessibility.md', root), 'utf8');
const files = readdirSync(new URL('test', root), { recursive: true, encoding: 'utf8' }).map(
  (path) => basename(path),
);
const named = [...statement.matchAll(/`([\w-]+\.(?:test|e2e)\.ts)`/g)].map(
  ([, name]) => name ?? '',
);

describe('the accessibility statement', () => {
  it('names tests', () => {
    expect(existsSync(new URL('docs/evidence/accessibility.md', root))).toBe(true);
    expect(new Set(named).size).toBeGreaterThan(5);
  });

  it.each([...new Set(named)])('names %s, which exists', (name) => {
    expect(files).toContain(name);
  });
});
