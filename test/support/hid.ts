import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { keyOf, type LayoutName, type Stroke, strokeFor } from './keyboard-layouts.ts';

/** How a simulated hand scanner is set, and which keyboard layout the computer has. */
export interface HidOptions {
  computer?: LayoutName;
  /** Layout for which the scanner is set; the factory setting is US. */
  scanner?: LayoutName;
  /** Milliseconds from one character to the next, exact in the events' time stamps. */
  msPerCharacter?: number;
  /** What the scanner sends after the code. */
  end?: 'Enter' | 'Tab' | null;
  capsLock?: boolean;
  /** False omits the key-up events, which halves the events of a very long text. */
  release?: boolean;
}

/** The parameters of Input.dispatchKeyEvent that are used here. */
interface KeyEvent {
  type: 'keyDown' | 'rawKeyDown' | 'keyUp';
  code: string;
  key: string;
  text?: string;
  modifiers: number;
  windowsVirtualKeyCode: number;
}

/** Bits of `modifiers` (Chrome DevTools Protocol, Input.dispatchKeyEvent). */
const shiftModifier = 8;
/** Windows virtual key codes by `code`, for keys where they cannot be derived (winuser.h). */
const virtualKeys: Record<string, number> = {
  Tab: 9,
  Enter: 13,
  Space: 32,
  F13: 124,
  Semicolon: 186,
  Equal: 187,
  Comma: 188,
  Minus: 189,
  Period: 190,
  Slash: 191,
  Backquote: 192,
  BracketLeft: 219,
  Backslash: 220,
  BracketRight: 221,
  Quote: 222,
  IntlBackslash: 226,
};

function virtualKey(code: string): number {
  const known = virtualKeys[code];
  if (known !== undefined) return known;
  // The codes of letters and digits are their ASCII codes.
  return /^(Key|Digit)(.)$/.exec(code)?.[2]?.charCodeAt(0) ?? 0;
}

/**
 * Pauses up to so many milliseconds count as a scanner's; above, the page may act between two keys.
 */
const scannerPace = 20;
/**
 * Key events in transit to the browser at once; with so many, a hiccup of the test makes no pause.
 */
const maxInProgress = 2000;

/**
 * A keyboard at the page's browser, by the DevTools protocol: real key events with code, key, text
 * and Shift, as any layout produces them.
 */
export class SimulatedKeyboard {
  readonly #session: CDPSession;
  /** Seconds since 1970: the time stamp of the last key. */
  #now = 0;
  #underWay: Promise<unknown>[] = [];

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async at(page: Page): Promise<SimulatedKeyboard> {
    return new SimulatedKeyboard(await page.context().newCDPSession(page));
  }

  async scan(text: string, options: HidOptions = {}): Promise<void> {
    const { scanner = 'us', msPerCharacter = 8, end = 'Enter' } = options;
    if (msPerCharacter <= scannerPace) await this.#letPass(text.length * msPerCharacter);
    for (const character of text) {
      const stroke = strokeFor(scanner, character);
      if (stroke === null) throw new Error(`a scanner set to ${scanner} cannot type ${character}`);
      await this.#stroke(stroke, msPerCharacter, options);
    }
    if (end !== null) await this.#press({ code: end, key: end }, msPerCharacter, 0);
    await this.#arrived();
  }

  async type(text: string, msPerCharacter: number): Promise<void> {
    await this.scan(text, { msPerCharacter, end: null });
  }

  /** Presses and releases a key `gap` milliseconds after the last one. */
  async press(key: { code: string; key: string }, gap: number): Promise<void> {
    await this.#press(key, gap, 0);
    await this.#arrived();
  }

  async #stroke(stroke: Stroke, gap: number, options: HidOptions): Promise<void> {
    const { computer = 'us', capsLock = false, release = true } = options;
    const key = keyOf(computer, stroke, capsLock);
    const modifiers = stroke.shift ? shiftModifier : 0;
    if (!stroke.shift) {
      await this.#press({ code: stroke.code, key }, gap, 0, release);
      return;
    }
    const shift = { code: 'ShiftLeft', key: 'Shift', windowsVirtualKeyCode: 16 };
    await this.#pass(gap);
    await this.#send({ type: 'rawKeyDown', ...shift, modifiers });
    await this.#press({ code: stroke.code, key }, 0, modifiers);
    await this.#send({ type: 'keyUp', ...shift, modifiers: 0 });
  }

  async #press(
    key: { code: string; key: string },
    gap: number,
    modifiers: number,
    release = true,
  ): Promise<void> {
    await this.#pass(gap);
    const isCharacter = Array.from(key.key).length === 1;
    const text = key.key === 'Enter' ? '\r' : isCharacter ? key.key : '';
    const facts = { ...key, modifiers, windowsVirtualKeyCode: virtualKey(key.code) };
    await this.#send({ type: text === '' ? 'rawKeyDown' : 'keyDown', ...facts, text });
    if (release) await this.#send({ type: 'keyUp', ...facts });
  }

  /**
   * Advances the keyboard's clock. Really waits only as long as is needed for it not to run ahead.
   */
  async #pass(milliseconds: number): Promise<void> {
    this.#now = Math.max(this.#now + milliseconds / 1000, this.#now === 0 ? Date.now() / 1000 : 0);
    const ahead = this.#now * 1000 - Date.now();
    if (ahead > 0) await sleep(ahead);
  }

  /**
   * Waits until the time of a whole scan has passed, so that its keys can be sent at once. They
   * arrive late but have correct time stamps, like a scanner's keys at a busy computer. If they
   * were sent one by one, a hiccup of the test would look like a pause of the scanner.
   */
  async #letPass(milliseconds: number): Promise<void> {
    if (this.#now === 0) this.#now = Date.now() / 1000;
    const ahead = this.#now * 1000 + milliseconds - Date.now();
    if (ahead > 0) await sleep(ahead);
  }

  /** A real pause: the next key comes at least so many milliseconds after the last one. */
  async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds);
    this.#now = Math.max(this.#now + milliseconds / 1000, Date.now() / 1000);
  }

  async #send(event: KeyEvent): Promise<void> {
    const timestamp = this.#now;
    this.#underWay.push(this.#session.send('Input.dispatchKeyEvent', { ...event, timestamp }));
    if (this.#underWay.length < maxInProgress) return;
    await Promise.all(this.#underWay.splice(0, maxInProgress / 2));
  }

  async #arrived(): Promise<void> {
    await Promise.all(this.#underWay.splice(0));
  }
}
