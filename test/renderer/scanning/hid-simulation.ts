import { withCheckLetters } from '../../../domain/base/letters.ts';
import { Burst } from '../../../renderer/scanning/hid/burst.ts';
import type { BurstOutcome } from '../../../renderer/scanning/hid/burst-types.ts';
import { looksLikeOwnCode } from '../../../renderer/scanning/hid/own-codes.ts';
import { type KeyFacts, readKey } from '../../../renderer/scanning/hid/scanner.ts';
import { keyOf, type LayoutName, type Stroke, strokeFor } from '../../support/keyboard-layouts.ts';

export const ticket = withCheckLetters('LTBCDFGHJKLNPRSTVXBCDFGHJK');
export const otherTicket = withCheckLetters('LTXVTSRPNLKJHGFDCBXVTSRPNL');
export const badge = withCheckLetters('LBBCDFGHJKLNPRSTVXBCDFGHJKLNPR');
export const signedTicket = `LS:GSC-0042:${'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'.repeat(3).slice(0, 107)}`;

export interface Keyboard {
  computer: LayoutName;
  /** Layout for which the scanner is set; a person always types what the computer has. */
  scanner: LayoutName;
  capsLock: boolean;
}

export const usKeyboard: Keyboard = { computer: 'us', scanner: 'us', capsLock: false };

/**
 * A page with one text field that is always focused, plain and without a browser: keys that are let
 * through are typed at its end.
 */
export class SimulatedField {
  text = '';
  readonly scans: { readings: readonly string[]; firstKeyAt: number }[] = [];
  /** Keys that ended up at the page other than as text. */
  readonly passed: string[] = [];
  #now = 1000;
  readonly #burst: Burst<string>;
  readonly #prefix: string | null;

  constructor(options: { looksLikeCode?: (text: string) => boolean; prefix?: string } = {}) {
    this.#burst = new Burst<string>(options.looksLikeCode ?? looksLikeOwnCode);
    this.#prefix = options.prefix ?? null;
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
    if (verdict.withhold) return;
    if (key.role === 'character') this.text += key.typed;
    else this.passed.push(event.key);
  }

  /** Lets time pass; a pause that becomes due in it is told. */
  wait(milliseconds: number): void {
    const silence = this.#burst.silence();
    if (this.#burst.isOpen() && milliseconds > silence) this.#carryOut(this.#burst.pause());
    this.#now += milliseconds;
  }

  /** The browser is busy for as long as any pause takes: the next key is late, but not by its time stamp. */
  stall(): void {
    if (this.#burst.isOpen()) this.#carryOut(this.#burst.pause());
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
