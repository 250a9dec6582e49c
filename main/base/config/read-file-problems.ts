import { readFileSync, statSync } from 'node:fs';
import type { z } from 'zod';
import {
  type FileProblem,
  type PlaceWords,
  problemsOf,
  wholeProblem,
} from '../../../domain/base/file-problems.ts';
import type { ScreenText } from '../../../domain/base/language.ts';

/** A chosen file as its schema reads it, or everything that is wrong with it. */
export type CheckedFile<T> = { ok: true; value: T } | { ok: false; problems: FileProblem[] };

/** No event or settings file is larger; a larger file was chosen by mistake. */
const maxBytes = 20 * 1024 * 1024;

/** Reads a JSON file (UTF-8, byte order mark allowed); lists all its mistakes. Never throws. */
export function checkJsonFile<S extends z.ZodType>(
  path: string,
  schema: S,
  words: PlaceWords,
): CheckedFile<z.output<S>> {
  let json: unknown;
  try {
    if (statSync(path).size > maxBytes) return whole(mistakes.tooLarge);
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return whole(unreadable(error));
  }
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error, json, words) };
}

/** Reads an event's secret: 64 hex digits in a text file. Never throws, never quotes the file. */
export function checkSecretFile(path: string): CheckedFile<Uint8Array> {
  let text: string;
  try {
    if (statSync(path).size > 10_000) return whole(mistakes.noSecret);
    text = readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim();
  } catch (error) {
    return whole(unreadable(error));
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) return whole(mistakes.noSecret);
  return { ok: true, value: Buffer.from(text, 'hex') };
}

function whole(mistake: ScreenText): { ok: false; problems: FileProblem[] } {
  return { ok: false, problems: wholeProblem(mistake) };
}

const mistakes = {
  tooLarge: {
    en: 'It is larger than 20 MB. Choose another file.',
    fr: 'Il dépasse 20 Mo. Choisissez un autre fichier.',
  },
  noSecret: {
    en: 'It is not an event secret: 64 hexadecimal digits. Choose another file.',
    fr: 'Ce n’est pas un secret d’événement\u202F: 64 chiffres hexadécimaux. Choisissez un autre fichier.',
  },
  unreadable: {
    en: 'It cannot be read. Choose it again.',
    fr: 'Il est illisible. Choisissez-le de nouveau.',
  },
  notJson: {
    en: 'It is not a JSON file. Choose another file.',
    fr: 'Ce n’est pas un fichier JSON. Choisissez un autre fichier.',
  },
} as const satisfies Record<string, ScreenText>;

/**
 * Why a file could not be read. JavaScript's own message quotes part of the text, which may be a
 * PIN or a name: this gives the line alone.
 */
export function unreadable(error: unknown): ScreenText {
  if (!(error instanceof SyntaxError)) return mistakes.unreadable;
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(error.message) ?? [];
  if (line === undefined || column === undefined) return mistakes.notJson;
  return {
    en: `It is not valid JSON. Correct line ${line}, character ${column}.`,
    fr: `Ce n’est pas du JSON valable. Corrigez la ligne ${line}, caractère ${column}.`,
  };
}
