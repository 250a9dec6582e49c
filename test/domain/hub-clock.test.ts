import { describe, expect, it } from 'vitest';
import { eventFileHash, eventFileSchema } from '../../domain/event/event-file.ts';
import { hubClockOff } from '../../domain/sync/sync-status.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../support/sample-event.ts';

const day = 24 * 60 * 60_000;

describe('the hub’s clock is in doubt', () => {
  it.each([
    ['no station', [], null],
    ['one alone proves nothing', [day], null],
    ['one of two', [0, day], null],
    ['both of two', [day, day + 1_000], day + 1_000],
    ['two of three', [-day, 30, -day - 900], -day],
    ['half of four', [day, day, 0, 0], null],
    ['most, and off by less than a minute', [50_000, 55_000, 52_000], null],
    ['each by another span', [day, 2 * day, 3 * day], null],
  ])('%s', (_name, offsets, off) => {
    expect(hubClockOff(offsets)).toBe(off);
  });
});

it('the hash of an event file says what it means, not how it is written', () => {
  const { consents, ...shorter } = { ...sampleEvent, consents: [] };
  const turned = Object.fromEntries(Object.entries(shorter).reverse());
  const hash = eventFileHash({ ...shorter, consents }, nodeCrypto);
  expect(eventFileHash(eventFileSchema.parse(turned), nodeCrypto)).toBe(hash);
  const other = { ...sampleEvent, categories: sampleEvent.categories.slice(1) };
  expect(eventFileHash(other, nodeCrypto)).not.toBe(hash);
});
