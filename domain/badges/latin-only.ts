import type { BadgeContent } from './badge.ts';

/** Letters and marks of other scripts than Latin; shared signs and digits do not count. */
const foreign = /(?=[\p{L}\p{M}])[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

type Names = Pick<BadgeContent, 'printedName' | 'givenName' | 'familyName' | 'nativeName'>;

/**
 * The texts of a badge whose name cannot be drawn in its own script: the printed name in Latin
 * letters, and no second name. The Latin name is the printed one if it is Latin, else given and
 * family name if they are, else the Latin part of the printed one. A name without any Latin part
 * stays as it is, and the badge is held again.
 */
export function latinOnly<T extends Names>(content: T): T {
  const full = tidy(`${content.givenName} ${content.familyName}`);
  const candidates = [content.printedName, full, latinPart(content.printedName)];
  const printedName = candidates.find((name) => isLatin(name)) ?? content.printedName;
  // A template that shows given and family name must not bring their foreign letters back.
  const half = (name: string): string => (foreign.test(name) ? latinPart(name) : name);
  return {
    ...content,
    printedName,
    givenName: half(content.givenName),
    familyName: half(content.familyName),
    nativeName: '',
  };
}

function isLatin(name: string): boolean {
  return /\p{Script=Latin}/u.test(name) && !foreign.test(name);
}

/** The parts of a name without a foreign letter. */
function latinPart(name: string): string {
  return tidy(
    name
      .split(/\s+/u)
      .filter((word) => !foreign.test(word))
      .join(' '),
  );
}

function tidy(name: string): string {
  return name.replace(/\s+/gu, ' ').trim();
}
