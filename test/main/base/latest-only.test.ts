import { describe, expect, it } from 'vitest';
import { latestOnly } from '../../../main/base/turns.ts';

/** Work whose end the test decides. */
function work() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const run = (input: string): Promise<string> => {
    begun.push(input);
    return new Promise((resolve, reject) => {
      ends.push(() => (input === 'bad' ? reject(new Error(input)) : resolve(input)));
    });
  };
  return { begun, ends, ask: latestOnly(run) };
}

describe('of what is asked while something runs', () => {
  it('only the newest is done, and the others hear so', async () => {
    const { begun, ends, ask } = work();
    const answers = ['first', 'second', 'third', 'fourth'].map(ask);
    expect(begun).toEqual(['first']);
    expect(await Promise.all(answers.slice(1, 3))).toEqual([null, null]);
    ends[0]?.();
    expect(await answers[0]).toBe('first');
    expect(begun).toEqual(['first', 'fourth']);
    ends[1]?.();
    expect(await answers[3]).toBe('fourth');
  });

  it('a failure is told to who asked and stops nobody else', async () => {
    const { ends, ask } = work();
    const bad = ask('bad');
    const next = ask('next');
    ends[0]?.();
    await expect(bad).rejects.toThrow('bad');
    ends[1]?.();
    expect(await next).toBe('next');
  });
});
