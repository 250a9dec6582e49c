import { z } from 'zod';

/** Letters and marks of scripts other than Latin. Shared signs and digits do not match. */
const foreign = /(?=[\p{L}\p{M}])[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

type Names = Pick<BadgeContent, 'printedName' | 'givenName' | 'familyName' | 'nativeName'>;

/**
 * The texts of a badge whose name cannot be drawn in its own script: the printed name in Latin
 * letters, and no second name. Uses the printed name if it is Latin, else given and family name if
 * they are, else the Latin part of the printed name. A name without any Latin part stays unchanged,
 * and the badge is held again.
 */
export function latinOnly<T extends Names>(content: T): T {
  const full = tidy(`${content.givenName} ${content.familyName}`);
  const candidates = [content.printedName, full, latinPart(content.printedName)];
  const printedName = candidates.find((name) => isLatin(name)) ?? content.printedName;
  // A template that shows given and family name must not reintroduce foreign letters.
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

const badgePhotoSchema = z.strictObject({
  /** Hex SHA-256 of the picture. */
  sha256: z.string().length(64),
  /** JPEG or PNG. */
  picture: z.instanceof(Uint8Array),
});

/** The texts of one badge in their final form. */
export const badgeContentSchema = z.strictObject({
  title: z.string(),
  printedName: z.string().min(1),
  givenName: z.string(),
  familyName: z.string(),
  nativeName: z.string(),
  jobTitle: z.string(),
  /** May be empty. */
  organisation: z.string(),
  /** The delegation's name on the badge (event languages, from the secretariat's table). */
  delegationName: z.string(),
  /** Bilingual category name, for example "DELEGATE / DÉLÉGUÉE" as written in the event file. */
  categoryName: z.string(),
  /** A template may have rules for it. */
  category: z.string(),
  strip: z.enum(['solid', 'outline', 'diagonal', 'dots', 'bars', 'checks']),
  eventName: z.string(),
  /** PNG in base64. */
  emblem: z.string().nullable(),
  /** The person's days, for example "2–4 October 2018". */
  eventDates: z.string(),
  /** The badge code of this serial, printed as a QR code. */
  qrText: z.string().min(1).max(40),
  /** Readable serial, for example "A7F3-000123". */
  serialText: z.string(),
  /** Marks a further print of the same serial, for example "2"; empty for the first. */
  attemptMark: z.string(),
  /** Whether the badge carries the mark of a training session. */
  training: z.boolean(),
  photo: badgePhotoSchema.nullable(),
  /** The texts of the event's own fields shown on badges, by field id. */
  extra: z.record(z.string(), z.string()),
  /** Names of the sessions in which the person has a place; may be empty. */
  sessions: z.string(),
  /** Selects Chinese, Japanese or Korean glyph forms. */
  delegation: z.string(),
});
export type BadgeContent = z.infer<typeof badgeContentSchema>;

/**
 * A picture of one bit per dot, row by row from the top left. 1 is black; the first dot is the top
 * bit.
 */
export interface Bitmap1 {
  /** In dots. */
  width: number;
  /** In dots. */
  height: number;
  /** Rows of ceil(width / 8) bytes; padding bits are 0. */
  bits: Uint8Array;
  /** The red dots on a roll of two colours, in the same form. No dot is both red and black. */
  red?: Uint8Array;
  /**
   * The same dots in colour, as a PNG, for a printer with colours: it prints these instead of
   * `bits`.
   */
  colours?: Uint8Array;
  /** Rows at the top that are the back of a two-sided card, printed as a separate page. */
  backRows?: number;
}
