import { z } from 'zod';
import { momentSchema } from '../base/protocol.ts';

/** What a check of the roster's badges finds in a person, the worst first. */
export const badgeFindingKinds = [
  /** The event has no such delegation: no badge prints. */
  'delegation',
  /** The event has no such category: no badge prints. */
  'category',
  /** Letters that no font has are left out. */
  'missing-glyph',
  /** A text, or a part of the names, does not fit and is cut or left out. */
  'cut',
  /** The name is smaller than the template allows, or than the smallest legible step in a block of names. */
  'name-too-small',
  /** Another text is smaller than the template allows. */
  'text-too-small',
  /** The template shows a photo and there is none. */
  'photo',
  'email',
  /** Somebody else of the same delegation has the name. */
  'same-name',
  /** Somebody of another delegation has the name. */
  'same-name-elsewhere',
] as const;
const badgeFindingKindSchema = z.enum(badgeFindingKinds);
export type BadgeFindingKind = z.infer<typeof badgeFindingKindSchema>;

/** Findings that follow from the layout of the badge, the slow part of a check. */
export const layoutKinds: ReadonlySet<BadgeFindingKind> = new Set([
  'missing-glyph',
  'cut',
  'name-too-small',
  'text-too-small',
]);

/** Findings kept of each kind; all are counted. Whoever solved as many checks again. */
export const maxKeptFindings = 1_000;

export const badgeFindingSchema = z.strictObject({
  kind: badgeFindingKindSchema,
  delegateId: z.string(),
  registrationCode: z.string(),
  printedName: z.string(),
  delegation: z.string(),
  /** The letters, the size in points, or the other person's registration code; may be empty. */
  detail: z.string(),
});
export type BadgeFinding = z.infer<typeof badgeFindingSchema>;

const count = z.int().nonnegative();

/** How far a check has come, in people. */
export const badgeCheckProgressSchema = z.strictObject({ checked: count, total: count });
export type BadgeCheckProgress = z.infer<typeof badgeCheckProgressSchema>;

export const badgeCheckResultSchema = z.strictObject({
  /** UTC milliseconds at its start: later changes of the roster may be missing. */
  at: momentSchema,
  /** People who get a badge. */
  people: count,
  /** Findings of each kind. */
  counts: z.record(badgeFindingKindSchema, count),
});

/**
 * A name as a key: namesakes have the same, whatever the order of the words, capitals and accents
 * of Latin letters.
 */
export function namesakeKey(printedName: string): string {
  return printedName
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}
