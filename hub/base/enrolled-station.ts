import type { StationMode } from '../../domain/base/protocol.ts';

/** The station that a request comes from, as `stationOfToken` found it. */
export interface EnrolledStation {
  id: string;
  name: string;
  mode: StationMode;
  /** Raw Ed25519 public key, base64. */
  publicKey: string;
  /** When it first joined the event, UTC milliseconds. */
  joined: number;
  /** A revoked or replaced station receives nothing, and what it pushes goes into quarantine. */
  state: 'enrolled' | 'revoked' | 'replaced';
}
