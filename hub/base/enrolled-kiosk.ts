import type { KioskMode } from '../../domain/base/protocol.ts';

/** The station that a request comes from, as `kioskOfToken` found it. */
export interface EnrolledKiosk {
  id: string;
  name: string;
  mode: KioskMode;
  /** Raw Ed25519 public key, base64. */
  publicKey: string;
  /** When it first joined the event, UTC milliseconds. */
  joined: number;
  /** A revoked or replaced station receives nothing, and what it pushes goes into quarantine. */
  state: 'enrolled' | 'revoked' | 'replaced';
}
