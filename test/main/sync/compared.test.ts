import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { eventFileHash } from '../../../domain/event/event-file.ts';
import { maxOperators, ownOperators } from '../../../domain/operators/rights.ts';
import { hubWarnings } from '../../../main/sync/hub-warnings.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { cleanUp, makeDesk, rigWithDesk } from './support.ts';

afterEach(cleanUp);

test('a desk with another authority’s event file keeps it, named at itself and at the others', async () => {
  const { rig, a } = await rigWithDesk();
  const { file } = a.context.event;
  const ticketKeys = [makeSigningKeys().publicKey];
  const other = { ...a.context.event, file: { ...file, ticketKeys } };
  const fileHash = eventFileHash(other.file, nodeCrypto);
  const b = await makeDesk(rig, { name: 'B', parts: { event: { id: file.id, fileHash } } });
  b.context.event = other;
  const stored = { json: JSON.stringify(other.file), id: file.id };
  b.context.db.prepare('UPDATE event SET file = @json WHERE id = @id').run(stored);
  await b.sync();
  await a.sync();
  expect(hubWarnings(b.context)).toEqual([{ code: 'event-file-differs', detail: 'Desk 1' }]);
  expect(hubWarnings(a.context)).toEqual([{ code: 'event-file-differs', detail: 'B' }]);
  expect(a.changes).toContainEqual({ stations: true });
});

test('where most stations doubt the hub’s clock, each of them says so', async () => {
  const { rig, a } = await rigWithDesk();
  const b = await makeDesk(rig, { name: 'B' });
  rig.time.now += 24 * 60 * 60_000;
  await b.sync();
  await a.sync();
  expect(hubWarnings(a.context)).toEqual([{ code: 'hub-clock-in-doubt', detail: '' }]);
});

test('a desk says how many of its operators the hub has no room for', async () => {
  const { rig } = await rigWithDesk();
  const deskWith = (name: string, count: number) => {
    const as = { role: 'operator', active: true, vouched: true } as const;
    const one = () => ({ id: randomUUID(), name: 'Ada', ...as });
    const operators = Array.from({ length: count }, one);
    const describe = () => ({ name, version: '1.0.0', operators });
    return makeDesk(rig, { name, parts: { describe } });
  };
  const [first, second] = [
    await deskWith('B', maxOperators - 1),
    await deskWith('C', ownOperators + 3),
  ];
  await first.sync();
  expect(hubWarnings(first.context)).toEqual([]);
  await second.sync();
  expect(hubWarnings(second.context)).toEqual([{ code: 'operators-refused', detail: '3' }]);
  expect(second.changes).toContainEqual({ stations: true });
});
