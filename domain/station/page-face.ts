import type { StationMode } from '../base/protocol.ts';

/** What a station's page shows. */
export type PageFace = StationMode | 'setUp';

/** Set-up until it is done, then the mode's page. Separate file: a page needs no schemas. */
export function faceOf({ setUp, mode }: { setUp: object | null; mode: StationMode }): PageFace {
  return setUp === null ? mode : 'setUp';
}
