import type { PageFace } from '../../domain/page-face.ts';

/** Each station loads only the page of its mode: a kiosk is ready sooner without the desk's. */
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
