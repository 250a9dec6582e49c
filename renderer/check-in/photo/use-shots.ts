import { type RefObject, useState } from 'react';
import type { PhotoRefusal } from '../../../domain/roster/photo-import.ts';
import { ask } from '../../kit/client/ask.ts';
import { type Action, useAction } from '../../kit/client/use-action.ts';
import { type Shot, takeShot } from './take-shot.ts';

/** Shots to choose from. */
export const maxShots = 3;

interface Shots {
  shots: readonly Shot[];
  /** Takes the camera's picture of this moment; null if the camera was taken away just now. */
  press: () => Promise<Shot> | null;
  /** Adds a picture that was taken to the shots. */
  shoot: Action<[Promise<Shot>]>;
  /** Throws the shots away. */
  retake: () => void;
  /** Keeps a shot, with the consent. */
  keep: Action<[Shot]>;
  /** Why the kept shot was refused; null if none was. */
  refused: PhotoRefusal | null;
}

/**
 * The shots of one delegate, in the page's memory only until one is kept.
 *
 * @param stage holds the camera's picture
 * @param ratio width by height of the badge's photo
 */
export function useShots(
  delegateId: string,
  stage: RefObject<HTMLElement | null>,
  ratio: number,
  onKept: () => void,
): Shots {
  const [shots, setShots] = useState<readonly Shot[]>([]);
  const [refused, setRefused] = useState<PhotoRefusal | null>(null);
  const press = (): Promise<Shot> | null => {
    const video = stage.current?.querySelector('video') ?? null;
    if (video === null || video.videoWidth === 0) return null;
    const taken = takeShot(video, ratio);
    // Nobody asks for it where the key was part of a scan.
    taken.catch(() => undefined);
    return taken;
  };
  const shoot = useAction(async (taken: Promise<Shot>) => {
    const shot = await taken;
    setShots((before) => [...before, shot].slice(0, maxShots));
  });
  const keep = useAction(async ({ jpeg }: Shot) => {
    const answer = await ask('keepPhoto', { delegateId, picture: jpeg, agreed: true });
    if (answer.result === 'kept') onKept();
    else setRefused(answer.reason);
  });
  const retake = (): void => {
    setShots([]);
    setRefused(null);
  };
  return { shots, press, shoot, retake, keep, refused };
}
