import { type GreyPicture, makeGreyPicture, readColour, readGrey } from './qr-reader.ts';
import { Stillness } from './rest.ts';

/**
 * Pixel formats with luminance as the first plane, a byte a pixel (WebCodecs, `VideoPixelFormat`).
 */
const greyFirst = new Set<string | null>(['I420', 'I420A', 'I422', 'I444', 'NV12']);

/** Keeps its buffers from one frame to the next. */
export class FrameReader {
  #grey: GreyPicture | null = null;
  #canvas: OffscreenCanvas | null = null;
  readonly #stillness = new Stillness();
  #readLast: () => Promise<string[]> = async () => [];
  #readLastAgain: () => Promise<string[]> = async () => [];

  /**
   * Takes a frame. The caller must close it after reading.
   *
   * @returns whether it differs from earlier frames; true if that is unknown
   */
  async take(frame: VideoFrame): Promise<boolean> {
    const { visibleRect, format } = frame;
    if (visibleRect === null || !greyFirst.has(format)) {
      return this.#takeImage(frame, frame.displayWidth, frame.displayHeight);
    }
    const { width, height } = visibleRect;
    const picture = this.#greyOf(width, height, frame.allocationSize());
    const [plane] = await frame.copyTo(picture.pixels);
    if (plane === undefined || plane.offset !== 0 || plane.stride !== width) {
      return this.#takeImage(frame, width, height);
    }
    this.#readLast = () => readGrey(picture);
    this.#readLastAgain = () => readGrey(picture, true);
    return this.#stillness.hasChanged(picture);
  }

  /** Texts of all QR codes in the frame taken last. */
  read(): Promise<string[]> {
    return this.#readLast();
  }

  /** Reads the last frame again, more thoroughly; call it before the next `take`. */
  readAgain(): Promise<string[]> {
    return this.#readLastAgain();
  }

  #takeImage(frame: VideoFrame, width: number, height: number): true {
    this.#readLast = () => this.readImage(frame, width, height);
    return true;
  }

  /** Texts of all QR codes in anything that can be drawn on a canvas. */
  async readImage(image: CanvasImageSource, width: number, height: number): Promise<string[]> {
    const canvas = this.#canvasOf(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (context === null) throw new Error('no canvas to draw the frame on');
    context.drawImage(image, 0, 0, width, height);
    const picture = context.getImageData(0, 0, width, height);
    this.#readLastAgain = () => readColour(picture, true);
    return readColour(picture);
  }

  #greyOf(width: number, height: number, room: number): GreyPicture {
    const grey = this.#grey;
    if (grey?.width === width && grey.height === height && grey.pixels.length >= room) return grey;
    this.#grey = makeGreyPicture(width, height, room);
    return this.#grey;
  }

  #canvasOf(width: number, height: number): OffscreenCanvas {
    if (this.#canvas?.width !== width || this.#canvas.height !== height) {
      this.#canvas = new OffscreenCanvas(width, height);
    }
    return this.#canvas;
  }
}
