import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: { on: () => undefined } }));
const { inTurn } = await import('../../../../main/app/start/ending.ts');

it('takes one step after the other, each once the one before has settled', async () => {
  const taken: string[] = [];
  const late = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    taken.push('late');
  };
  await inTurn(() => false, [late, () => taken.push('next')]);
  expect(taken).toEqual(['late', 'next']);
});

it('begins nothing more once the end has begun, also where it began amid a step', async () => {
  let isOver = false;
  const taken: string[] = [];
  const amid = async (): Promise<void> => {
    taken.push('amid');
    isOver = true;
  };
  await inTurn(() => isOver, [amid, () => taken.push('after')]);
  expect(taken).toEqual(['amid']);
});
