import { z } from 'zod';
import { operations } from './operations.ts';
import { stepsText } from './regressions.ts';

/** The size of an exploration, as JSON. */
export const explorationSchema = z.object({
  seed: z.int(),
  /** Maximum number of schedules; the time limit may end the run earlier. */
  schedules: z.int(),
  /** Seconds of the real clock; null for no limit. */
  seconds: z.number().nullable(),
  /** This process does the chunks whose number is `part` modulo `parts`. */
  part: z.int(),
  parts: z.int(),
  /** False only reports the failure, without the smallest schedule that shows it. */
  shrink: z.boolean(),
  /** Whether the first process begins with the schedules of regressions.ts. */
  regressions: z.boolean(),
});
export type Exploration = z.infer<typeof explorationSchema>;

const stepSchema = z.object({
  op: z.enum(operations),
  who: z.int(),
  a: z.int(),
  b: z.int(),
});

/** What was broken, and how to repeat it. */
const failureSchema = z.object({
  /** The name of an invariant, or `crash`. */
  invariant: z.string(),
  message: z.string(),
  stack: z.string(),
  /** For `--seed` and `--path`. */
  seed: z.int(),
  path: z.string(),
  schedule: z.object({ stations: z.int(), seed: z.int(), steps: z.array(stepSchema) }),
  /** Schedules that this process had run, including this one. */
  after: z.int(),
});
export type Failure = z.infer<typeof failureSchema>;

const countSchema = z.object({ done: z.int(), mattered: z.int() });

export const exploredSchema = z.object({
  schedules: z.int(),
  steps: z.int(),
  facts: z.int(),
  excused: z.int(),
  milliseconds: z.number(),
  counts: z.array(z.tuple([z.string(), countSchema])),
  failure: failureSchema.nullable(),
});
export type Explored = z.infer<typeof exploredSchema>;

/** A failure as text, with the lines to keep in regressions.ts. */
export function failureText(failure: Failure): string {
  const { schedule } = failure;
  return [
    `broken: ${failure.message}`,
    `again:  npm run test:sync -- --seed=${failure.seed} --path ${failure.path}`,
    `  kept('…', ${schedule.stations}, ${schedule.seed}, '${stepsText(schedule.steps)}'),`,
    failure.stack,
  ].join('\n');
}
