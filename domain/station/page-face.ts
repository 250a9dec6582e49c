import type { StationMode } from '../base/protocol.ts';

export type PageFace = StationMode | 'setUp';

/**
 * The set-up until it is done, then the mode's page. In a file of its own because a page needs no
 * schemas.
 */
export function faceOf({ setUp, mode }: { setUp: object | null; mode: StationMode }): PageFace {
  return setUp === null ? mode : 'setUp';
}
