import { Burst } from './burst.ts';
import type { BurstOutcome } from './burst-types.ts';
import { type FieldMark, insertAtCaret, isTypingPlace, markField, restoreField } from './field.ts';
import { readKey } from './key-press.ts';
import type { Keystroke } from './keystrokes.ts';

export interface HidScan {
  /** What the keys mean on a US keyboard and what this computer made of them, the better one first. */
  readings: readonly [string, ...string[]];
  /** `event.timeStamp` of the first key: milliseconds of the page's clock. */
  firstKeyAt: number;
}

export interface HidScannerOptions {
  /** Called once a scan, within the event of the key that completed it. */
  onScan: (scan: HidScan) => void;
  /** True if the whole text is a code of ours or of the organiser. */
  looksLikeCode: (text: string) => boolean;
  /** `KeyboardEvent.code` (`F13` … `F24`) that the scanner sends ahead of each code, or null. */
  functionKeyPrefix: string | null;
  page?: Window;
}

/**
 * Listens on the window for hand scanners, which type like keyboards. What they type is kept from the
 * page; what a person types is not, or is given back. Returns the function that ends it.
 */
export function createHidScanner(options: HidScannerOptions): () => void {
  const { onScan, functionKeyPrefix, page = window } = options;
  const burst = new Burst<FieldMark>(options.looksLikeCode);
  /** Keys that went down withheld: their coming up is withheld as well. */
  const withheldKeys = new Set<string>();
  let timer: number | undefined;

  function carryOut(outcomes: readonly BurstOutcome<FieldMark>[]): void {
    for (const outcome of outcomes) {
      if (outcome.kind === 'scan' && outcome.fieldBefore !== null)
        restoreField(outcome.fieldBefore);
      giveBack(page.document, outcome.typing);
      if (outcome.kind === 'scan') {
        onScan({ readings: outcome.readings, firstKeyAt: outcome.firstKeyAt });
      }
    }
  }

  function awaitPause(): void {
    page.clearTimeout(timer);
    if (burst.isOpen()) timer = page.setTimeout(() => carryOut(burst.pause()), burst.silence());
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Keys that this module or a test of a page makes up are not from a keyboard.
    if (!event.isTrusted) return;
    const key = readKey(event, functionKeyPrefix);
    if (key === null) return;
    if (event.repeat) {
      if (withheldKeys.has(event.code)) withhold(event);
      return;
    }
    const pressesButton = key.us === ' ' && !isTypingPlace(page.document);
    const verdict = burst.press({
      ...key,
      pressesButton,
      takeMark: () => markField(page.document),
    });
    carryOut(verdict.outcomes);
    if (verdict.withhold) {
      withheldKeys.add(event.code);
      withhold(event);
    } else withheldKeys.delete(event.code);
    awaitPause();
  }

  function onKeyUp(event: KeyboardEvent): void {
    if (event.isTrusted && withheldKeys.delete(event.code)) withhold(event);
  }

  page.addEventListener('keydown', onKeyDown, { capture: true });
  page.addEventListener('keyup', onKeyUp, { capture: true });
  return () => {
    page.removeEventListener('keydown', onKeyDown, { capture: true });
    page.removeEventListener('keyup', onKeyUp, { capture: true });
    page.clearTimeout(timer);
    carryOut(burst.pause());
  };
}

function withhold(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Gives withheld keys to whatever has the focus: as text to a field, as keys to anything else. */
function giveBack(page: Document, typing: readonly Keystroke<FieldMark>[]): void {
  if (typing.length === 0) return;
  const text = typing.map(({ typed, us }) => typed || us).join('');
  if (insertAtCaret(page, text)) return;
  const target = page.activeElement ?? page.body;
  for (const { typed, us } of typing) {
    const key = typed || us;
    for (const type of ['keydown', 'keyup']) {
      target.dispatchEvent(
        new KeyboardEvent(type, { key, bubbles: true, cancelable: true, composed: true }),
      );
    }
    // A key that a script makes up presses no button, so the button is pressed for it.
    if (key === ' ' && target.matches('button, [role="button"], summary')) {
      if (target instanceof HTMLElement) target.click();
    }
  }
}
