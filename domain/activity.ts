import { z } from 'zod';

/** What is written down of those who work with personal data. */
export const activityKinds = [
  'search',
  'opened',
  'batch',
  'export',
  'evacuation-list',
  'settings',
] as const;
export const activityKindSchema = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof activityKindSchema>;

/** One thing that somebody did. */
export interface Activity {
  kind: ActivityKind;
  /** The delegate that was opened; null otherwise. */
  delegateId: string | null;
  /** What was asked for: the words of a search, which list was exported, which settings changed. */
  detail: string;
}

/** A search counts once no further key came for so long: it settled. Milliseconds. */
export const searchSettlesAfter = 1_500;
/** The same delegate opened again by the same person within this time is one opening. Milliseconds. */
export const openedAgainAfter = 5 * 60_000;
