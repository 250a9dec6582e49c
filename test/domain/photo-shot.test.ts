import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { cropOf, judgedWidth, judgeShot, type ShotHint } from '../../domain/roster/photo-shot.ts';

const size = { width: judgedWidth, height: 320 };

/** A face before a wall of another brightness: two eyes, a mouth, hair. */
function face(options: { skin: number; features: number; wall: number; blur?: number }) {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  const grey = (value: number) => `rgb(${value} ${value} ${value})`;
  context.filter = `blur(${options.blur ?? 0}px)`;
  context.fillStyle = grey(options.wall);
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = grey(options.skin);
  context.beginPath();
  context.ellipse(120, 160, 100, 145, 0, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = grey(options.features);
  for (const [x, y, width, height] of [
    [80, 130, 24, 8] as const,
    [136, 130, 24, 8] as const,
    [95, 215, 50, 10] as const,
    [60, 50, 120, 40] as const,
  ]) {
    context.fillRect(x, y, width, height);
  }
  return judgeShot(context.getImageData(0, 0, size.width, size.height).data, size);
}

describe('a shot', () => {
  it.each<[string, ShotHint | null, Parameters<typeof face>[0]]>([
    ['in good light', null, { skin: 170, features: 60, wall: 220 }],
    ['of dark skin in good light', null, { skin: 95, features: 30, wall: 200 }],
    ['in the dark', 'dark', { skin: 45, features: 10, wall: 220 }],
    ['overexposed', 'bright', { skin: 250, features: 180, wall: 20 }],
    ['in fog', 'flat', { skin: 150, features: 130, wall: 20 }],
    ['out of focus', 'blurred', { skin: 170, features: 60, wall: 220, blur: 9 }],
  ])('%s: %s; the wall does not count', (_name, hint, drawn) => {
    expect(face(drawn).hint).toBe(hint);
  });

  it('is the sharper the less it is blurred', () => {
    const blurs = [0, 1, 2, 4];
    const found = blurs.map((blur) => face({ skin: 170, features: 60, wall: 220, blur }).sharpness);
    expect(found).toEqual(found.toSorted((a, b) => b - a));
    expect(new Set(found).size).toBe(blurs.length);
  });
});

describe('the crop', () => {
  it('is the largest part of these proportions in the middle', () => {
    expect(cropOf({ width: 1280, height: 720 }, 3 / 4)).toEqual({
      x: 370,
      y: 0,
      width: 540,
      height: 720,
    });
    expect(cropOf({ width: 480, height: 800 }, 1)).toEqual({
      x: 0,
      y: 160,
      width: 480,
      height: 480,
    });
  });
});
