import type { PageFace } from '../../domain/page-face.ts';

/** Each station loads its own face only: a kiosk is ready sooner, and smaller, without the desk's pages. */
export const faces = {
  desk: () => import('./desk-face.tsx'),
  kiosk: () => import('./kiosk-face.tsx'),
  door: () => import('./door-face.tsx'),
  setUp: () => import('./set-up-face.tsx'),
} as const satisfies Record<PageFace, unknown>;

/** Begins to load a face; null for a name that is none. */
export function loadFace(name: string): Promise<unknown> | null {
  return Object.hasOwn(faces, name) ? faces[name as PageFace]() : null;
}
