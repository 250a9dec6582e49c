import type { Arbitrary } from 'fast-check';

/**
 * The outcome of a case: a short word such as `taken` or `refused`. Further words distinguish
 * kinds, but count with the first.
 */
export type Outcome = string;

/** A boundary of the app that takes bytes, texts or values from outside. */
export interface Target {
  /** `part/name`; selected by `--only part` or `--only part/name`. */
  name: string;
  /** Its share of all cases, by its speed. */
  share: number;
  /** Outcomes that must occur: a fuzzer that never passes the first check would miss one. */
  reaches: readonly Outcome[];
  /** Makes samples and whatever else the cases need. */
  open: () => Fuzzed | Promise<Fuzzed>;
}

/** A prepared target, without the type of its cases. */
export interface Fuzzed {
  cases: Arbitrary<unknown>;
  /**
   * Gives one case to the target and checks everything that must hold.
   *
   * @returns the outcome
   * @throws whatever is a finding
   */
  run: (one: unknown) => Outcome | Promise<Outcome>;
  /** Size of a case in bytes or characters, for its time budget. */
  sizeOf: (one: unknown) => number;
  /** Checks what must hold after all cases, and releases what `open` acquired. */
  close: () => Promise<void>;
}

/** The typed parts of {@link Fuzzed}. */
export interface FuzzedParts<Case> {
  cases: Arbitrary<Case>;
  run: (one: Case) => Outcome | Promise<Outcome>;
  sizeOf: (one: Case) => number;
  close?: () => Promise<void>;
}

/** Hides the type of the cases, which only these functions share. */
export function fuzzed<Case>(parts: FuzzedParts<Case>): Fuzzed {
  return {
    cases: parts.cases,
    run: (one) => parts.run(one as Case),
    sizeOf: (one) => parts.sizeOf(one as Case),
    close: parts.close ?? (async () => {}),
  };
}
