import { z } from 'zod';

/** What is recorded about operators who work with personal data. */
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

/** One action of an operator. */
export interface Activity {
  kind: ActivityKind;
  /** The delegate that was opened; null otherwise. */
  delegateId: string | null;
  /** The query, which list was exported, or which settings changed. */
  detail: string;
}

/** A search counts once no further key was pressed for this long. Milliseconds. */
export const searchSettlesAfter = 1_500;
/** One person opening the same delegate again within this time is one opening. Milliseconds. */
export const openedAgainAfter = 5 * 60_000;
