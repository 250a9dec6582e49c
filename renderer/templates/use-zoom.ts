import { type RefObject, useEffect, useState } from 'react';
import type { Size } from './geometry.ts';

/** Pixels per millimetre. */
const minZoom = 2;
const maxZoom = 40;
const factor = 1.25;
/** Pixels around the badge for rulers and space. */
const around = { width: 88, height: 72 };

export interface Zoom {
  /** Pixels per millimetre. */
  scale: number;
  fits: boolean;
  closer: () => void;
  farther: () => void;
  /** Fits the whole side. */
  fit: () => void;
  /** Sets one printer dot per pixel. */
  dots: () => void;
}

/** The zoom of the badge: fitted to its container until the operator sets it. */
export function useZoom(place: RefObject<HTMLElement | null>, size: Size, dotsPerMm: number): Zoom {
  const [room, setRoom] = useState<Size>({ width: 600, height: 500 });
  const [wanted, setWanted] = useState<number | null>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const watcher = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setRoom({ width, height });
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [place]);
  const fitting = bounded(
    Math.min((room.width - around.width) / size.width, (room.height - around.height) / size.height),
  );
  const scale = wanted ?? fitting;
  return {
    scale,
    fits: wanted === null,
    closer: () => setWanted(bounded(scale * factor)),
    farther: () => setWanted(bounded(scale / factor)),
    fit: () => setWanted(null),
    dots: () => setWanted(dotsPerMm),
  };
}

function bounded(scale: number): number {
  return Math.max(minZoom, Math.min(maxZoom, scale));
}
