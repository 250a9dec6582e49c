import type { SignedUpdate, UpdateManifest } from '../../domain/sync/update.ts';

/** Where updates come from: a folder or the hub. Untrusted until signature and hash are checked. */
export interface UpdateSource {
  /**
   * The newest update for a platform, or null. Throws file and network errors, HubProblem and
   * SyncFailure.
   */
  newest(platform: string): Promise<SignedUpdate | null>;
  /** The bytes of an archive from an offset on, at most `maxPiece`. */
  piece(manifest: UpdateManifest, from: number): Promise<Uint8Array>;
}
