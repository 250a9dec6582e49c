import { expect, it } from 'vitest';
import {
  callTimes,
  measuredSeconds,
  type RehearsalInput,
  rehearse,
} from '../../domain/station/rehearsal.ts';

/**
 * Numbers from 0 to below 1, from a fixed seed: the minimal standard generator of Park and Miller.
 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** The mean wait in a stationary queue with Poisson arrivals, in service times. */
function meanWait(load: number, lanes: number, work: (random: () => number) => number): number {
  const people = 400_000;
  const random = seeded(1);
  let at = 0;
  const arrivals = new Float64Array(people).map(() => {
    at -= Math.log(random()) / (load * lanes);
    return at;
  });
  const calls = callTimes(
    { arrivals, work: new Float64Array(people).map(() => work(random)) },
    new Array<number>(lanes).fill(1),
  );
  return calls.reduce((sum, call, index) => sum + call - (arrivals[index] ?? 0), 0) / people;
}

const exponential = (random: () => number): number => -Math.log(random());

/** Erlang C: the probability of having to wait (Erlang 1917). */
function erlangC(lanes: number, load: number): number {
  const offered = lanes * load;
  let term = 1;
  let sum = 0;
  for (let busy = 0; busy < lanes; busy += 1) {
    sum += term;
    term *= offered / (busy + 1);
  }
  const last = term / (1 - load);
  return last / (sum + last);
}

it('waits as long as Pollaczek and Khinchine say at one lane of equal service', () => {
  for (const load of [0.5, 0.8])
    expect(meanWait(load, 1, () => 1) / (load / (2 * (1 - load)))).toBeCloseTo(1, 1);
});

it('waits as long as Erlang says at several lanes of exponential service', () => {
  for (const [lanes, load] of [
    [1, 0.7],
    [4, 0.8],
    [10, 0.85],
  ] as const) {
    const known = erlangC(lanes, load) / (lanes * (1 - load));
    expect(meanWait(load, lanes, exponential) / known).toBeCloseTo(1, 1);
  }
});

const input: RehearsalInput = {
  people: 600,
  lanes: { desk: 3, kiosk: 0 },
  seconds: { desk: 20, kiosk: 30 },
  spread: 0.5,
  window: 3_600,
  limit: 600,
};

it('lets a lane of each kind take its own time, in the order of arrival', () => {
  const times = callTimes(
    { arrivals: new Float64Array(5), work: new Float64Array(5).fill(1) },
    [10, 25],
  );
  expect([...times]).toEqual([0, 0, 10, 20, 25]);
});

it('gives the same result for the same input', () => {
  expect(rehearse(input)).toEqual(rehearse(input));
});

it('never waits longer with a lane more, and needs no fewer for a shorter limit', () => {
  const waits = [1, 2, 3, 4, 5, 6].map((desk) => rehearse({ ...input, lanes: { desk, kiosk: 0 } }));
  for (const [index, one] of waits.entries()) {
    const { now, oneMore, needed } = one ?? {};
    expect(oneMore?.p95).toBeLessThanOrEqual(now?.p95 ?? 0);
    expect(oneMore?.stillWaiting).toBeLessThanOrEqual(now?.stillWaiting ?? 0);
    const next = waits[index + 1];
    if (next !== undefined) expect(next?.now).toEqual(oneMore);
    // The number of lanes needed does not depend on the present number.
    expect(needed).toBe(waits[0]?.needed);
  }
  const { needed } = waits[0] ?? {};
  expect(rehearse({ ...input, lanes: { desk: needed ?? 0, kiosk: 0 } })?.now?.p95).toBeLessThan(
    601,
  );
  const fewer = rehearse({ ...input, lanes: { desk: (needed ?? 0) - 1, kiosk: 0 } });
  expect(fewer?.now?.p95).toBeGreaterThan(600);
  expect(rehearse({ ...input, limit: 60 })?.needed).toBeGreaterThan(needed ?? 0);
});

it('peaks before the session and counts who still waits when it begins', () => {
  const { now, queue } = rehearse({ ...input, lanes: { desk: 2, kiosk: 0 } }) ?? {};
  // 600 × 20 s at two lanes are 6,000 s of work: the queue lasts until after the session begins.
  expect(now?.cleared).toBeGreaterThan(5_900);
  // Until then two lanes do at most 7,200 s of 12,000 s of work.
  expect(now?.stillWaiting).toBeGreaterThan(0.4);
  expect(now?.stillWaiting).toBeLessThan(0.5);
  expect(now?.maxQueueAt).toBeGreaterThan(0.75 * 3_600);
  expect(Math.max(...(queue?.people ?? []))).toBeLessThanOrEqual((now?.maxQueue ?? 0) * 1.05);
  expect(queue?.people.at(0)).toBe(0);
});

it('says nothing without people, and what is needed without a lane', () => {
  expect(rehearse({ ...input, people: 0 })).toBeNull();
  const none = rehearse({ ...input, lanes: { desk: 0, kiosk: 0 } });
  expect(none).toMatchObject({ now: null, needed: rehearse(input)?.needed, oneMore: { lanes: 1 } });
});

it('takes everyone at once where there is no window', () => {
  const one = rehearse({
    ...input,
    people: 10,
    window: 0,
    spread: 0,
    lanes: { desk: 1, kiosk: 0 },
  });
  expect(one?.now).toMatchObject({ median: 80, p95: 180, maxQueue: 9, cleared: 180 });
  expect(one?.now?.stillWaiting).toBe(0.9);
});

it('takes the kiosks away last, and adds kiosks where there are no desks', () => {
  const kiosks = { ...input, lanes: { desk: 0, kiosk: 4 } };
  const alone = rehearse({ ...kiosks, seconds: { desk: 1, kiosk: 30 } });
  expect(alone?.oneMore).toEqual(rehearse({ ...kiosks, lanes: { desk: 0, kiosk: 5 } })?.now);
});

it('says so where no number of lanes is enough', () => {
  // Nobody may wait, and two may come in the same second.
  const impossible = { ...input, people: 5_000, seconds: { desk: 3_600, kiosk: 1 }, limit: 0 };
  expect(rehearse(impossible)?.needed).toBeNull();
});

it('takes measured times only from enough intervals', () => {
  expect(measuredSeconds({ samples: 29, median: 20, slow: 28 })).toBeNull();
  expect(measuredSeconds({ samples: 30, median: null, slow: null })).toBeNull();
  expect(measuredSeconds({ samples: 30, median: 20, slow: 20 })).toEqual({
    samples: 30,
    seconds: 20,
    spread: 0,
  });
  // A log-normal time with σ = 0.5 has its four-fifths quantile at exp(0.8416 × 0.5) medians.
  const measured = measuredSeconds({ samples: 99, median: 20, slow: 20 * Math.exp(0.4208) });
  expect(measured?.seconds).toBeCloseTo(20 * Math.exp(0.125), 3);
  expect(measured?.spread).toBeCloseTo(Math.sqrt(Math.exp(0.25) - 1), 3);
});
