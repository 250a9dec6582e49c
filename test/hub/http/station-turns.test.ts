import { EventEmitter } from 'node:events';
import type { FastifyReply } from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStationTurns, type StationTurns } from '../../../hub/http/guard.ts';

const pause = 250;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An answer that a test ends, or whose connection it cuts. */
class Answer extends EventEmitter {
  statusCode = 200;
  destroyed = false;
  readonly reply = { raw: this, header: () => this.reply } as unknown as FastifyReply;
  end(statusCode = 200): void {
    this.statusCode = statusCode;
    this.destroyed = true;
    this.emit('close');
  }
}

/** Records the names of the requests whose turn has come, in order. */
function bench(turns: StationTurns) {
  const begun: string[] = [];
  const ask = (name: string, station: string): Answer => {
    const answer = new Answer();
    void turns.begin(station, answer.reply).then(() => begun.push(name));
    return answer;
  };
  return { begun, ask };
}

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test('a station has one request at a time, in order; another does not wait for it', async () => {
  const { begun, ask } = bench(createStationTurns(pause));
  const first = ask('first', 'a');
  const second = ask('second', 'a');
  ask('third', 'a');
  ask('other', 'b');
  await settled();
  expect(begun).toEqual(['first', 'other']);
  first.end();
  await settled();
  expect(begun).toEqual(['first', 'other', 'second']);
  second.end();
  await settled();
  expect(begun.at(-1)).toBe('third');
});

test('after a refused request the next one waits for the pause', async () => {
  const { begun, ask } = bench(createStationTurns(pause));
  const first = ask('refused', 'a');
  ask('next', 'a');
  await settled();
  first.end(429);
  await vi.advanceTimersByTimeAsync(pause - 1);
  expect(begun).toEqual(['refused']);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun).toEqual(['refused', 'next']);
});

test('a request whose connection broke while it waited holds up nobody', async () => {
  const { begun, ask } = bench(createStationTurns(pause));
  const first = ask('first', 'a');
  const gone = ask('gone', 'a');
  ask('next', 'a');
  await settled();
  gone.end();
  first.end();
  await settled();
  expect(begun).toContain('next');
});

test('too many that wait are refused', async () => {
  const turns = createStationTurns(pause);
  const { ask } = bench(turns);
  for (let number = 0; number < 65; number += 1) ask(String(number), 'a');
  await expect(turns.begin('a', new Answer().reply)).rejects.toMatchObject({
    code: 'too-many-requests',
    retryAfter: 1_000,
  });
  ask('other', 'b');
});
