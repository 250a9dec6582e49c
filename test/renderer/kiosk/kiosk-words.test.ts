import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type KioskLanguage, kioskLanguages } from '../../../domain/base/language.ts';
import { ticketWords } from '../../../reports/tickets/ticket-content.ts';
import ar from '../../../ui/words/kiosk/ar.json' with { type: 'json' };
import en from '../../../ui/words/kiosk/en.json' with { type: 'json' };
import es from '../../../ui/words/kiosk/es.json' with { type: 'json' };
import fr from '../../../ui/words/kiosk/fr.json' with { type: 'json' };
import pt from '../../../ui/words/kiosk/pt.json' with { type: 'json' };
import ru from '../../../ui/words/kiosk/ru.json' with { type: 'json' };

const words = { en, fr, es, ar, ru, pt };

function flatten(value: object, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') flat.set(path + key, inner);
    else
      for (const [below, text] of flatten(inner as object, `${path}${key}.`)) flat.set(below, text);
  }
  return flat;
}

const flat = new Map(kioskLanguages.map((language) => [language, flatten(words[language])]));
const english = flatten(en);
const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

/** The registration desk, where everyone gets help, and the counter that hands out one badge. */
const places: Readonly<Record<KioskLanguage, { desk: RegExp; counter: RegExp }>> = {
  en: { desk: /\bdesk/i, counter: /\bcounter/i },
  fr: { desk: /accueil/i, counter: /guichet/i },
  es: { desk: /mostrador/i, counter: /ventanilla/i },
  ar: { desk: /مكتب التسجيل/, counter: /الشباك/ },
  ru: { desk: /стойк. регистрации/i, counter: /(?<!\p{L})окн[оеу](?!\p{L})/iu },
  pt: { desk: /balcão/i, counter: /guiché/i },
};
/** Other terms for either, which would seem a third place. */
const otherPlaces =
  /reception|réception|recepción|taquilla|receção|recepção|стойк.(?! регистрации)|مكتب(?! التسجيل)|الاستقبال/iu;

describe.each(kioskLanguages)('the words in %s', (language) => {
  const own = flat.get(language) ?? new Map<string, string>();
  it('have the same keys and fill in the same values', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe('');
      expect(variables(text), key).toEqual(variables(english.get(key) ?? ''));
    }
  });

  it('are not left in English', () => {
    if (language === 'en') return;
    const same = [...own].filter(([key, text]) => text === english.get(key)).map(([key]) => key);
    // Words that the languages share.
    expect(same.filter((key) => !['speech.pause', 'keyboard.accents'].includes(key))).toEqual([]);
  });

  it('are neutral: nothing of the reason for a refusal', () => {
    const reasons =
      /forg|fraud|revok|revoq|révoq|revoc|flag|cancel|annul|contref|falsif|аннулир|отозван|поддел|مزور|ملغ|محظور/iu;
    for (const [key, text] of own) expect(text, key).not.toMatch(reasons);
  });

  it('name the desk and the counter by one word each, as the ticket does', () => {
    const { desk, counter } = places[language];
    for (const [key, text] of own) {
      const inEnglish = english.get(key) ?? '';
      expect(desk.test(text), `${key}: ${text}`).toBe(places.en.desk.test(inEnglish));
      expect(counter.test(text), `${key}: ${text}`).toBe(places.en.counter.test(inEnglish));
      expect(text, key).not.toMatch(otherPlaces);
    }
    expect(ticketWords[language].show).toMatch(desk);
  });

  it('follow the typography of their language', () => {
    for (const [key, text] of own) {
      expect(text, `${key}: straight quotes`).not.toMatch(/['"]/);
      if (language === 'fr') expect(text, key).not.toMatch(/[^\u202f][:;!?»](?!\w)/);
      if (language === 'es' && text.includes('?')) expect(text, key).toContain('¿');
      if (language === 'ar') {
        expect(text, `${key}: Arabic marks`).not.toMatch(/[?,;]/);
        expect(text, `${key}: Latin letters`).not.toMatch(/[a-z](?![a-z]*\}\})/i);
      }
      if (language === 'ru')
        expect(text, `${key}: Latin letters`).not.toMatch(/[a-z](?![a-z]*\}\})/i);
    }
  });
});

it('have none that nobody says', () => {
  const folder = fileURLToPath(new URL('../../../renderer/kiosk', import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');
  const made = ['help.calling', 'help.called', 'help.local', 'help.coming'];
  const spelt = ['correct.printedName', 'correct.givenName', 'correct.familyName'];
  const steps = ['steps.scan', 'steps.check', 'steps.print'];
  const outlets = ['printing.below', 'printing.left', 'printing.right'];
  const ways = ['place.left', 'place.right', 'place.ahead', 'place.behind'];
  const unsaid = [...english.keys()].filter(
    (key) =>
      !sources.includes(`'${key}'`) &&
      ![...made, ...spelt, ...steps, ...outlets, ...ways].includes(key),
  );
  expect(unsaid).toEqual([]);
});
