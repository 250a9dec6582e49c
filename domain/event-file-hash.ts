import { toHex, utf8 } from './bytes.ts';
import { canonicalJson, type JsonValue } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import type { EventFile } from './event-file.ts';

/**
 * SHA-256 (hex) of an event file's canonical JSON: equal where two stations work with the same file, however it is
 * indented and whether its defaults are written out. `file` as `eventFileSchema` gives it.
 */
export function eventFileHash(file: EventFile, crypto: Pick<Crypto, 'sha256'>): string {
  // As JSON has it: a field without a value is none.
  const plain: JsonValue = JSON.parse(JSON.stringify(file));
  return toHex(crypto.sha256(utf8(canonicalJson(plain))));
}
