import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { isBlack, readBitmap } from '../../main/printing/render/bitmap.ts';

describe('reading a canvas as dots', () => {
  for (const width of [1, 8, 13, 16, 23]) {
    it(`tells black from white at the threshold, ${width} dots wide`, () => {
      const height = 9;
      const context = createCanvas(width, height).getContext('2d');
      const greyAt = (x: number, y: number): number => (x * 83 + y * 37 + 169) % 256;
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const grey = greyAt(x, y);
          context.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
          context.fillRect(x, y, 1, 1);
        }
      }
      const bitmap = readBitmap(context, width, height);
      expect(bitmap.bits).toHaveLength(Math.ceil(width / 8) * height);
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          expect(isBlack(bitmap, x, y), `${x}, ${y}`).toBe(greyAt(x, y) < 170);
        }
      }
    });
  }

  it('leaves the bits beyond the last dot of a row white', () => {
    const context = createCanvas(5, 2).getContext('2d');
    context.fillStyle = 'black';
    context.fillRect(0, 0, 5, 2);
    expect([...readBitmap(context, 5, 2).bits]).toEqual([0b1111_1000, 0b1111_1000]);
  });
});
