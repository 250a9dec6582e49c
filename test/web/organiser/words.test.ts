import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { auditActionSchema } from '../../../domain/organiser/audit.ts';
import enKit from '../../../ui/words/en.json' with { type: 'json' };
import frKit from '../../../ui/words/fr.json' with { type: 'json' };
import { failureCodes } from '../../../web/organiser/client/failure.ts';
import en from '../../../web/organiser/words/en.json' with { type: 'json' };
import fr from '../../../web/organiser/words/fr.json' with { type: 'json' };

interface Words {
  [key: string]: string | Words;
}

function flatten(words: Words, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(path + key, value);
    else for (const [below, text] of flatten(value, `${path}${key}.`)) flat.set(below, text);
  }
  return flat;
}

const english = flatten(en);
const french = flatten(fr);
const pluralEnd = /_(one|many|other)$/;
const stems = (words: Map<string, string>): string[] =>
  [...new Set([...words.keys()].map((key) => key.replace(pluralEnd, '')))].sort();
const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].map(([, name]) => name ?? '').sort();

describe("the organiser's page in its two languages", () => {
  it('has the same words, filled in with the same values', () => {
    expect(stems(french)).toEqual(stems(english));
    for (const [key, text] of french) {
      const counterpart = english.get(key) ?? english.get(key.replace(/_many$/, '_other'));
      expect(variables(text), key).toEqual(variables(counterpart ?? ''));
    }
  });

  it.each([
    ['en', english],
    ['fr', french],
  ] as const)('%s has every form that the language counts with', (language, words) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...words.keys()].filter((key) => pluralEnd.test(key));
    for (const stem of new Set(counted.map((key) => key.replace(pluralEnd, '')))) {
      for (const form of forms) expect(words.has(`${stem}_${form}`), `${stem}_${form}`).toBe(true);
    }
  });

  it('follows typographic rules', () => {
    for (const [key, text] of french) {
      expect(text, key).not.toMatch(/[^\u202f][:;!?»](?![\w/])/);
      expect(text, key).not.toMatch(/«(?!\u202f)/);
    }
    for (const words of [english, french]) {
      for (const [key, text] of words) expect(text, key).not.toMatch(/['"]|^\s*$/);
    }
  });

  it('names every failure and every action of the audit', () => {
    const needed = [
      ...failureCodes.flatMap((code) => [`error.${code}.title`, `error.${code}.remedy`]),
      ...auditActionSchema.options.map((action) => `activity.did.${action}`),
    ];
    for (const [words, kit] of [
      [english, enKit],
      [french, frKit],
    ] as const) {
      const errors = flatten(kit.error, 'error.');
      expect(needed.filter((key) => !words.has(key) && !errors.has(key))).toEqual([]);
    }
  });

  it('says every word somewhere', () => {
    const sources = ['web/organiser', 'ui']
      .map((name) => fileURLToPath(new URL(`../../../${name}`, import.meta.url)))
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.tsx?$/.test(name))
          .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
      )
      .join('\n');
    const made = [...sources.matchAll(/`([a-zA-Z]+\.[^`]*\$\{[^`]*)`/g)].map(
      ([, template = '']) =>
        new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`),
    );
    const unsaid = stems(english).filter(
      (key) => !sources.includes(`'${key}'`) && !made.some((pattern) => pattern.test(key)),
    );
    expect(unsaid).toEqual([]);
  });
});
