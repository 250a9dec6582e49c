import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { modeNamed } from '../../base/config/command-line.ts';
import type { KeyHolders } from '../../station/key-holders.ts';
import type { Ahead } from '../window/window.ts';

/** What the next window can show before the store is open. Not trusted: the store decides. */
export interface StartHint extends Ahead {
  mode: StationMode;
  /** Of Chromium's date fields; null in a hint from before the language was kept. */
  language: ScreenLanguage | null;
}

/**
 * Null where there is no valid hint. Works without zod: the hint hides the time that loading zod
 * takes.
 */
export function readStartHint(path: string): StartHint | null {
  try {
    return hintOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function hintOf(found: unknown): StartHint | null {
  if (!isRecord(found) || !isRecord(found.camera)) return null;
  const { face, camera } = found;
  const language = found.language === 'en' || found.language === 'fr' ? found.language : null;
  const mode = modeNamed(found.mode);
  const { enabled, deviceId } = camera;
  if (mode === null || (face !== 'setUp' && face !== mode)) return null;
  if (typeof enabled !== 'boolean' || (deviceId !== null && typeof deviceId !== 'string'))
    return null;
  const shown = face === 'setUp' ? face : mode;
  return { mode, face: shown, camera: { enabled, deviceId }, language };
}

/**
 * The mode that a configuration file names, or null; a quick read before the file is parsed
 * properly.
 */
export function modeOfConfig(path: string | null): StationMode | null {
  if (path === null) return null;
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(found) ? modeNamed(found.mode) : null;
  } catch {
    return null;
  }
}

/**
 * The function that keeps the hint for the next start. Where a passphrase opens the store there is
 * no hint: no station may be visible before the passphrase was typed.
 */
export function hintKeeper(
  path: string,
  keyHolders: Pick<KeyHolders, 'protection'>,
  hint: () => StartHint,
): () => void {
  return () => writeStartHint(path, keyHolders.protection() === 'sign-in' ? null : hint());
}

/** With a full disk the next start takes half a second longer, and nothing else is lost. */
function writeStartHint(path: string, hint: StartHint | null): void {
  try {
    if (hint === null) rmSync(path, { force: true });
    else if (!isSame(readStartHint(path), hint)) writeFileSync(path, textOf(hint), { mode: 0o600 });
  } catch {
    // See above.
  }
}

function isSame(a: StartHint | null, b: StartHint): boolean {
  return a !== null && textOf(a) === textOf(b);
}

function textOf({ mode, face, camera: { enabled, deviceId }, language }: StartHint): string {
  return JSON.stringify({ mode, face, camera: { enabled, deviceId }, language });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
