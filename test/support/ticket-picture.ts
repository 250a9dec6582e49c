import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import QRCode from 'qrcode';
import { type GreyPicture, makeGreyPicture } from '../../renderer/scanning/camera/qr-reader.ts';
import { createRandom } from '../sim/random.ts';

/** How the ticket is held, and the effects of light and lens. */
export interface PictureOptions {
  /** Radius of a blur in pixels; 0 is sharp. */
  blur?: number;
  /** Degrees by which the ticket is turned, clockwise. */
  tilt?: number;
  /** 1 is normal light, 0.4 a dark corner, 1.6 too much of it. */
  brightness?: number;
  /** Standard deviation of the sensor's noise, of 255. */
  noise?: number;
  noiseSeed?: number;
  /** Pixels per module of the QR code. */
  scale?: number;
}

export const pictureWidth = 1280;
export const pictureHeight = 720;
/** Modules of white around a QR code (ISO/IEC 18004, 5.3.8). */
const quietZone = 4;

/**
 * Draws what a webcam sees: a desk, and a person holding a ticket with the text as its QR code, or
 * nobody.
 */
export function drawPicture(text: string | null, options: PictureOptions = {}): Canvas {
  const canvas = createCanvas(pictureWidth, pictureHeight);
  const context = canvas.getContext('2d');
  const { blur = 0, brightness = 1, noise = 0, noiseSeed = 1 } = options;
  const sharp = createCanvas(pictureWidth, pictureHeight);
  drawRoom(sharp.getContext('2d'));
  if (text !== null) drawTicket(sharp.getContext('2d'), text, options);
  context.filter = `blur(${blur}px) brightness(${brightness})`;
  context.drawImage(sharp, 0, 0);
  if (noise > 0) addNoise(context, noise, noiseSeed);
  return canvas;
}

/** The picture as a camera's plane of luminance (ITU-R BT.601). */
export function greyPicture(text: string | null, options: PictureOptions = {}): GreyPicture {
  const context = drawPicture(text, options).getContext('2d');
  const { data } = context.getImageData(0, 0, pictureWidth, pictureHeight);
  const picture = makeGreyPicture(pictureWidth, pictureHeight);
  for (let i = 0; i < picture.pixels.length; i += 1) {
    const [red, green, blue] = [data[4 * i] ?? 0, data[4 * i + 1] ?? 0, data[4 * i + 2] ?? 0];
    picture.pixels[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return picture;
}

/** A wall, a desk's edge and a jacket, all out of focus. */
function drawRoom(context: SKRSContext2D): void {
  const wall = context.createLinearGradient(0, 0, pictureWidth, pictureHeight);
  wall.addColorStop(0, '#a9a59c');
  wall.addColorStop(1, '#6f6a63');
  context.fillStyle = wall;
  context.fillRect(0, 0, pictureWidth, pictureHeight);
  context.filter = 'blur(12px)';
  context.fillStyle = '#2f3a4d';
  context.beginPath();
  context.ellipse(640, 760, 420, 430, 0, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = '#c79f86';
  context.beginPath();
  context.ellipse(640, 190, 120, 155, 0, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = '#54422f';
  context.fillRect(0, 660, pictureWidth, 60);
  context.filter = 'none';
}

/** A printed ticket: title, QR code, lines of small print. */
function drawTicket(context: SKRSContext2D, text: string, options: PictureOptions): void {
  // Level M holds 2,331 bytes, level L 2,953 (ISO/IEC 18004, table 7).
  const errorCorrectionLevel = Buffer.byteLength(text) > 2331 ? 'L' : 'M';
  const { modules } = QRCode.create(text, { errorCorrectionLevel });
  const room = pictureHeight - 140;
  const scale = options.scale ?? Math.min(12, Math.floor(room / (modules.size + 2 * quietZone)));
  const side = modules.size * scale;
  const margin = quietZone * scale;
  context.save();
  context.translate(pictureWidth / 2, pictureHeight / 2);
  context.rotate(((options.tilt ?? 0) * Math.PI) / 180);
  context.fillStyle = '#f4f2ee';
  context.fillRect(
    -side / 2 - margin,
    -side / 2 - margin - 50,
    side + 2 * margin,
    side + 2 * margin + 100,
  );
  context.fillStyle = '#1d4f7a';
  context.fillRect(-side / 2, -side / 2 - margin - 34, side * 0.7, 18);
  context.fillStyle = '#8b8b8b';
  for (const line of [0, 1])
    context.fillRect(-side / 2, side / 2 + margin + 8 + 16 * line, side * 0.9, 7);
  context.fillStyle = '#161616';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      // Half a pixel more: otherwise a turned code shows seams between its modules.
      const module = scale + 0.5;
      context.fillRect(column * scale - side / 2, row * scale - side / 2, module, module);
    }
  }
  context.restore();
}

/**
 * Adds noise of a seed, nearly normal (the sum of four uniform numbers), the same in all colours.
 */
function addNoise(context: SKRSContext2D, deviation: number, seed: number): void {
  const image = context.getImageData(0, 0, pictureWidth, pictureHeight);
  const { next } = createRandom(seed);
  // The sum of four numbers uniform in ±0.5 has the variance 4/12.
  const factor = deviation * Math.sqrt(3);
  for (let i = 0; i < image.data.length; i += 4) {
    const offset = (next() + next() + next() + next() - 2) * factor;
    for (let colour = 0; colour < 3; colour += 1) {
      image.data[i + colour] = (image.data[i + colour] ?? 0) + offset;
    }
  }
  context.putImageData(image, 0, 0);
}
