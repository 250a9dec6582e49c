import { type ReactElement, useLayoutEffect, useRef } from 'react';
import type { Scanning } from './use-scanning.ts';
import './camera-preview.css';

/** The live picture. Give `.scan-camera` a size or an aspect ratio; the picture fills it. */
export function CameraPreview(props: {
  scanning: Scanning;
  /** Mirrors the picture as a mirror would (CSS only; the reader sees the true picture). */
  mirrored?: boolean;
  /** For taking a picture of a person, who may hardly move. */
  live?: boolean;
  className?: string;
}): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const { attachPreview } = props.scanning;
  const { mirrored = false, live: isLive = false } = props;
  useLayoutEffect(() => {
    const element = container.current;
    return element === null ? undefined : attachPreview(element, { mirrored, isLive });
  }, [attachPreview, mirrored, isLive]);
  const className = ['scan-camera', props.className].filter(Boolean).join(' ');
  return <div ref={container} className={className} data-camera={props.scanning.camera.kind} />;
}
