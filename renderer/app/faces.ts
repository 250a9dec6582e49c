import type { PageFace } from '../../domain/station/page-face.ts';

/** A station loads only its mode's page: without the desk's, a kiosk is smaller and faster. */
export const faces = {
  desk: () => import('./desk-face.tsx'),
  kiosk: () => import('./kiosk-face.tsx'),
  door: () => import('./door-face.tsx'),
  setUp: () => import('./set-up-face.tsx'),
} as const satisfies Record<PageFace, unknown>;

/** Starts to load the page of a mode; null for an unknown name. */
export function loadFace(name: string): Promise<unknown> | null {
  return Object.hasOwn(faces, name) ? faces[name as PageFace]() : null;
}
