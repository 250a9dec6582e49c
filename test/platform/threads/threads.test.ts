import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../../../platform/threads/connect.ts';
import { type OnDemandOptions, onDemand } from '../../../platform/threads/on-demand.ts';
import { type ChildPort, threadPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import { ThreadError } from '../../../platform/threads/thread-error.ts';
import { forkChild } from '../../support/fork-child.ts';
import type { SampleParent, SampleService } from './sample-service.ts';

const script = new URL('./sample-worker.ts', import.meta.url);

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface Opened extends Connection<SampleService> {
  worker: Worker;
  port: ChildPort;
}

function open(): Opened {
  const worker = new Worker(script);
  const port = threadPort(worker);
  const connection = connect<SampleService>(port);
  ends.push(() => connection.kill());
  return { ...connection, worker, port };
}

/** Starts threads on demand, counts them, and holds the alarms of their idle time. */
function demand(options: OnDemandOptions = {}) {
  const workers: Worker[] = [];
  const alarms: (() => void)[] = [];
  const remote = onDemand<SampleService>(
    () => {
      const worker = new Worker(script);
      workers.push(worker);
      return threadPort(worker);
    },
    {
      idle: {
        after: 1_000,
        timers: {
          after: (milliseconds, action) => {
            expect(milliseconds).toBe(1_000);
            alarms.push(action);
            return () => void alarms.splice(alarms.indexOf(action), 1);
          },
        },
      },
      ...options,
    },
  );
  ends.push(() => remote.stop());
  return { remote, workers, alarms };
}

describe('a call', () => {
  test('gets its own answer, in the order of the calls', async () => {
    const { ask, isBusy } = open();
    const answers: unknown[] = [];
    const all = [1, 'two', new Map([[3, new Date(4)]])].map(async (value) => {
      answers.push(await ask.echo({ value }));
    });
    expect(isBusy()).toBe(true);
    await Promise.all(all);
    expect(answers).toEqual([1, 'two', new Map([[3, new Date(4)]])]);
    expect(isBusy()).toBe(false);
  });

  test('waits for the one before it; what is only told does not', async () => {
    const { ask, tell } = open();
    const order: unknown[] = [];
    const first = ask.wait().then((answer) => order.push(answer));
    const second = ask.echo({ value: 'second' }).then((answer) => order.push(answer));
    tell.release('first');
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  test('goes before those that wait where it is urgent', async () => {
    const { ask, tell } = open();
    const order: string[] = [];
    const calls = [
      ask.wait().then(() => order.push('wait')),
      ask.echo({ value: 1 }).then(() => order.push('echo')),
      ask.size(new Uint8Array(1)).then(() => order.push('size')),
    ];
    tell.release('');
    await Promise.all(calls);
    expect(order).toEqual(['wait', 'size', 'echo']);
  });

  test('reports its progress before its answer', async () => {
    const { ask } = open();
    const steps: [number, number][] = [];
    expect(await ask.count(3, (done, total) => steps.push([done, total]))).toBe(3);
    expect(steps).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  test('is refused while another has no answer, where its caller wants that', async () => {
    const { ask, kill } = connect<SampleService>(threadPort(new Worker(script)), {
      whenBusy: () => new RangeError('one at a time'),
    });
    ends.push(kill);
    const first = ask.echo({ value: 1 });
    await expect(ask.echo({ value: 2 })).rejects.toThrow('one at a time');
    expect(await first).toBe(1);
    expect(await ask.echo({ value: 3 })).toBe(3);
  });

  test('hands over the memory of its input', async () => {
    const { ask } = open();
    const bytes = new Uint8Array(5_000);
    const size = ask.size(bytes, undefined, { transfer: [bytes.buffer] });
    expect(bytes.byteLength).toBe(0);
    expect(await size).toBe(5_000);
  });

  test('gets a long text whole, in pieces', async () => {
    const { ask, port } = open();
    const kinds: string[] = [];
    port.onMessage(({ kind }) => kinds.push(kind));
    const text = await ask.text(2 ** 20 + 7);
    expect(text).toHaveLength(2 ** 20 + 7);
    expect(text.slice(-7)).toBe('6789012');
    expect(kinds).toEqual(['piece', 'piece', 'piece', 'done']);
    expect(await ask.text(0)).toBe('');
  });

  test('may be asked back by its service', async () => {
    const { ask, port } = open();
    serve<SampleParent>(port, {
      answer: (question) => `${question}!`,
      closed: () => undefined,
    });
    expect(await ask.ask('why')).toBe('why!');
  });
});

describe('an error', () => {
  test('crosses the border as its code alone, and the next call is answered', async () => {
    const { ask } = open();
    const coded = ask.echo({ error: 'coded' });
    await expect(coded).rejects.toMatchObject({ kind: 'failed', code: 'disk-full', detail: '' });
    const plain = await ask.echo({ error: 'plain' }).catch((error: unknown) => error);
    expect(plain).toBeInstanceOf(ThreadError);
    expect(plain).toMatchObject({ kind: 'failed', code: 'RangeError' });
    expect(String(plain)).not.toContain('secret');
    await expect(ask.echo({ error: 'unclonable' })).rejects.toMatchObject({ kind: 'failed' });
    expect(await ask.echo({ value: 1 })).toBe(1);
  });

  test('of an input that cannot be sent rejects its call alone', async () => {
    const { ask, isBusy } = open();
    await expect(ask.echo({ value: () => 1 })).rejects.toThrow('could not be cloned');
    expect(isBusy()).toBe(false);
    expect(await ask.echo({ value: 1 })).toBe(1);
  });

  test('becomes the caller’s own', async () => {
    const worker = new Worker(script);
    const { ask, kill } = connect<SampleService>(threadPort(worker), {
      errorOf: ({ kind, code }) => new RangeError(`${kind} ${code}`),
    });
    ends.push(kill);
    await expect(ask.echo({ error: 'coded' })).rejects.toThrow(new RangeError('failed disk-full'));
    const open = expect(ask.wait()).rejects.toThrow(RangeError);
    await worker.terminate();
    await open;
    await expect(ask.wait()).rejects.toThrow(RangeError);
  });
});

describe('an abort', () => {
  test('rejects the call with its reason, and stops it', async () => {
    const { ask } = open();
    const leaving = new AbortController();
    const reason = new Error('nobody waits');
    const cut = expect(ask.wait(undefined, undefined, leaving)).rejects.toBe(reason);
    // It stands behind the call that is aborted, and is answered once that has stopped.
    const next = ask.echo({ value: 'next' });
    leaving.abort(reason);
    await cut;
    expect(await next).toBe('next');
    const late = ask.echo({ value: 1 }, undefined, { signal: AbortSignal.abort(reason) });
    await expect(late).rejects.toBe(reason);
  });

  test('stops a busy thread at its next report', async () => {
    const { ask } = open();
    const leaving = new AbortController();
    const cut = ask.spin(null, () => leaving.abort(new Error('enough')), leaving);
    await expect(cut).rejects.toThrow('enough');
    expect(await ask.echo({ value: 'free' })).toBe('free');
  });

  test('of a call that waits for another keeps it from beginning', async () => {
    const { ask, tell } = open();
    const leaving = new AbortController();
    const first = ask.wait();
    const steps: number[] = [];
    const second = expect(ask.count(3, (done) => steps.push(done), leaving)).rejects.toThrow();
    leaving.abort();
    tell.release('done');
    expect(await first).toBe('done');
    await second;
    await ask.echo({ value: 1 });
    expect(steps).toEqual([]);
  });
});

describe('the end of a thread', () => {
  test('by a crash rejects each open call with what happened, and every later one', async () => {
    const { ask, isBusy } = open();
    const calls = [ask.crash(), ask.echo({ value: 1 }), ask.wait()];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({
        status: 'rejected',
        reason: { kind: 'ended', code: 'TypeError', detail: 'exit 1' },
      });
    }
    await expect(ask.echo({ value: 1 })).rejects.toMatchObject({ kind: 'ended' });
    expect(isBusy()).toBe(false);
  });

  test('by its exit rejects each open call', async () => {
    const { ask } = open();
    for (const call of await Promise.allSettled([ask.exit(7), ask.wait()])) {
      expect(call).toMatchObject({ reason: { kind: 'ended', code: '', detail: 'exit 7' } });
    }
  });

  test('in order aborts what is open, closes the service, and needs no kill', async () => {
    const { ask, close, port, worker } = open();
    const closed: string[] = [];
    serve<SampleParent>(port, {
      answer: (question) => question,
      closed: () => void closed.push('closed'),
    });
    const exit = once(worker, 'exit');
    const waiting = ask.wait();
    const cut = expect(waiting).rejects.toMatchObject({ kind: 'aborted' });
    await close(60_000);
    await cut;
    expect(closed).toEqual(['closed']);
    expect(await exit).toEqual([0]);
  });

  test('is forced where it does not end in order', async () => {
    const { ask, close } = open();
    const stuck = expect(ask.hang()).rejects.toMatchObject({ kind: 'ended' });
    await close(0);
    await stuck;
  });

  test('by the caller rejects at once', async () => {
    const { ask, kill, drained } = open();
    const cut = expect(ask.wait()).rejects.toMatchObject({ kind: 'ended', detail: 'killed' });
    const empty = drained();
    const killed = kill();
    await cut;
    await empty;
    await killed;
  });
});

test.each([
  ['while-busy', [false, true, false]],
  ['always', [true, true, true]],
  ['never', [false, false, false]],
] as const)('this process stays for a thread %s', async (holds, expected) => {
  const port = threadPort(new Worker(script));
  let isHeld = true;
  const hold = (held: boolean): void => {
    isHeld = held;
    port.hold(held);
  };
  const { ask, kill } = connect<SampleService>({ ...port, hold }, { holds });
  const seen = [isHeld];
  const answer = ask.echo({ value: 1 });
  seen.push(isHeld);
  await answer;
  seen.push(isHeld);
  expect(seen).toEqual(expected);
  const killed = kill();
  expect(isHeld).toBe(true);
  await killed;
});

describe('a thread on demand', () => {
  test('starts with its first call, ends when it has none, and starts again', async () => {
    const { remote, workers, alarms } = demand();
    expect(workers).toHaveLength(0);
    remote.start();
    expect([workers.length, alarms.length]).toEqual([1, 1]);
    const first = remote.ask.echo({ value: 1 });
    expect([workers.length, alarms.length]).toEqual([1, 0]);
    expect(await first).toBe(1);
    expect(alarms.length).toBe(1);
    const [worker] = workers;
    if (worker === undefined) throw new Error('no thread');
    const exit = once(worker, 'exit');
    alarms[0]?.();
    await exit;
    expect(await remote.ask.echo({ value: 2 })).toBe(2);
    expect([workers.length, alarms.length]).toEqual([2, 1]);
    await remote.stop();
    expect(alarms.length).toBe(0);
  });

  test('that dies is reported, fails its calls alone, and is replaced', async () => {
    const crashes: ThreadError[] = [];
    const { remote, workers } = demand({ onCrash: (why) => crashes.push(why) });
    const calls = await Promise.allSettled([remote.ask.exit(3), remote.ask.echo({ value: 1 })]);
    expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(crashes).toMatchObject([{ detail: 'exit 3' }]);
    expect(await remote.ask.echo({ value: 2 })).toBe(2);
    // Also where it dies while it has no call.
    await workers[1]?.terminate();
    expect(await remote.ask.echo({ value: 3 })).toBe(3);
    expect([workers.length, crashes.length]).toEqual([3, 2]);
    const cut = expect(remote.ask.wait()).rejects.toMatchObject({ kind: 'ended' });
    await remote.stop();
    await cut;
    expect(crashes).toHaveLength(2);
  });

  test('retires after its last answer, while another takes the next call', async () => {
    const { remote, workers } = demand();
    const last = remote.ask.wait();
    remote.tell.release('last');
    const retired = remote.retire();
    const next = remote.ask.echo({ value: 'next' });
    expect(workers).toHaveLength(2);
    expect(await last).toBe('last');
    await retired;
    expect(await next).toBe('next');
  });

  test('does not start for what is only told', async () => {
    const { remote, workers } = demand();
    remote.tell.release('nobody waits');
    expect(workers).toHaveLength(0);
  });

  test('that cannot start rejects its call', async () => {
    const remote = onDemand<SampleService>(() => {
      throw new Error('no memory');
    });
    remote.start();
    await expect(remote.ask.echo({ value: 1 })).rejects.toThrow('no memory');
  });
});

test('a child process answers like a thread', async () => {
  const connection = connect<SampleService>(forkChild(fileURLToPath(script)));
  const { ask } = connection;
  const steps: number[] = [];
  expect(await ask.count(2, (done) => steps.push(done))).toBe(2);
  expect(steps).toEqual([1, 2]);
  await expect(ask.echo({ error: 'coded' })).rejects.toMatchObject({ code: 'disk-full' });
  const cut = expect(ask.wait()).rejects.toMatchObject({ kind: 'aborted' });
  await connection.close(60_000);
  await cut;
  const other = connect<SampleService>(forkChild(fileURLToPath(script)));
  await expect(other.ask.exit(4)).rejects.toMatchObject({ kind: 'ended', detail: 'exit 4' });
});
