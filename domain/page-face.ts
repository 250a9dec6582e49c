import type { StationMode } from './station-face.ts';

/** What a station's page shows. */
export type PageFace = StationMode | 'setUp';

/**
 * The set-up until it is done, then the page of the station's mode. (In a separate file: a page
 * needs no schemas for it.)
 */
export function faceOf({ setUp, mode }: { setUp: object | null; mode: StationMode }): PageFace {
  return setUp === null ? mode : 'setUp';
}
