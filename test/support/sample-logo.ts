import { createCanvas } from '@napi-rs/canvas';

/** A logo three times as wide as high: green, with a white bar. */
export function sampleLogo(): Buffer {
  const canvas = createCanvas(300, 100);
  const context = canvas.getContext('2d');
  context.fillStyle = '#0a7a3c';
  context.fillRect(0, 0, 300, 100);
  context.fillStyle = '#ffffff';
  context.fillRect(30, 40, 240, 20);
  return canvas.toBuffer('image/png');
}

/** The same in base64, as a design stores it. */
export const sampleLogoText = (): string => sampleLogo().toString('base64');
