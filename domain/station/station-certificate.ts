import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import type { StationMode } from '../base/protocol.ts';

/** The owner of a key, and the mode by which its facts are judged. */
export interface Certified {
  station: string;
  mode: StationMode;
  /** Raw Ed25519 key, base64. */
  publicKey: string;
  /** When it first joined the event, UTC milliseconds. A kiosk or door wrote nothing earlier. */
  joined: number;
}

/**
 * The text by which a hub certifies a station that it enrolled (Ed25519 over its UTF-8). Stations
 * pass it on with that station's facts. So a hub that was restored or took over can trust facts of
 * stations that it never met.
 */
export function certificateText(
  event: string,
  { station, mode, publicKey, joined }: Certified,
): string {
  return `lanyard station 1\n${event}\n${station}\n${mode}\n${publicKey}\n${joined}`;
}

/** Whether one of these hubs (raw Ed25519 keys, base64) enrolled it. `signature` is base64. */
export function isCertified(
  event: string,
  station: Certified,
  signature: string,
  hubKeys: readonly string[],
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  const text = utf8(certificateText(event, station));
  return hubKeys.some((key) => crypto.verify(fromBase64(key), text, fromBase64(signature)));
}
