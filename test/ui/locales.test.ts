import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { holdReasonSchema, printJobStateSchema } from '../../domain/printing/print-job.ts';
import { rejectReasonSchema } from '../../domain/roster/roster-import.ts';
import { errorCodeSchema } from '../../preload/contract/base.ts';
import { stationSchema } from '../../preload/contract/station/station.ts';
import { root } from '../../tools/runtime.mjs';
import en from '../../ui/words/en.json' with { type: 'json' };
import fr from '../../ui/words/fr.json' with { type: 'json' };
import { wordedLanguages } from '../../ui/words/further.ts';
import { addScreenWords, i18next } from '../../ui/words/index.ts';
import enPage from '../../web/organiser/words/en.json' with { type: 'json' };
import frPage from '../../web/organiser/words/fr.json' with { type: 'json' };

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
const pluralEnd = /_(zero|one|two|few|many|other)$/;
const stems = (words: Map<string, string>): string[] =>
  [...new Set([...words.keys()].map((key) => key.replace(pluralEnd, '')))].sort();
/** Words as a reader counts them: a value is one word, a sign between spaces is none. */
const wordCount = (text: string): number =>
  text
    .replace(/\{\{[^}]*\}\}/g, 'x')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].map(([, name]) => name ?? '').sort();

describe('locale files', () => {
  it('hold the same keys', () => {
    expect(stems(french)).toEqual(stems(english));
  });

  it.each([
    ['en', english],
    ['fr', french],
  ] as const)('%s has every form that the language counts with', (language, words) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...words.keys()]
      .filter((key) => pluralEnd.test(key))
      .map((key) => key.replace(pluralEnd, ''));
    for (const stem of new Set(counted)) {
      for (const form of forms) expect(words.has(`${stem}_${form}`), `${stem}_${form}`).toBe(true);
    }
  });

  it('have no words that nobody says', () => {
    const sources = ['renderer', 'ui']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.tsx?$/.test(name))
          .map((name) => readFileSync(join(root, folder, name), 'utf8')),
      )
      .join('\n');
    // `error.${code}.title` uses every key with some text in place of the code.
    const made = [...sources.matchAll(/`([a-zA-Z]+\.[^`]*\$\{[^`]*)`/g)].map(
      ([, template = '']) =>
        new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`),
    );
    const unsaid = stems(english).filter(
      (key) => !sources.includes(`'${key}'`) && !made.some((pattern) => pattern.test(key)),
    );
    expect(unsaid).toEqual([]);
  });

  it('fill in the same values', () => {
    for (const [key, text] of french) {
      const counterpart = english.get(key) ?? english.get(key.replace(/_many$/, '_other'));
      expect(variables(text), key).toEqual(variables(counterpart ?? ''));
    }
  });

  it.each([
    ['en', english],
    ['fr', french],
    ["en of the organiser's page", flatten(enPage)],
    ["fr of the organiser's page", flatten(frPage)],
  ] as const)('%s keeps each hint to 12 words', (_language, words) => {
    const hints = [...words].filter(([key]) => /hints?(\.|_|$)/i.test(key));
    expect(hints.length).toBeGreaterThan(50);
    expect(hints.filter(([, text]) => wordCount(text) > 12)).toEqual([]);
  });

  it('have no empty words', () => {
    for (const words of [english, french]) {
      for (const [key, text] of words) expect(text.trim(), key).not.toBe('');
    }
  });

  it('follow typographic rules', () => {
    for (const [key, text] of french) {
      expect(text, `${key}: narrow no-break space before the sign`).not.toMatch(
        /[^\u202f][:;!?»](?![\w/])/,
      );
      expect(text, `${key}: narrow no-break space after the sign`).not.toMatch(/«(?!\u202f)/);
    }
    for (const words of [english, french]) {
      for (const [key, text] of words) expect(text, `${key}: apostrophe`).not.toMatch(/['"]/);
    }
  });

  it.each([
    ['en', english],
    ['fr', french],
  ] as const)('%s names every error, hold, rejection, warning and state', (_language, words) => {
    const warnings = stationSchema.shape.warnings.element.shape.code.options;
    const needed = [
      ...errorCodeSchema.options.flatMap((code) => [`error.${code}.title`, `error.${code}.remedy`]),
      ...holdReasonSchema.options.flatMap((code) => [`hold.${code}.title`, `hold.${code}.remedy`]),
      ...warnings.flatMap((code) => [`warning.${code}.title`, `warning.${code}.remedy`]),
      ...rejectReasonSchema.options.map((reason) => `roster.reject.${reason}`),
      ...printJobStateSchema.options.map((state) => `badge.job.${state}`),
    ];
    expect(needed.filter((key) => !words.has(key))).toEqual([]);
  });

  it('say nothing of a confidential reason on the line that the public reads', () => {
    for (const words of [english, french]) {
      for (const [key, text] of words) {
        if (!key.startsWith('verdict.')) continue;
        expect(text).not.toMatch(/revok|revoq|révoq|flag|signal|stop|opposition|security|sûreté/i);
      }
    }
  });
});

describe('a further language', () => {
  afterEach(() => {
    i18next.removeResourceBundle('es', 'translation');
  });

  it('is offered once it has words, and shows English for what it lacks', () => {
    expect(wordedLanguages()).toEqual(['en', 'fr']);
    addScreenWords('es', { app: { settings: 'Ajustes' } });
    expect(wordedLanguages()).toEqual(['en', 'fr', 'es']);
    const t = i18next.getFixedT('es');
    expect(t('app.settings')).toBe('Ajustes');
    expect(t('app.roster')).toBe(en.app.roster);
    expect(t('people.count', { count: 3 })).toBe(
      i18next.getFixedT('en')('people.count', { count: 3 }),
    );
  });
});
