import { afterEach, expect, test } from 'vitest';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import { eventFileHash } from '../../../domain/event-file-hash.ts';
import { hubWarnings } from '../../../main/use-cases/hub-warnings.ts';
import { cleanUp, makeDesk, rigWithDesk } from './support.ts';

afterEach(cleanUp);

test('a desk with another event file is named at itself and at the others, until it has the same', async () => {
  const { rig, a } = await rigWithDesk();
  const { file } = a.context.event;
  const other = { ...a.context.event, file: { ...file, categories: file.categories.slice(1) } };
  const fileHash = eventFileHash(other.file, nodeCrypto);
  const b = await makeDesk(rig, { name: 'B', parts: { event: { id: file.id, fileHash } } });
  b.context.event = other;
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
