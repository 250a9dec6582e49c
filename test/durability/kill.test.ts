import { expect, it, onTestFinished } from 'vitest';
import { deskAtWork } from './desk-at-work.ts';

it('a desk killed in mid-work loses nobody and prints no badge twice', async () => {
  const desk = await deskAtWork(24);
  onTestFinished(desk.end);
  expect(await desk.live((admitted) => (admitted === 12 ? 0 : null))).toBe('killed');
  expect(await desk.live(() => null)).toBe('finished');
  await desk.compare(1);
});
