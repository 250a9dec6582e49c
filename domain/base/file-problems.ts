import type { z } from 'zod';
import type { ScreenLanguage, ScreenText } from './language.ts';

/** A problem at one place of a chosen file. */
export interface FileProblem {
  /**
   * The place as its editor labels it: "Session or door “Dinner” › Time 1 › Day". Empty for the
   * whole file.
   */
  place: ScreenText;
  mistake: ScreenText;
}

/** How the editor of a kind of file labels its parts. */
export interface PlaceWords {
  /** By field name in the file. */
  fields: Readonly<Record<string, ScreenText>>;
  /** Labels of top-level fields that share their name with a nested one. */
  top?: Readonly<Record<string, ScreenText>>;
  /**
   * Label of one entry of a list, by the list's name in the file. The entry's name or number
   * follows.
   */
  entries: Readonly<Record<string, ScreenText>>;
  /** Lists whose entries are secrets. They are shown by number only. */
  secrets?: readonly string[];
  /** Names an entry that has neither name, label nor code; null to use its number. */
  nameOf?: (entry: Readonly<Record<string, unknown>>) => ScreenText | null;
}

/** No one reads more. */
const maxProblems = 50;

/** The problems of a parse, at most fifty, each with its place in the file's terms. */
export function problemsOf(error: z.ZodError, file: unknown, words: PlaceWords): FileProblem[] {
  return error.issues.slice(0, maxProblems).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return [{ place: placeOf(issue.path, file, words), mistake: mistakeOf(issue, file) }];
    return issue.keys.map((key) => ({
      place: placeOf([...issue.path, key], file, words),
      mistake: mistakes.unknown,
    }));
  });
}

export function wholeProblem(mistake: ScreenText): FileProblem[] {
  return [{ place: both(''), mistake }];
}

function both(text: string): ScreenText {
  return { en: text, fr: text };
}

/** The place of a path, including the names of the entries on the way. */
export function placeOf(
  path: readonly PropertyKey[],
  file: unknown,
  words: PlaceWords,
): ScreenText {
  const parts: ScreenText[] = [];
  let here: unknown = file;
  let list = '';
  for (const step of path) {
    here = isRecord(here) ? here[String(step)] : undefined;
    if (typeof step === 'number') {
      // The entry's label already gives the place, so the label of its list is dropped.
      parts.pop();
      parts.push(entryOf(list, here, step, words));
    } else {
      list = String(step);
      const top = parts.length === 0 ? words.top?.[list] : undefined;
      parts.push(top ?? words.fields[list] ?? both(`“${list}”`));
    }
  }
  return {
    en: parts.map(({ en }) => en).join(' › '),
    fr: parts.map(({ fr }) => fr).join(' › '),
  };
}

function entryOf(list: string, entry: unknown, index: number, words: PlaceWords): ScreenText {
  const label = words.entries[list] ?? words.fields[list] ?? both(`“${list}”`);
  const name = words.secrets?.includes(list) === true ? null : nameOf(entry, words);
  if (name === null) return textOf((language) => `${label[language]} ${index + 1}`);
  return {
    en: `${label.en} “${name.en}”`,
    fr: `${label.fr} «\u202F${name.fr}\u202F»`,
  };
}

function textOf(text: (language: ScreenLanguage) => string): ScreenText {
  return { en: text('en'), fr: text('fr') };
}

/** Longer texts are not names. */
const maxName = 60;

function nameOf(entry: unknown, words: PlaceWords): ScreenText | null {
  if (isName(entry)) return both(entry);
  if (!isRecord(entry)) return null;
  const own = words.nameOf?.(entry) ?? null;
  if (own !== null) return own;
  for (const given of [entry.name, entry.label, entry.code, entry.id]) {
    if (isName(given)) return both(given);
    const texts = isRecord(given) ? Object.values(given).filter(isName) : [];
    if (!isRecord(given) || texts[0] === undefined) continue;
    const named = (language: ScreenLanguage) =>
      isName(given[language]) ? given[language] : (texts[0] ?? '');
    return textOf(named);
  }
  return null;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxName;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const mistakes = {
  unknown: {
    en: 'There is no such field. Remove it, or correct its name.',
    fr: 'Ce champ n’existe pas. Supprimez-le, ou corrigez son nom.',
  },
  missing: { en: 'It is missing. Add it.', fr: 'Il manque. Ajoutez-le.' },
  empty: { en: 'It is empty. Fill it in.', fr: 'C’est vide. Remplissez-le.' },
  date: {
    en: 'This is not a date. Write it as 2026-05-18.',
    fr: 'Ce n’est pas une date. Écrivez-la ainsi\u202F: 2026-05-18.',
  },
  time: {
    en: 'This is not a time of day. Write it as 09:30.',
    fr: 'Ce n’est pas une heure. Écrivez-la ainsi\u202F: 09:30.',
  },
  form: {
    en: 'It is not in the form that this field needs. Compare another one of its kind.',
    fr: 'Ce champ attend une autre forme. Comparez avec un autre du même genre.',
  },
  misfit: {
    en: 'It does not fit the rest of the file. Correct one of the two.',
    fr: 'Cela ne va pas avec le reste du fichier. Corrigez l’un ou l’autre.',
  },
} as const satisfies Record<string, ScreenText>;

const kinds: Readonly<Record<string, ScreenText>> = {
  string: { en: 'a text', fr: 'un texte' },
  number: { en: 'a number', fr: 'un nombre' },
  int: { en: 'a whole number', fr: 'un nombre entier' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  array: { en: 'a list', fr: 'une liste' },
  object: { en: 'a group of fields', fr: 'un groupe de champs' },
  record: { en: 'a group of fields', fr: 'un groupe de champs' },
};

const timesOfDay = ['opens', 'closes', 'dayBoundary'];

function mistakeOf(issue: z.core.$ZodIssue, file: unknown): ScreenText {
  switch (issue.code) {
    case 'invalid_type': {
      if (valueAt(issue.path, file) === undefined) return mistakes.missing;
      const kind = kinds[issue.expected];
      if (kind === undefined) return mistakes.form;
      return {
        en: `This must be ${kind.en}.`,
        fr: `Il faut ici ${kind.fr}.`,
      };
    }
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format': {
      if (issue.format === 'date') return mistakes.date;
      return timesOfDay.includes(String(issue.path.at(-1))) ? mistakes.time : mistakes.form;
    }
    case 'invalid_value': {
      if (valueAt(issue.path, file) === undefined) return mistakes.missing;
      const offered = issue.values.map((value) => `“${String(value)}”`).join(', ');
      return {
        en: `Choose one of these: ${offered}.`,
        fr: `Choisissez parmi\u202F: ${offered}.`,
      };
    }
    case 'custom':
      return isText(issue.params?.mistake) ? issue.params.mistake : mistakes.misfit;
    default:
      return mistakes.form;
  }
}

function tooSmall(origin: string, minimum: number): ScreenText {
  if (origin === 'string' && minimum <= 1) return mistakes.empty;
  if (origin === 'array')
    return { en: `It needs at least ${minimum}.`, fr: `Il en faut au moins ${minimum}.` };
  if (origin === 'string')
    return {
      en: `It needs at least ${minimum} characters.`,
      fr: `Il faut au moins ${minimum} caractères.`,
    };
  return { en: `It must be at least ${minimum}.`, fr: `Il faut au moins ${minimum}.` };
}

function tooBig(origin: string, maximum: number): ScreenText {
  if (origin === 'array')
    return { en: `There may be at most ${maximum}.`, fr: `Il en faut au plus ${maximum}.` };
  if (origin === 'string')
    return {
      en: `It may have at most ${maximum} characters.`,
      fr: `Il faut au plus ${maximum} caractères.`,
    };
  return { en: `It must be at most ${maximum}.`, fr: `Il faut au plus ${maximum}.` };
}

function valueAt(path: readonly PropertyKey[], file: unknown): unknown {
  return path.reduce<unknown>(
    (here, step) => (isRecord(here) ? here[String(step)] : undefined),
    file,
  );
}

function isText(value: unknown): value is ScreenText {
  return isRecord(value) && typeof value.en === 'string' && typeof value.fr === 'string';
}
