import { z } from 'zod';

/** What is logged about operators who work with personal data. */
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

export interface Activity {
  kind: ActivityKind;
  /** The delegate whose record was opened; null for other actions. */
  delegateId: string | null;
  /** The query, the exported list, or the changed settings. */
  detail: string;
}

/** Milliseconds without a further key after which a search is logged. */
export const searchSettlesAfter = 1_500;
/** Milliseconds within which the same operator's reopening of a delegate counts as one opening. */
export const openedAgainAfter = 5 * 60_000;
