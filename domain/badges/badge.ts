import { z } from 'zod';

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

/** A portrait for a badge. */
const badgePhotoSchema = z.strictObject({
  /** Hex SHA-256 of the picture. */
  sha256: z.string().length(64),
  /** JPEG or PNG. */
  picture: z.instanceof(Uint8Array),
});

/** The texts of one badge, already in their final form. */
export const badgeContentSchema = z.strictObject({
  title: z.string(),
  printedName: z.string().min(1),
  givenName: z.string(),
  familyName: z.string(),
  nativeName: z.string(),
  jobTitle: z.string(),
  /** The delegation's name on the badge (event languages, from the secretariat's table). */
  delegationName: z.string(),
  /** Bilingual category name, for example "DELEGATE / DÉLÉGUÉE" as written in the event file. */
  categoryName: z.string(),
  /** Id of the category: a template may have rules for it. */
  category: z.string(),
  strip: z.enum(['solid', 'outline', 'diagonal', 'dots', 'bars', 'checks']),
  eventName: z.string(),
  /** The organiser's emblem as a PNG in base64. */
  emblem: z.string().nullable(),
  /** The person's days, for example "2–4 October 2018". */
  eventDates: z.string(),
  /** Text that the QR carries: the badge code of this serial. */
  qrText: z.string().min(1).max(40),
  /** Readable serial, for example "A7F3-000123". */
  serialText: z.string(),
  /** Marks a further print of the same serial, for example "2"; empty for the first. */
  attemptMark: z.string(),
  /** The mark of a training session or null. */
  training: z.boolean(),
  photo: badgePhotoSchema.nullable(),
  /** Texts of the event's own fields that show on badges, by their ids. */
  extra: z.record(z.string(), z.string()),
  /** Delegation code, which chooses between Chinese, Japanese and Korean glyph forms. */
  delegation: z.string(),
});
export type BadgeContent = z.infer<typeof badgeContentSchema>;

/** A picture of one bit a dot. Row by row from the top left; 1 = black; first dot in top bit. */
export interface Bitmap1 {
  /** Dots. */
  width: number;
  /** Dots. */
  height: number;
  /** Rows of ceil(width / 8) bytes; padding bits are 0. */
  bits: Uint8Array;
  /** On a roll of two colours the red dots, in the same form; none of them is black too. */
  red?: Uint8Array;
  /** Where the printer has colours the same dots in colour, as a PNG: it prints instead of `bits`. */
  colours?: Uint8Array;
  /** Of a card of two sides: rows at the top that are its back, a page of its own. */
  backRows?: number;
}
