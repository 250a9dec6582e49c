/** Shows how far a search is: over itself on a terminal, else a line now and then. */
export interface ProgressLine {
  show: (schedules: number) => void;
  end: () => void;
}

/** Milliseconds between two lines where nobody watches. */
const grain = 30_000;

/** Begins now. `schedules` or `seconds` says where the end is. */
export function createProgressLine(goal: {
  schedules: number;
  seconds: number | null;
}): ProgressLine {
  const start = performance.now();
  let last = start;
  const isTerminal = process.stdout.isTTY === true;
  return {
    show: (schedules) => {
      const now = performance.now();
      if (!isTerminal && now - last < grain) return;
      last = now;
      const seconds = (now - start) / 1000;
      const of = goal.seconds === null ? ` of ${goal.schedules}` : '';
      const until = goal.seconds === null ? '' : ` of ${goal.seconds}`;
      const rate = (schedules / seconds).toFixed(1);
      const text = `${schedules}${of} schedules, ${seconds.toFixed(0)}${until} s, ${rate}/s`;
      process.stdout.write(isTerminal ? `\r${text}   ` : `${text}\n`);
    },
    end: () => {
      if (isTerminal) process.stdout.write('\n');
    },
  };
}
