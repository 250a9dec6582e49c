import { expect, it } from 'vitest';
import { createGate } from '../../ui/gate.ts';

it('lets one through at a time, and the next once that has ended, however it ended', async () => {
  const gate = createGate();
  let end: () => void = () => {};
  const work = new Promise<void>((resolve) => {
    end = resolve;
  });
  const first = gate(() => work);
  expect(gate(() => Promise.resolve())).toBe(null);
  end();
  await first;
  const failing = gate(() => Promise.reject(new Error('away')));
  await expect(failing).rejects.toThrow('away');
  await expect(gate(() => Promise.resolve('again'))).resolves.toBe('again');
});
