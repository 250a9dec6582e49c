/** Something to wait for, with a time-out: a ring that comes before the wait is not lost. */
export interface Signal {
  ring(): void;
  wait(milliseconds: number): Promise<void>;
}

export function createSignal(): Signal {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          wake = null;
          rung = false;
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        wake = done;
        if (rung) done();
      }),
  };
}
