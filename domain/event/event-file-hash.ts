import { toHex, utf8 } from '../base/bytes.ts';
import { canonicalJson, type JsonValue } from '../base/canonical-json.ts';
import type { Crypto } from '../base/crypto.ts';
import type { EventFile } from './event-file.ts';

/**
 * SHA-256 (hex) of an event file's canonical JSON: equal where two stations work with the same
 * file, whatever its indentation and whether its defaults are written out. `file` is a result of
 * `eventFileSchema`.
 */
export function eventFileHash(file: EventFile, crypto: Pick<Crypto, 'sha256'>): string {
  // As in JSON: a field without a value is left out.
  const plain: JsonValue = JSON.parse(JSON.stringify(file));
  return toHex(crypto.sha256(utf8(canonicalJson(plain))));
}
