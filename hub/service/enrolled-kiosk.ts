import type { KioskMode } from '../../domain/wire/protocol.ts';

/** The kiosk that a request comes from, as `kioskOfToken` found it. */
export interface EnrolledKiosk {
  id: string;
  name: string;
  mode: KioskMode;
  /** Raw Ed25519 public key, base64. */
  publicKey: string;
  /** When it first joined the event, UTC milliseconds. */
  joined: number;
  /** Of the two others nothing is given out, and what they push goes into quarantine. */
  state: 'enrolled' | 'revoked' | 'replaced';
}
