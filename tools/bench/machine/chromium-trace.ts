import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Chromium's trace categories: tasks with their processor time, the page's marks, garbage
 * collections.
 */
export const taskCategories = ['toplevel', 'v8', 'devtools.timeline', 'blink.user_timing'];
/** {@link taskCategories}, loading, and V8's profile. */
export const traceCategories = [
  ...taskCategories,
  'loading',
  'disabled-by-default-v8.cpu_profiler',
];

const frameSchema = z.object({ functionName: z.string(), url: z.string().optional() });
const eventSchema = z.looseObject({
  name: z.string(),
  ph: z.string(),
  pid: z.int(),
  tid: z.int(),
  /** Microseconds of the machine's clock. */
  ts: z.number(),
  dur: z.number().optional(),
  /** Processor time of the thread within it, microseconds. */
  tdur: z.number().optional(),
  args: z.looseObject({}).optional(),
});
/**
 * https://chromedevtools.github.io/devtools-protocol/tot/Profiler: nodes of the call tree and their
 * samples, in pieces.
 */
const profilePieceSchema = z.object({
  data: z.object({
    startTime: z.number().optional(),
    cpuProfile: z
      .object({
        nodes: z.array(z.object({ id: z.int(), callFrame: frameSchema })).optional(),
        samples: z.array(z.int()).optional(),
      })
      .optional(),
    /** Microseconds since the sample before. */
    timeDeltas: z.array(z.number()).optional(),
  }),
});

/** An event of the Trace Event Format. */
export type TraceEvent = z.infer<typeof eventSchema>;

/** A trace of Chromium (Trace Event Format, JSON). */
export class ChromiumTrace {
  readonly #events: readonly TraceEvent[];
  /** Microseconds of the first event. */
  readonly begin: number;

  /** @throws ZodError, SyntaxError for a file that is not a trace */
  constructor(file: string) {
    const trace = z
      .object({ traceEvents: z.array(eventSchema) })
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    this.#events = trace.traceEvents;
    this.begin = this.#events.reduce(
      (first, { ts, ph }) => (ph === 'M' || ts === 0 ? first : Math.min(first, ts)),
      Number.POSITIVE_INFINITY,
    );
  }

  /** Milliseconds from the beginning to the first event of that name; null without one. */
  momentOf(name: string): number | null {
    const found = this.#events.find((event) => event.name === name && event.ts > 0);
    return found === undefined ? null : (found.ts - this.begin) / 1_000;
  }

  /**
   * Processor time in milliseconds that the threads of that name (`CrBrowserMain`,
   * `CrRendererMain`) took in the first `until` milliseconds. Counts their outermost tasks, which
   * contain all others.
   */
  processorTime(thread: string, until: number): number {
    return this.tasks(thread)
      .filter(({ ts }) => ts < this.begin + until * 1_000)
      .reduce((sum, { tdur = 0 }) => sum + tdur / 1_000, 0);
  }

  /** The outermost tasks of the threads of that name, in order of time within each thread. */
  tasks(thread: string): TraceEvent[] {
    return this.#threads(thread).flatMap(({ pid, tid }) => {
      const all = this.#events
        .filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid)
        .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
      let end = 0;
      return all.filter(({ ts, dur = 0 }) => {
        if (ts < end) return false;
        end = ts + dur;
        return true;
      });
    });
  }

  /**
   * The events of a task's own thread from its beginning to its end, with the names of all threads.
   */
  around({ pid, tid, ts, dur = 0 }: TraceEvent): TraceEvent[] {
    return this.#events.filter(
      (event) =>
        event.ph === 'M' ||
        (event.pid === pid && event.tid === tid && event.ts >= ts && event.ts <= ts + dur),
    );
  }

  /**
   * Milliseconds of V8's samples in a process's main thread in the first `until` milliseconds, by
   * the group that `groupOf` gives a sampled function (its name and its script's address). Samples
   * without a group are left out.
   */
  profile(
    thread: string,
    until: number,
    groupOf: (name: string, url: string) => string | null,
  ): Record<string, number> {
    const pids = this.#threads(thread).map(({ pid }) => pid);
    const found: Record<string, number> = {};
    for (const pid of pids) {
      const groups = new Map<number, string | null>();
      let at = 0;
      for (const { name, pid: own, args } of this.#events) {
        if (own !== pid || !/^Profile(Chunk)?$/.test(name)) continue;
        const { data } = profilePieceSchema.parse(args);
        at = data.startTime ?? at;
        for (const { id, callFrame } of data.cpuProfile?.nodes ?? [])
          groups.set(id, groupOf(callFrame.functionName, callFrame.url ?? ''));
        for (const [index, sample] of (data.cpuProfile?.samples ?? []).entries()) {
          const took = data.timeDeltas?.[index] ?? 0;
          at += took;
          const group = groups.get(sample) ?? null;
          if (group === null || at > this.begin + until * 1_000) continue;
          found[group] = (found[group] ?? 0) + took / 1_000;
        }
      }
    }
    return found;
  }

  #threads(name: string): { pid: number; tid: number }[] {
    return this.#events.filter(
      (event) => event.name === 'thread_name' && event.args?.name === name,
    );
  }
}
