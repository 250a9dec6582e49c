import { createCanvas } from '@napi-rs/canvas';

/** Dots per side. */
const side = 480;

/** An organiser's emblem in one colour: a globe in a ring, with a ribbon below. PNG in base64. */
export function sampleEmblem(colour = '#1b2a6b'): string {
  const context = createCanvas(side, side).getContext('2d');
  const ellipse = (rx: number, ry: number, width: number): void => {
    context.lineWidth = width;
    context.beginPath();
    context.ellipse(side / 2, side * 0.44, rx, ry, 0, 0, 2 * Math.PI);
    context.stroke();
  };
  context.strokeStyle = colour;
  context.fillStyle = colour;
  const radius = side * 0.4;
  ellipse(radius, radius, side * 0.05);
  for (const part of [0.36, 0.72]) ellipse(radius * part, radius, side * 0.022);
  context.lineWidth = side * 0.022;
  for (const part of [-0.5, 0, 0.5]) {
    const half = radius * Math.sqrt(1 - part ** 2);
    context.beginPath();
    context.moveTo(side / 2 - half, side * 0.44 + radius * part);
    context.lineTo(side / 2 + half, side * 0.44 + radius * part);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(side * 0.06, side * 0.8);
  context.quadraticCurveTo(side / 2, side * 1.02, side * 0.94, side * 0.8);
  context.lineTo(side * 0.88, side * 0.96);
  context.quadraticCurveTo(side / 2, side * 1.1, side * 0.12, side * 0.96);
  context.fill();
  return context.canvas.toBuffer('image/png').toString('base64');
}
