import { type ReactElement, useLayoutEffect, useRef } from 'react';
import type { Scanning } from './use-scanning.ts';
import './camera-preview.css';

/** The live picture. Give `.scan-camera` a size or an aspect ratio; the picture fills it. */
export function CameraPreview(props: {
  scanning: Scanning;
  /** Shows the picture as a mirror does. CSS only: the reader gets the original picture. */
  mirrored?: boolean;
  /**
   * Keeps the picture moving while the reader is idle: for taking a photo of a person who sits
   * still.
   */
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
