import { ZXingHtml5QrcodeDecoder } from 'html5-qrcode/esm/zxing-html5-qrcode-decoder.js';
import jsQR from 'jsqr';
import { FrameReader } from '../../../renderer/scanning/camera/frame-pictures.ts';
import { loadReader } from '../../../renderer/scanning/camera/qr-reader.ts';

export type DecoderName = 'lanyard' | 'html5qrcode' | 'jsqr';

/** One frame of grey pixels, and how often to read it. */
export interface DecodeRequest {
  decoder: DecoderName;
  width: number;
  height: number;
  /** The grey pixels, one byte each, as Base64. */
  luma: string;
  rounds: number;
}

/** Milliseconds of each reading, and the result of the last. */
export interface DecodeAnswer {
  times: number[];
  text: string | null;
}

declare global {
  interface Window {
    loadReader(wasmUrl: string): Promise<void>;
    decodeFrames(request: DecodeRequest): Promise<DecodeAnswer>;
  }
}

type Decode = (frame: VideoFrame) => Promise<string | null>;

/**
 * QR code and sixteen others: the formats that html5-qrcode looks for by default (its
 * `Html5QrcodeSupportedFormats`).
 */
const allFormats = Array.from({ length: 17 }, (_value, format) => format);

/** A canvas as html5-qrcode makes one: it draws the frame and reads the pixels back. */
function canvasOf(frame: VideoFrame): HTMLCanvasElement {
  canvas.width = frame.displayWidth;
  canvas.height = frame.displayHeight;
  context().drawImage(frame, 0, 0, canvas.width, canvas.height);
  return canvas;
}
const canvas = document.createElement('canvas');
function context(): CanvasRenderingContext2D {
  const found = canvas.getContext('2d', { willReadFrequently: true });
  if (found === null) throw new Error('no canvas');
  return found;
}

const quiet = { log: () => {}, warn: () => {}, logError: () => {}, logErrors: () => {} };

function decoderOf(name: DecoderName): Decode {
  switch (name) {
    case 'lanyard': {
      const reader = new FrameReader();
      return async (frame) => {
        await reader.take(frame);
        return (await reader.read())[0] ?? null;
      };
    }
    case 'html5qrcode': {
      const decoder = new ZXingHtml5QrcodeDecoder(allFormats, false, quiet);
      return async (frame) => {
        try {
          return decoder.decode(canvasOf(frame)).text;
        } catch {
          // It throws if it finds no code.
          return null;
        }
      };
    }
    case 'jsqr':
      return async (frame) => {
        const { width, height } = canvasOf(frame);
        const { data } = context().getImageData(0, 0, width, height);
        return jsQR(data, width, height)?.data ?? null;
      };
  }
}

window.loadReader = async (wasmUrl) => loadReader(await (await fetch(wasmUrl)).arrayBuffer());
window.decodeFrames = async ({ decoder, width, height, luma, rounds }) => {
  const decode = decoderOf(decoder);
  const planes = planesOf(luma, width, height);
  const times: number[] = [];
  let text: string | null = null;
  for (let round = -warmUp; round < rounds; round += 1) {
    const frame = new VideoFrame(planes, {
      format: 'I420',
      codedWidth: width,
      codedHeight: height,
      timestamp: 0,
    });
    const start = performance.now();
    text = await decode(frame);
    if (round >= 0) times.push(performance.now() - start);
    frame.close();
  }
  return { times, text };
};
/** Readings before the measurement, so that the code is compiled. */
const warmUp = 8;

/** Luminance, and two empty colour planes of a quarter of its size each (I420). */
function planesOf(luma: string, width: number, height: number): Uint8Array<ArrayBuffer> {
  const grey = Uint8Array.from(atob(luma), (letter) => letter.charCodeAt(0));
  const planes = new Uint8Array((width * height * 3) / 2).fill(128);
  planes.set(grey);
  return planes;
}
