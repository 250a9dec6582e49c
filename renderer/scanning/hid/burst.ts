import {
  type BurstOutcome,
  type BurstScan,
  type KeyPress,
  type Keystroke,
  type KeyVerdict,
  type ReadingName,
  textOf,
} from './burst-types.ts';
import { endsInsideOwnCode } from './own-codes.ts';
import { codeAtEnd, completedLetterCode, type FoundCode, type LooksLikeCode } from './recognise.ts';

/**
 * Milliseconds between keys. Measured: scanners take 1–20 ms a key, slow or wireless ones 40 ms;
 * people take 45–120 ms, with single faster pairs when fingers roll.
 */
const timing = {
  /** Maximum gap that only a machine keeps up. */
  quick: 35,
  /** This many quick gaps in a row start a burst: from then on keys are withheld. */
  quickGaps: 4,
  /** Maximum pause within a burst. */
  stumble: 60,
  /** Maximum pause in a burst that has lasted a while, mainly before its Enter. */
  longStumble: 120,
  /** Maximum gap within one of our own codes. */
  insideOwnCode: 250,
  /** Maximum gap after a function key that announces a scan. */
  announced: 500,
  /** Keys further apart than this are unrelated. */
  apart: 1000,
  /** How late the page may receive a key, because the browser's own process is busy. */
  lateness: 100,
  /** The same once a machine certainly types: then no person waits for withheld keys. */
  longLateness: 800,
  /** Enter or Tab this soon after a complete code belongs to it. */
  suffix: 150,
} as const;

/** This many quick gaps in a row cannot come from a person. */
const surelyMachine = 8;

function isScannerSpeed(gap: number): boolean {
  return gap <= timing.quick;
}

/**
 * What ended a text: no further key on the page's clock, the time stamp or kind of the next key, or
 * Enter.
 */
type Ended = 'silence' | 'gap' | 'end-key';

interface BurstProgress {
  announced: boolean;
  withholding: boolean;
  quickGaps: number;
  insideOwnCode: boolean;
}

/** Maximum milliseconds between related keys, by their own time stamps. */
function longestGap(burst: BurstProgress): number {
  if (burst.announced) return timing.announced;
  if (burst.insideOwnCode) return timing.insideOwnCode;
  if (!burst.withholding) return timing.apart;
  return burst.quickGaps >= surelyMachine ? timing.longStumble : timing.stumble;
}

/** Milliseconds of silence on the page's clock after which no more keys of the text can arrive. */
function maxSilence(burst: BurstProgress): number {
  const isSure = burst.announced || burst.quickGaps >= surelyMachine;
  return longestGap(burst) + (isSure ? timing.longLateness : timing.lateness);
}

/** Maximum number of characters of a scan passed on; the rest is withheld and dropped. */
export const maxBurst = 70_000;
/** Minimum number of keys remembered, for scanners too slow to be told from a person by speed. */
const memory = 400;

/**
 * Distinguishes scans from typing. It has no clock and no page: it receives each key, and returns
 * whether the page may have it and what earlier keys turned out to be.
 * Our own codes are recognised at any speed, by prefix and check letters. Until then, speed decides
 * what is withheld. Speed also makes any other text that ends in Enter or Tab a scan.
 */
export class Burst<Mark> {
  readonly #looksLikeCode: LooksLikeCode;
  #strokes: Keystroke<Mark>[] = [];
  #quickGaps = 0;
  /** Index of the stroke at which scanner speed began. */
  #quickFrom = 0;
  #withholding = false;
  #announced = false;
  /** The silence after the last key was judged, and the page has all keys. */
  #isJudged = false;
  #lastKeyAt = Number.NEGATIVE_INFINITY;
  #lastScanEnd = Number.NEGATIVE_INFINITY;

  /** @param looksLikeCode whether a whole text is one of our codes or of the organiser's */
  constructor(looksLikeCode: LooksLikeCode) {
    this.#looksLikeCode = looksLikeCode;
  }

  /** Call it for each key that goes down, but not for the repeats of a held key. */
  press(key: KeyPress<Mark>): KeyVerdict<Mark> {
    const gap = key.at - this.#lastKeyAt;
    const before = gap > longestGap(this.#progress()) ? this.#settle('gap') : [];
    this.#lastKeyAt = key.at;
    this.#isJudged = false;
    const { withhold, outcomes } = this.#judge(key, gap);
    return { withhold, outcomes: [...before, ...outcomes] };
  }

  /** Call it when no key has come for `silence()` milliseconds. */
  pause(): readonly BurstOutcome<Mark>[] {
    return this.#settle('silence');
  }

  /** Milliseconds without a key after which `pause()` is due, if `isOpen()`. */
  silence(): number {
    return maxSilence(this.#progress());
  }

  /** False if there is nothing to judge, so that no pause is needed. */
  isOpen(): boolean {
    return !this.#isJudged && (this.#announced || this.#strokes.length > 0);
  }

  #progress(): BurstProgress {
    return {
      announced: this.#announced,
      withholding: this.#withholding,
      quickGaps: this.#quickGaps,
      insideOwnCode: endsInsideOwnCode((back) => this.#strokes.at(-1 - back)?.us ?? ''),
    };
  }

  #judge(key: KeyPress<Mark>, gap: number): KeyVerdict<Mark> {
    switch (key.role) {
      case 'character':
        return this.#judgeCharacter(key, gap);
      case 'end':
        return this.#judgeEnd(key);
      case 'prefix': {
        const outcomes = this.#settle('gap');
        this.#announced = true;
        return { withhold: true, outcomes };
      }
      case 'other':
        return { withhold: false, outcomes: this.#settle('gap') };
    }
  }

  #judgeCharacter(key: KeyPress<Mark>, gap: number): KeyVerdict<Mark> {
    const withhold = this.#add(key, gap);
    const found = completedLetterCode(this.#strokes, this.#looksLikeCode);
    if (found === null) return { withhold, outcomes: [] };
    const scan = this.#scanOf(found.strokes, found);
    this.#forget();
    // The last letter never reaches the field, so it need not be removed from it again.
    return { withhold: true, outcomes: [scan] };
  }

  #judgeEnd(key: KeyPress<Mark>): KeyVerdict<Mark> {
    const endsCompleteCode =
      this.#strokes.length === 0 && key.at - this.#lastScanEnd <= timing.suffix;
    if (endsCompleteCode) return { withhold: true, outcomes: [] };
    const announced = this.#announced;
    const outcomes = this.#settle('end-key');
    return { withhold: announced || outcomes.some(({ kind }) => kind === 'scan'), outcomes };
  }

  /** Adds the character; true if it must be withheld. */
  #add(key: KeyPress<Mark>, gap: number): boolean {
    const quick = isScannerSpeed(gap);
    if (quick) this.#quickGaps += 1;
    else if (!this.#withholding) {
      this.#quickGaps = 0;
      this.#quickFrom = this.#strokes.length;
    }
    this.#withholding ||=
      this.#announced || this.#quickGaps >= timing.quickGaps || (quick && key.pressesButton);
    if (this.#strokes.length < this.#quickFrom + maxBurst) {
      const { us, typed, at } = key;
      const mark = this.#withholding ? null : key.takeMark();
      this.#strokes.push({ us, typed, at, withheld: this.#withholding, mark });
    }
    this.#trimMemory();
    return this.#withholding;
  }

  #trimMemory(): void {
    const surplus = this.#strokes.length - memory;
    // In blocks, so that a long text is not copied at each key.
    if (this.#withholding || surplus < memory) return;
    this.#strokes = this.#strokes.slice(surplus);
    this.#quickFrom = Math.max(0, this.#quickFrom - surplus);
  }

  /** Judges the keys so far, now that no more belong to them. */
  #settle(ended: Ended): readonly BurstOutcome<Mark>[] {
    const all = this.#strokes;
    const found = codeAtEnd(all, this.#looksLikeCode);
    const burst = all.slice(this.#announced ? 0 : this.#quickFrom);
    const scanned = found?.strokes ?? (this.#isScan(burst, ended) ? burst : []);
    if (scanned.length > 0) {
      const scan = this.#scanOf(scanned, found);
      this.#forget();
      return [scan];
    }
    const typing = all.filter((stroke) => stroke.withheld);
    // While the browser was busy, another key may be on its way that follows closely by its own
    // time stamp. Then all is one scan, which removes from the field what was typed again.
    this.#isJudged = ended === 'silence' && !this.#announced;
    if (this.#isJudged) this.#strokes = all.map((stroke) => ({ ...stroke, withheld: false }));
    else this.#forget();
    return typing.length === 0 ? [] : [{ kind: 'typing', typing }];
  }

  /**
   * True if strokes without one of our codes are a scan: announced, fast and ended, or organiser's.
   */
  #isScan(burst: readonly Keystroke<Mark>[], ended: Ended): boolean {
    if (this.#announced) return true;
    if (this.#quickGaps < timing.quickGaps) return false;
    if (ended === 'end-key') return true;
    return this.#fits(burst, 'us') || this.#fits(burst, 'typed');
  }

  #fits(strokes: readonly Keystroke<Mark>[], reading: ReadingName): boolean {
    return strokes.length <= memory && this.#looksLikeCode(textOf(strokes, reading));
  }

  /** Builds the scan from the last strokes, without a person's keys among them. */
  #scanOf(scanned: readonly Keystroke<Mark>[], found: FoundCode<Mark> | null): BurstScan<Mark> {
    const stray = found?.stray ?? [];
    const from = this.#strokes.length - scanned.length - stray.length;
    const first = scanned[0];
    const fieldBefore = first?.mark ?? null;
    const reading = found?.reading ?? (this.#fits(scanned, 'typed') ? 'typed' : 'us');
    const best = textOf(scanned, reading);
    const other = textOf(scanned, reading === 'typed' ? 'us' : 'typed');
    const readings = [best, other].filter((text, i, all) => text !== '' && all.indexOf(text) === i);
    this.#lastScanEnd = this.#lastKeyAt;
    return {
      kind: 'scan',
      readings: [readings[0] ?? '', ...readings.slice(1)],
      firstKeyAt: first?.at ?? this.#lastKeyAt,
      fieldBefore,
      typing: [
        ...this.#strokes.slice(0, from).filter(({ withheld }) => withheld),
        // Restoring the field removes what was typed after that state, so these keys are typed
        // again too.
        ...stray.filter(({ withheld }) => withheld || fieldBefore !== null),
      ],
    };
  }

  #forget(): void {
    this.#strokes = [];
    this.#quickGaps = 0;
    this.#quickFrom = 0;
    this.#withholding = false;
    this.#announced = false;
  }
}
