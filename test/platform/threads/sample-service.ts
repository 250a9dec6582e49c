/** The service of sample-worker.ts. */
export interface SampleService {
  /** Fails with the given error if there is one. */
  echo(input: { value: unknown } | { error: 'coded' | 'plain' | 'unclonable' }): Promise<unknown>;
  count(to: number, report?: (done: number, total: number) => void): Promise<number>;
  /** Reports without end, and without letting its thread hear any message. */
  spin(input: null, report?: (turn: number) => void): Promise<void>;
  /** Answers once `release` was told. */
  wait(): Promise<string>;
  release(answer: string): void;
  /** Bytes of a buffer, which the caller has handed over; urgent. */
  size(bytes: Uint8Array): Promise<number>;
  text(length: number): Promise<string>;
  /** Crashes the thread. */
  crash(): Promise<void>;
  /** Never answers, whatever happens. */
  hang(): Promise<void>;
  exit(code: number): Promise<void>;
  /** Asks the caller back. */
  ask(question: string): Promise<string>;
}

/** What the test answers to the thread. */
export interface SampleParent {
  answer(question: string): Promise<string>;
  closed(): void;
}
