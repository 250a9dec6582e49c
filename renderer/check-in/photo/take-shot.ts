import { keptPhotoHeight, keptPhotoWidth } from '../../../domain/roster/photo.ts';
import {
  cropOf,
  judgedWidth,
  judgeShot,
  type ShotJudgement,
} from '../../../domain/roster/photo-shot.ts';

export interface Shot {
  id: string;
  jpeg: Uint8Array<ArrayBuffer>;
  judgement: ShotJudgement;
}

/** JPEG quality (0 to 1) of what is sent to the main process, which encodes it again. */
const quality = 0.92;

/**
 * Takes the picture that the camera shows at the call; judging and encoding follow.
 *
 * @param ratio width divided by height of the badge's photo
 * @throws DOMException if the camera has no picture
 */
export async function takeShot(video: HTMLVideoElement, ratio: number): Promise<Shot> {
  const crop = cropOf({ width: video.videoWidth, height: video.videoHeight }, ratio);
  const scale = Math.min(1, keptPhotoWidth / crop.width, keptPhotoHeight / crop.height);
  const shot = draw(video, crop, crop.width * scale);
  const small = draw(video, crop, judgedWidth, { willReadFrequently: true });
  const { width, height } = small.canvas;
  const { data } = small.getImageData(0, 0, width, height);
  const jpeg = await shot.canvas.convertToBlob({ type: 'image/jpeg', quality });
  return {
    id: crypto.randomUUID(),
    jpeg: new Uint8Array(await jpeg.arrayBuffer()),
    judgement: judgeShot(data, { width, height }),
  };
}

function draw(
  video: HTMLVideoElement,
  crop: ReturnType<typeof cropOf>,
  wide: number,
  options: CanvasRenderingContext2DSettings = {},
): OffscreenCanvasRenderingContext2D {
  const width = Math.max(1, Math.round(wide));
  const height = Math.max(1, Math.round((wide * crop.height) / crop.width));
  const context = new OffscreenCanvas(width, height).getContext('2d', options);
  if (context === null) throw new DOMException('no canvas', 'InvalidStateError');
  context.drawImage(video, crop.x, crop.y, crop.width, crop.height, 0, 0, width, height);
  return context;
}
