import { afterEach, expect, it } from 'vitest';
import { findPersonal } from '../../../db/ledger/attendance.ts';
import { receiveFact } from '../../../db/sync/sync-facts.ts';
import { linksAfter } from '../../../db/sync/sync-links.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import type { JudgementKind } from '../../../domain/ledger/judgement.ts';
import type { Personal } from '../../../domain/sync/events.ts';
import { correctSpelling } from '../../../main/check-in/correct-spelling.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { cleanUp, makeDesk, person, rigWithDesk, startRig } from './support.ts';

afterEach(cleanUp);

it('a payload is kept where its fact committed itself to it, also where it comes after the fact', async () => {
  const rig = await startRig();
  await rig.importPeople(2);
  const [writer, reader] = [await makeDesk(rig, { name: 'A' }), await makeDesk(rig, { name: 'B' })];
  await writer.sync();
  const correction = { printedName: 'Corrected NAME' };
  correctSpelling(writer.context, writer.caller, { delegateId: person(1), correction });
  const chain = writer.station();
  const start = { kseq: 0, hash: genesisHash };
  const [link] = linksAfter(writer.context.db, chain, start, 1, nodeCrypto);
  if (link?.personal == null) throw new Error('the correction has no payload');
  const id = String(JSON.parse(link.body).id);
  const { db, event } = reader.context;
  const { station, incarnation } = chain;
  const receive = (seq: number, personal: Personal | null): void => {
    const own = reader.station();
    const setting = {
      eventId: event.file.id,
      own,
      wall: 0,
      crypto: nodeCrypto,
      onBranch: () => {},
      orders: [],
      doubtsHub: false,
    };
    receiveFact(
      db,
      { ...link, station, incarnation, seq, personal, counts: true, effective: null },
      setting,
    );
  };
  const forged = { ...link.personal, payload: '{"correction":{"printedName":"Somebody ELSE"}}' };
  receive(1, forged);
  expect(findPersonal(db, id)).toBeNull();
  receive(2, forged);
  expect(findPersonal(db, id)).toBeNull();
  receive(3, link.personal);
  expect(findPersonal(db, id)?.payload).toBe(link.personal.payload);
});

it('payloads of what orders disregard are not sent again by other desks', async () => {
  const { rig, a } = await rigWithDesk(2);
  const b = await makeDesk(rig, { name: 'B' });
  const correction = { printedName: 'Corrected NAME' };
  correctSpelling(a.context, a.caller, { delegateId: person(1), correction });
  for (const desk of [a, b]) await desk.sync();
  const order = async (verdict: JudgementKind): Promise<void> => {
    const range = { station: a.station().station, incarnation: null, from: 1, to: null };
    const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;
    const people = { requestedBy: by('Anna'), approvedBy: by('Bob') };
    await rig.hub.judging.order({ verdict, range }, people);
  };
  const id = a.chain().at(-1)?.id ?? '';
  await order('disregard');
  const before = rig.heard.length;
  await b.sync();
  const sent = rig.heard.slice(before).filter(({ method }) => method === 'push');
  expect(sent).toEqual([]);
  await order('as-before');
  await b.sync();
  expect(findPersonal(b.context.db, id)?.payload).toContain('Corrected NAME');
});
