import type { Arbitrary } from 'fast-check';

/** What one case came to: a short word such as `taken` or `refused`; words behind it are told apart, but counted with it. */
export type Outcome = string;

/** A border of the app that takes bytes, texts or values from outside. */
export interface Target {
  /** `part/name`: `--only part` and `--only part/name` choose it. */
  name: string;
  /** Its share of all cases, by how fast it is. */
  share: number;
  /** Outcomes that must be seen: a fuzzer that never passes the first check would miss one. */
  reaches: readonly Outcome[];
  /** Makes samples and whatever else the cases need. */
  open: () => Fuzzed | Promise<Fuzzed>;
}

/** A target that is ready, without the type of its cases. */
export interface Fuzzed {
  cases: Arbitrary<unknown>;
  /**
   * Puts one case to the target and checks everything that must hold.
   *
   * @returns the outcome
   * @throws whatever is a finding
   */
  run: (one: unknown) => Outcome | Promise<Outcome>;
  /** Size of a case in bytes or characters, for its time budget. */
  sizeOf: (one: unknown) => number;
  /** Checks what must hold after all cases, and gives back what `open` took. */
  close: () => Promise<void>;
}

/** How the parts of {@link Fuzzed} belong together. */
export interface FuzzedParts<Case> {
  cases: Arbitrary<Case>;
  run: (one: Case) => Outcome | Promise<Outcome>;
  sizeOf: (one: Case) => number;
  close?: () => Promise<void>;
}

/** Forgets the type of the cases, which only the three functions share. */
export function fuzzed<Case>(parts: FuzzedParts<Case>): Fuzzed {
  return {
    cases: parts.cases,
    run: (one) => parts.run(one as Case),
    sizeOf: (one) => parts.sizeOf(one as Case),
    close: parts.close ?? (async () => {}),
  };
}
