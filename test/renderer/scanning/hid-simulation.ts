import { withCheckLetters } from '../../../domain/base/letters.ts';
import { Burst } from '../../../renderer/scanning/hid/burst.ts';
import type { BurstOutcome } from '../../../renderer/scanning/hid/burst-types.ts';
import { looksLikeOwnCode } from '../../../renderer/scanning/hid/own-codes.ts';
import {
  createSilence,
  type KeyFacts,
  readKey,
  type Silence,
} from '../../../renderer/scanning/hid/scanner.ts';
import { keyOf, type LayoutName, type Stroke, strokeFor } from '../../support/keyboard-layouts.ts';

export const ticket = withCheckLetters('LTBCDFGHJKLNPRSTVXBCDFGHJK');
export const otherTicket = withCheckLetters('LTXVTSRPNLKJHGFDCBXVTSRPNL');
export const badge = withCheckLetters('LBBCDFGHJKLNPRSTVXBCDFGHJKLNPR');
export const signedTicket = `LS:GSC-0042:${'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'.repeat(3).slice(0, 107)}`;

export interface Keyboard {
  computer: LayoutName;
  /** Layout for which the scanner is set; a person always types in the computer's layout. */
  scanner: LayoutName;
  capsLock: boolean;
}

export const usKeyboard: Keyboard = { computer: 'us', scanner: 'us', capsLock: false };

/**
 * A page with one text field that always has the focus, without a browser: keys that are let
 * through are appended to its text.
 */
export class SimulatedField {
  text = '';
  readonly scans: { readings: readonly string[]; firstKeyAt: number }[] = [];
  /** Keys that reached the page other than as text. */
  readonly passed: string[] = [];
  /** The keyboard's clock: time stamp of the next key. */
  #now = 1000;
  /** Milliseconds by which the page hears of keys later than they are pressed. */
  #behind = 0;
  #timer: { run: () => void; at: number } | null = null;
  readonly #burst: Burst<string>;
  readonly #prefix: string | null;
  readonly #silence: Silence;

  constructor(options: { looksLikeCode?: (text: string) => boolean; prefix?: string } = {}) {
    this.#burst = new Burst<string>(options.looksLikeCode ?? looksLikeOwnCode);
    this.#prefix = options.prefix ?? null;
    const pageNow = (): number => this.#now + this.#behind;
    this.#silence = createSilence(
      {
        performance: { now: pageNow },
        setTimeout: (run, milliseconds) => {
          this.#timer = { run, at: pageNow() + milliseconds };
          return 1;
        },
        clearTimeout: () => (this.#timer = null),
      },
      () => this.#carryOut(this.#burst.pause()),
    );
  }

  /** Presses one key `gap` milliseconds after the last one. */
  press(facts: Partial<KeyFacts> & { code: string; key: string }, gap: number): void {
    this.wait(gap);
    const altGraph = facts.getModifierState?.('AltGraph') ?? false;
    const event: KeyFacts = {
      shiftKey: false,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      getModifierState: (name) => name === 'AltGraph' && altGraph,
      ...facts,
      timeStamp: this.#now,
    };
    const key = readKey(event, this.#prefix);
    if (key === null) return;
    const verdict = this.#burst.press({ ...key, pressesButton: false, takeMark: () => this.text });
    this.#carryOut(verdict.outcomes);
    if (this.#burst.isOpen()) this.#silence.await(this.#burst.silence());
    else this.#silence.end();
    if (verdict.withhold) return;
    if (key.role === 'character') this.text += key.typed;
    else this.passed.push(event.key);
  }

  /** Lets time pass; reports a pause that becomes due meanwhile. */
  wait(milliseconds: number): void {
    const end = this.#now + milliseconds;
    while (this.#timer !== null && this.#timer.at < end + this.#behind) {
      const { run, at } = this.#timer;
      this.#timer = null;
      this.#now = at - this.#behind;
      run();
    }
    this.#now = end;
  }

  /**
   * The browser's own process is busy for longer than any pause, but the page is not: the next key
   * is late, though not by its time stamp.
   */
  stall(): void {
    const now = this.#now;
    this.wait(2_000);
    this.#behind += this.#now - now;
    this.#now = now;
  }

  /**
   * The whole computer stops for a while. Afterwards a timer that became due runs first, then the
   * keys that were pressed meanwhile.
   */
  standStill(milliseconds: number): void {
    this.#behind += milliseconds;
    const late = this.#timer;
    if (late === null || late.at > this.#now + this.#behind) return;
    this.#timer = null;
    late.run();
  }

  /** A hand scanner types the text, `gap` milliseconds a character. */
  scan(
    text: string,
    gap: number,
    end: 'Enter' | 'Tab' | null,
    keyboard: Keyboard = usKeyboard,
  ): void {
    for (const character of text) {
      const stroke = strokeFor(keyboard.scanner, character);
      if (stroke === null) throw new Error(`the scanner cannot type ${character}`);
      if (stroke.shift) this.press({ code: 'ShiftLeft', key: 'Shift', shiftKey: true }, 0);
      this.stroke(stroke, gap, keyboard);
    }
    if (end !== null) this.press({ code: end, key: end }, gap);
  }

  stroke(stroke: Stroke, gap: number, keyboard: Keyboard = usKeyboard): void {
    const key = keyOf(keyboard.computer, stroke, keyboard.capsLock);
    const getModifierState = (name: string) => name === 'AltGraph' && stroke.altGraph;
    this.press({ code: stroke.code, key, shiftKey: stroke.shift, getModifierState }, gap);
  }

  /** A person types the text; `gaps` are used in turn. */
  type(text: string, gaps: readonly number[], computer: LayoutName = 'us'): void {
    for (const [i, character] of Array.from(text).entries()) {
      const stroke = strokeFor(computer, character);
      if (stroke === null) throw new Error(`cannot type ${character}`);
      this.stroke(stroke, gaps[i % gaps.length] ?? 80, { ...usKeyboard, computer });
    }
  }

  #carryOut(outcomes: readonly BurstOutcome<string>[]): void {
    for (const outcome of outcomes) {
      if (outcome.kind === 'scan') {
        if (outcome.fieldBefore !== null) this.text = outcome.fieldBefore;
        this.scans.push({ readings: outcome.readings, firstKeyAt: outcome.firstKeyAt });
      }
      this.text += outcome.typing.map(({ typed }) => typed).join('');
    }
  }
}

/** The better reading of each scan. */
export function firstReading(field: SimulatedField): (string | undefined)[] {
  return field.scans.map(({ readings }) => readings[0]);
}
