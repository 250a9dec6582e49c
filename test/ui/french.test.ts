import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';
import { productFolders, root } from '../../tools/runtime.mjs';
import enDesk from '../../ui/words/en.json' with { type: 'json' };
import desk from '../../ui/words/fr.json' with { type: 'json' };
import kiosk from '../../ui/words/kiosk/fr.json' with { type: 'json' };
import enPage from '../../web/organiser/words/en.json' with { type: 'json' };
import page from '../../web/organiser/words/fr.json' with { type: 'json' };

/** A French text, and its place: a key of a locale file, or a module. */
type Text = readonly [at: string, text: string];

interface Words {
  [key: string]: string | Words;
}

function flat(words: Words, path: string): Text[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : flat(value, `${path}${key}.`),
  );
}

interface Node {
  type: string;
  [key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;
const nameOf = (node: unknown): string => (isNode(node) ? String(node.value) : '');

/** The texts of a module below `fr:`, and in variables named `…Fr`: papers, mails, commands. */
function frenchIn(name: string, source: string): Text[] {
  const found: Text[] = [];
  const visit = (value: unknown, isFrench: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    const names = isNode(value)
      ? [value.type === 'KeyValueProperty' ? nameOf(value.key) : '', nameOf(value.id)]
      : [];
    const french = isFrench || names.some((one) => one === 'fr' || /[a-z]Fr$/.test(one));
    if (french && isNode(value) && value.type === 'StringLiteral') {
      found.push([name, String(value.value)]);
    }
    if (french && isNode(value) && value.type === 'TemplateLiteral') {
      const parts = value.quasis as readonly { cooked: string }[];
      found.push([name, parts.map(({ cooked }) => cooked).join('{{x}}')]);
    }
    for (const [key, below] of Object.entries(value)) if (key !== 'key') visit(below, french);
  };
  visit(parseSync(source, { syntax: 'typescript', tsx: name.endsWith('x') }).body, false);
  return found;
}

const modules = execFileSync('git', ['ls-files', ...productFolders.map((one) => `${one}/*.ts*`)], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n');

const texts: Text[] = [
  ...flat(desk, ''),
  ...flat(page, 'page '),
  ...flat(kiosk, 'kiosk '),
  ...modules.flatMap((name) => {
    const source = readFileSync(join(root, name), 'utf8');
    return /\bfr:|Fr\b/.test(source) ? frenchIn(name, source) : [];
  }),
];

/** Texts about a fixed maximum or minimum, or about numbers that are never 0 or 1. */
const alwaysMany = [
  'search.more',
  'search.cut',
  'roster.diff.examples',
  'roster.unknown.tooMany',
  'eventPackage.count',
  'eventPackage.ownHint',
  'eventPackage.easy',
  'badgeCheck.capped',
  'printers.isDots',
  'setUp.create.problems.too-many-lines',
  'privacy.rule.gdprHint',
  'security.phraseHint',
  'readiness.rehearsal.basis',
  'readiness.rehearsal.train',
  'readiness.rehearsal.inTraining',
  'readiness.text.lanes-few',
  'readiness.text.lanes-enough',
  'readiness.remedy.lanes-few',
  'page stations.operators.full',
  'page event.extra.full',
  'page event.several.tooMany',
  'domain/base/file-problems.ts',
  'reports/kinds/quorum.ts',
];
/** Formats for typing a day into a file. */
const typed = ['setUp.create.remedies.unknown-day', 'domain/base/file-problems.ts'];

interface Kind {
  name: string;
  pattern: RegExp;
  /** Places where the text is right. */
  except?: (at: string) => boolean;
}

const kinds: readonly Kind[] = [
  { name: 'a hedged plural', pattern: /\p{L}\((?:s|e|es|x|aux|ne|nes|le|les)\)/u },
  {
    name: 'a sign without its no-break space',
    pattern: /[^\u202f\u00a0][:;!?»](?![\w/{])|«(?![\u202f\u00a0])/u,
    // For a colon at the beginning of a joined text, or alone.
    except: (at) => at === 'domain/base/punctuation.ts',
  },
  { name: 'a point in a number', pattern: /(?<![\d.])\d+\.\d+(?![\d.])/ },
  {
    name: 'a date in digits',
    pattern: /\b\d{4}-\d{2}-\d{2}\b/,
    except: (at) => typed.includes(at),
  },
  {
    name: 'a noun in the plural beside any number',
    pattern:
      /\{\{\w+\}\}[\s\u202f](?!plus\b|fois\b|mois\b|sous\b|pas\b|depuis\b|dans\b|sans\b|après\b)\p{Ll}[\p{L}’]*[sx]\b/u,
    except: (at) => /_(one|many|other)$/.test(at) || alwaysMany.includes(at),
  },
  {
    name: 'a word of English',
    // Except for names of values and of files.
    pattern:
      /(?<![{\w.-])(?:the|and|of|with|your|please|desk|delegates?|event|checked|failed)(?![}\w.-])/i,
  },
];

function faultsOf(all: readonly Text[]): string[] {
  return all.flatMap(([at, text]) =>
    kinds
      .filter(({ pattern, except }) => pattern.test(text) && except?.(at) !== true)
      .map(({ name }) => `${name}: ${at}: ${text}`),
  );
}

/** The labels in both languages: English beside French. */
const labels = (
  [
    [enDesk, desk],
    [enPage, page],
  ] as const
).flatMap(([english, french]) => {
  const said = new Map(flat(english, ''));
  return flat(french, '').flatMap(([at, text]) => {
    const counterpart = said.get(at) ?? said.get(at.replace(/_many$/, '_other'));
    return counterpart === undefined ? [] : [{ at, text, english: counterpart }];
  });
});

/**
 * Actions that an operator must not confuse: the English term, and the only French verbs for it
 * (docs/glossary.md).
 */
const concepts = [
  { english: /\bcancel/i, french: /annul/i },
  {
    english: /(?<!this cannot be |hard to )\bundo(ne)?\b|^taken? (\S+ )?back$/i,
    french: /invalid|défai|effac/i,
  },
  { english: /\bdismiss/i, french: /ferm/i },
  { english: /^welcome back/i, french: /^bienvenue à nouveau/i },
] as const;

describe('French, on screens, papers, in mails and of commands', () => {
  it('is all read', () => {
    expect(texts.length).toBeGreaterThan(5_000);
    const places = new Set(texts.map(([at]) => at));
    for (const one of ['reports/tickets/ticket-content.ts', 'main/station/doctor/finding.ts']) {
      expect(places).toContain(one);
    }
  });

  it('follows its typography, plurals and dates', () => {
    expect(faultsOf(texts)).toEqual([]);
  });

  it('keeps cancelling, undoing and dismissing apart, and welcomes who comes in', () => {
    const mistaken = labels.filter((label) => {
      const meant = concepts.filter(({ english }) => english.test(label.english));
      if (meant.length === 0) return false;
      const others = concepts.filter((one) => !meant.includes(one));
      return (
        !meant.every(({ french }) => french.test(label.text)) ||
        others.some(({ french }) => french.test(label.text))
      );
    });
    expect(mistaken).toEqual([]);
    // The first is said to a person who leaves; the second, of a stop hit, is what nobody may do.
    const wrong = labels.filter(({ text }) => /bon retour|^ignorer/i.test(text));
    expect(wrong).toEqual([]);
  });

  it('with a fault of each kind is found', () => {
    const faults = [
      '{count} prête(s).',
      'Code du billet: {{code}}',
      'Il reste 64.9 Go.',
      'Copie du 2026-12-01',
      'il y a {{minutes}} minutes',
      'Votre desk est prêt.',
    ];
    for (const [at, text] of faults.entries()) {
      expect(faultsOf([['key', text]])).toEqual([`${kinds[at]?.name}: key: ${text}`]);
    }
    const source = "const words = { fr: { total: 'Total: 3' } }; const findingsFr = ['option(s)'];";
    expect(faultsOf(frenchIn('x.ts', source))).toHaveLength(2);
  });
});
