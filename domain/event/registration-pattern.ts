import { InvalidData } from '../base/invalid-data.ts';

/** Registration codes have at most 64 characters. Longer texts are never matched. */
export const maxRegistrationCode = 64;

/** With this many variable quantifiers, a match on 64 characters takes 100,000 steps at most. */
const maxVariableQuantifiers = 4;

/** Max combinations of a pattern's choices: each is tried with each of those before it. */
const maxChoices = 1_000;
/** Max combinations with variable quantifiers, each of which counts as sixteen. */
const maxWays = 2 ** 18;

/**
 * Compiles the event file's pattern of registration codes, anchored at both ends.
 *
 * JavaScript's regular expressions can run for years on a few dozen characters, and one careless
 * pattern would freeze every desk. So constructs that allow this are refused: back references,
 * look-around, a repeated group that itself repeats or chooses, more than four variable
 * quantifiers, and successive choices that multiply.
 *
 * @throws InvalidData `unsafe-pattern` if the pattern is not a regular expression or could take very
 *   long
 */
export function compileRegistrationPattern(pattern: string): RegExp {
  let compiled: RegExp;
  try {
    compiled = new RegExp(`^(?:${pattern})$`);
  } catch (cause) {
    throw unsafe('not a regular expression', { cause });
  }
  checkQuantifiers(pattern);
  return compiled;
}

/**
 * The tokens that the check distinguishes: escapes, classes, groups, alternatives, quantifiers,
 * anything else.
 */
const tokens =
  /\\k<|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?<?[=!]|\?:|\?<[^>]*>)?|\)|\||[*+?]|\{\d+(?:,\d*)?\}|./gs;

interface Group {
  /** Has a choice or a variable quantifier, so that repeating it multiplies the ways to match. */
  varies: boolean;
  /** Alternatives in the group. */
  choices: number;
}

function checkQuantifiers(pattern: string): void {
  const open: Group[] = [{ varies: false, choices: 1 }];
  let last: Group = { varies: false, choices: 1 };
  let variable = 0;
  let choices = 1;
  for (const [token] of pattern.matchAll(tokens)) {
    const group = open.at(-1) ?? last;
    const quantifier = readQuantifier(token);
    if (quantifier !== null) {
      if (quantifier.most > 1 && last.varies) {
        throw unsafe('a repeated group repeats or chooses inside');
      }
      if (quantifier.variable) {
        variable += 1;
        group.varies = true;
      }
      if (variable > maxVariableQuantifiers) throw unsafe('too many quantifiers');
    } else if (/^\((?:\?<?[=!])$/.test(token)) {
      throw unsafe('look-around');
    } else if (/^\\[1-9k]/.test(token)) {
      throw unsafe('a reference back');
    } else if (token.startsWith('(')) {
      open.push({ varies: false, choices: 1 });
    } else if (token === ')') {
      last = open.pop() ?? last;
      choices *= last.choices;
      const parent = open.at(-1);
      if (parent !== undefined && last.varies) parent.varies = true;
      continue;
    } else if (token === '|') {
      group.varies = true;
      group.choices += 1;
    }
    last = { varies: false, choices: 1 };
  }
  if (choices > maxChoices || choices * 16 ** variable > maxWays) {
    throw unsafe('too many choices');
  }
}

function readQuantifier(token: string): { variable: boolean; most: number } | null {
  if (token === '*' || token === '+') return { variable: true, most: Number.POSITIVE_INFINITY };
  if (token === '?') return { variable: true, most: 1 };
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}$/.exec(token) ?? [];
  if (least === undefined) return null;
  if (comma !== ',') return { variable: false, most: Number(least) };
  return { variable: most !== least, most: most === '' ? Number.POSITIVE_INFINITY : Number(most) };
}

function unsafe(message: string, more?: { cause: unknown }): InvalidData {
  return new InvalidData('unsafe-pattern', message, more);
}
