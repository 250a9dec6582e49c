import { describe, expect, test } from 'vitest';
import { maxQueue, ScanBus } from '../../../renderer/scanning/bus.ts';
import type { AfterScan, Scan, Sighting } from '../../../renderer/scanning/scan.ts';

function newBus(answer: (scan: Scan) => AfterScan | Promise<AfterScan> = () => 'next') {
  const scans: Scan[] = [];
  const errors: unknown[] = [];
  let keys = 0;
  const bus = new ScanBus({
    onScan: (scan) => {
      scans.push(scan);
      return answer(scan);
    },
    newKey: () => {
      keys += 1;
      return `key-${keys}`;
    },
    onError: (error) => errors.push(error),
  });
  return { bus, scans, errors, texts: () => scans.map(({ input }) => input.readings[0]) };
}

function seen(text: string, seenAt: number, more: Partial<Sighting> = {}): Sighting {
  return { source: 'camera', readings: [text], seenAt, lastSeenAt: null, ...more };
}

/** Lets already settled promises run their callbacks. */
async function settled(): Promise<void> {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
}

describe('the same code', () => {
  test('fires once while it is in sight and again after 1.5 s of absence', async () => {
    const { bus, scans } = newBus();
    for (let at = 0; at <= 4000; at += 33) bus.see(seen('A', at));
    await settled();
    expect(scans).toHaveLength(1);
    bus.see(seen('A', 3993 + 1499));
    await settled();
    expect(scans).toHaveLength(1);
    bus.see(seen('A', 3993 + 1499 + 1500));
    await settled();
    expect(scans.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
  });

  test('counts as in sight until its source last saw it, even if it told so late', async () => {
    const { bus, scans } = newBus();
    bus.see(seen('A', 0));
    await settled();
    bus.see(seen('A', 1600, { lastSeenAt: 230 }));
    await settled();
    expect(scans).toHaveLength(1);
    bus.see(seen('A', 3400, { lastSeenAt: 1700 }));
    await settled();
    expect(scans).toHaveLength(2);
  });

  test('is the same from camera and hand scanner, in whichever reading', async () => {
    const { bus, texts } = newBus();
    bus.see(seen('0013', 0));
    bus.see(seen('àà&"', 400, { source: 'hid', readings: ['àà&"', '0013'] }));
    await settled();
    expect(texts()).toEqual(['0013']);
  });

  test('fires each time a person types it', async () => {
    const { bus, texts } = newBus();
    bus.submitPicture({ readings: ['A'], seenAt: 0 });
    await settled();
    bus.submitPicture({ readings: ['A'], seenAt: 500 });
    await settled();
    expect(texts()).toEqual(['A', 'A']);
  });

  test('two codes in sight together fire once each', async () => {
    const { bus, texts } = newBus();
    for (let at = 0; at < 1000; at += 33) {
      bus.see(seen('A', at));
      bus.see(seen('B', at));
    }
    await settled();
    expect(texts()).toEqual(['A', 'B']);
  });

  test('sixty-four others in between do not make it new', async () => {
    const { bus, texts } = newBus();
    bus.see(seen('A', 0));
    await settled();
    for (let i = 0; i < 62; i += 1) {
      bus.see(seen(`other ${i}`, 10 + i));
      await settled();
    }
    bus.see(seen('A', 600));
    await settled();
    expect(texts().filter((text) => text === 'A')).toHaveLength(1);
  });
});

describe('waiting', () => {
  test('one scan at a time: the next comes when the promise settles', async () => {
    const release: (() => void)[] = [];
    const { bus, texts } = newBus(
      () => new Promise((resolve) => release.push(() => resolve('next'))),
    );
    bus.see(seen('A', 0));
    bus.see(seen('B', 10));
    expect(texts()).toEqual(['A']);
    expect(bus.getSnapshot().waiting).toBe(1);
    release[0]?.();
    await settled();
    expect(texts()).toEqual(['A', 'B']);
    expect(bus.getSnapshot().waiting).toBe(0);
  });

  test('while an answer is due scans queue visibly, in order, until resume', async () => {
    const { bus, texts } = newBus(({ input }) =>
      input.readings[0] === 'A' ? 'answer-due' : 'next',
    );
    const lengths: number[] = [];
    bus.subscribe(() => lengths.push(bus.getSnapshot().waiting));
    bus.see(seen('A', 0));
    await settled();
    expect(bus.getSnapshot().answerDue).toBe(true);
    bus.see(seen('B', 100));
    bus.see(seen('C', 200));
    await settled();
    expect(texts()).toEqual(['A']);
    expect(bus.getSnapshot().waiting).toBe(2);
    bus.resume();
    await settled();
    expect(texts()).toEqual(['A', 'B', 'C']);
    expect(bus.getSnapshot()).toEqual({ waiting: 0, refused: 0, answerDue: false });
    expect(lengths).toContain(2);
  });

  test('an answer that comes before the promise settles counts', async () => {
    let release: () => void = () => undefined;
    const { bus, texts } = newBus(
      () =>
        new Promise((resolve) => {
          release = () => resolve('answer-due');
        }),
    );
    bus.see(seen('A', 0));
    bus.resume();
    release();
    await settled();
    bus.see(seen('B', 10));
    await settled();
    expect(texts()).toEqual(['A', 'B']);
  });

  test('held: nothing is delivered and nothing is lost', async () => {
    const { bus, texts } = newBus();
    bus.hold(true);
    bus.see(seen('A', 0));
    await settled();
    expect(texts()).toEqual([]);
    expect(bus.getSnapshot().waiting).toBe(1);
    bus.hold(false);
    await settled();
    expect(texts()).toEqual(['A']);
  });

  test('at most twenty wait; the rest is counted until the queue is empty', async () => {
    const { bus, texts } = newBus();
    bus.hold(true);
    for (let i = 0; i < maxQueue + 3; i += 1) bus.see(seen(`code ${i}`, i));
    expect(bus.getSnapshot()).toMatchObject({ waiting: maxQueue, refused: 3 });
    bus.hold(false);
    await settled();
    for (let i = 0; i < maxQueue; i += 1) await settled();
    expect(texts()).toHaveLength(maxQueue);
    expect(bus.getSnapshot()).toMatchObject({ waiting: 0, refused: 0 });
  });

  test('a code that waits already does not wait twice', async () => {
    const { bus } = newBus();
    bus.hold(true);
    bus.see(seen('A', 0));
    bus.see(seen('A', 5000));
    expect(bus.getSnapshot().waiting).toBe(1);
  });

  test('what waits can be thrown away', async () => {
    const { bus, texts } = newBus();
    bus.hold(true);
    bus.see(seen('A', 0));
    bus.clearWaiting();
    bus.hold(false);
    await settled();
    expect(texts()).toEqual([]);
  });
});

test('an error of the page is told and the next scan comes', async () => {
  const { bus, texts, errors } = newBus(({ input }) => {
    if (input.readings[0] === 'A') throw new Error('page');
    return 'next';
  });
  bus.see(seen('A', 0));
  bus.see(seen('B', 10));
  await settled();
  expect(errors).toHaveLength(1);
  expect(texts()).toEqual(['A', 'B']);
});

test('readings are clipped to what the contract takes', async () => {
  const { bus, scans } = newBus();
  bus.see(seen('x'.repeat(80_000), 0, { source: 'hid' }));
  await settled();
  expect(scans[0]?.input.readings[0]).toHaveLength(70_000);
});

test('the snapshot stays the same object until something changes', async () => {
  const { bus } = newBus();
  const before = bus.getSnapshot();
  bus.see(seen('A', 0));
  await settled();
  expect(bus.getSnapshot()).toBe(before);
});
