import type { CameraProblemKind } from './camera-state.ts';

export class CameraProblem extends Error {
  override readonly name = 'CameraProblem';
  readonly kind: CameraProblemKind;

  constructor(kind: CameraProblemKind, detail: string) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
  }
}

/**
 * Error names of `getUserMedia` (W3C Media Capture and Streams); the last two are of old Chromium.
 */
const kinds: readonly [RegExp, CameraProblemKind][] = [
  [/NotAllowedError|SecurityError|PermissionDenied/, 'refused'],
  [/NotFoundError|OverconstrainedError|DevicesNotFound/, 'none-found'],
  [/NotReadableError|AbortError|TrackStartError/, 'busy'],
];

/** Converts an error of html5-qrcode, which passes on `getUserMedia`'s error as part of a text. */
export function toCameraProblem(error: unknown): CameraProblem {
  if (error instanceof CameraProblem) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const kind = kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'failed';
  return new CameraProblem(kind, text);
}
