import { expect, test } from 'vitest';
import { Stillness } from '../../../renderer/scanning/camera/rest.ts';
import { createRandom } from '../../sim/random.ts';
import { greyPicture } from '../../support/ticket-picture.ts';
import { ticket } from './hid-simulation.ts';

const hall = greyPicture(null);
const random = createRandom(1);

/** The picture with a sensor's noise, or in other light. */
function seen(picture = hall, { noise = 3, light = 1 } = {}): typeof hall {
  // Uniform between ±√3 σ has the standard deviation σ.
  const pixels = picture.pixels.map((grey) =>
    Math.min(255, Math.max(0, grey * light + (2 * random.next() - 1) * Math.sqrt(3) * noise)),
  );
  return { ...picture, pixels };
}

/** Compares an empty hall with itself a few times, then returns whether the picture differs. */
function differs(picture: typeof hall): boolean {
  const stillness = new Stillness();
  expect(stillness.hasChanged(seen())).toBe(true);
  expect([seen(), seen()].map((again) => stillness.hasChanged(again))).toEqual([false, false]);
  return stillness.hasChanged(picture);
}

test.each([
  ['near', {}],
  ['far', { scale: 3 }],
  ['in a dark corner', { brightness: 0.4 }],
  ['out of focus', { blur: 4 }],
])('a ticket that comes, %s, is a change', (_what, options) => {
  expect(differs(seen(greyPicture(ticket, options)))).toBe(true);
});

test('the noise of a sensor in the dark and a lamp that flickers are none', () => {
  expect(differs(seen(hall, { noise: 10 }))).toBe(false);
  expect(differs(seen(hall, { light: 1.02 }))).toBe(false);
});

test('daylight that fades within a minute is none, a lamp that is switched off is one', () => {
  const stillness = new Stillness();
  stillness.hasChanged(dim(1));
  // Twelve checks a second.
  for (let look = 0; look < 12 * 60; look += 60) {
    const fading = Array.from({ length: 60 }, (_, at) => 1 - (look + at) / 1_440);
    const changes = fading.map((light) => stillness.hasChanged(dim(light)));
    expect(changes).not.toContain(true);
  }
  expect(stillness.hasChanged(dim(0.3))).toBe(true);
});

/** A corner of the hall, which is enough, in other light. */
function dim(light: number): typeof hall {
  const [width, height] = [64, 64];
  return {
    ...hall,
    width,
    height,
    pixels: hall.pixels.slice(0, width * height).map((grey) => grey * light),
  };
}

test('a picture of another size is another picture', () => {
  const stillness = new Stillness();
  stillness.hasChanged(hall);
  expect(stillness.hasChanged(dim(1))).toBe(true);
  expect(stillness.hasChanged(dim(1))).toBe(false);
});
