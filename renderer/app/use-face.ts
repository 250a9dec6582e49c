import { type ComponentType, useEffect, useState } from 'react';
import type { PageFace } from '../../domain/page-face.ts';
import { faces } from './faces.ts';

interface Loaded {
  name: PageFace;
  /** Null where its code could not be loaded. */
  Face: ComponentType<{ isLocked: boolean }> | null;
  error: unknown;
}

/**
 * The component of a face as soon as its code is here, null until then. Not by React's `lazy`: what follows upon a
 * fallback it shows 300 ms later than it could (FALLBACK_THROTTLE_MS in React's reconciler), and a station starts in
 * few of them.
 * @throws what the loading failed with, while drawing
 */
export function useFace(name: PageFace | null): Loaded['Face'] {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    if (name === null) return;
    let isWanted = true;
    const keep = (Face: Loaded['Face'], error: unknown = null): void => {
      if (isWanted) setLoaded({ name, Face, error });
    };
    faces[name]().then(
      (module) => keep(module.default),
      (error: unknown) => keep(null, error),
    );
    return () => {
      isWanted = false;
    };
  }, [name]);
  if (loaded === null || loaded.name !== name) return null;
  if (loaded.Face === null) throw loaded.error;
  return loaded.Face;
}
