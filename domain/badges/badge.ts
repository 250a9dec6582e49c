import { z } from 'zod';

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
