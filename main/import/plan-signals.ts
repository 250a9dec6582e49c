import type { ImportProgress } from '../../domain/roster-import.ts';

/** How a plan tells of itself. */
export interface PlanSignals {
  /** Throws `import-cancelled` once the plan was given up. */
  progress(progress: Omit<ImportProgress, 'planId'>): void;
  /** Resolves when the next batch may be written; rejects with `import-cancelled`. */
  nextTurn(): Promise<void>;
}
