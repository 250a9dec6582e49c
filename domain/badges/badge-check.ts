import { z } from 'zod';
import { momentSchema } from '../base/protocol.ts';

/** What a check of the roster's badges finds about a person, the worst first. */
export const badgeFindingKinds = [
  /** The event has no such delegation: the badge does not print. */
  'delegation',
  /** The event has no such category: the badge does not print. */
  'category',
  /** No font has some of the letters; they are omitted. */
  'missing-glyph',
  /** A text, or part of the names, does not fit and is cut or omitted. */
  'cut',
  /**
   * The name is smaller than the template allows, or in a block of names than the smallest legible
   * step.
   */
  'name-too-small',
  /** Another text is smaller than the template allows. */
  'text-too-small',
  /** The template shows a photo and there is none. */
  'photo',
  'email',
  /** Another person of the same delegation has the same name. */
  'same-name',
  /** A person of another delegation has the same name. */
  'same-name-elsewhere',
] as const;
const badgeFindingKindSchema = z.enum(badgeFindingKinds);
export type BadgeFindingKind = z.infer<typeof badgeFindingKindSchema>;

/** Findings that need the layout of the badge, the slow part of a check. */
export const layoutKinds: ReadonlySet<BadgeFindingKind> = new Set([
  'missing-glyph',
  'cut',
  'name-too-small',
  'text-too-small',
]);

/** Max findings kept of each kind. All are counted: resolve the kept ones and check again. */
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

/** Progress of a check, in people. */
export const badgeCheckProgressSchema = z.strictObject({ checked: count, total: count });
export type BadgeCheckProgress = z.infer<typeof badgeCheckProgressSchema>;

export const badgeCheckResultSchema = z.strictObject({
  /** UTC milliseconds at its start. Later changes of the roster are not covered. */
  at: momentSchema,
  people: count,
  counts: z.record(badgeFindingKindSchema, count),
});

/**
 * A key for names: equal for namesakes, whatever the order of the words, and without regard to
 * capitals and the accents of Latin letters.
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
