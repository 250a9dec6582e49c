import { findPersonal } from '../../db/attendance.ts';
import { readFact } from '../../db/sync-read-fact.ts';
import { genesisHash } from '../../domain/chain.ts';
import type { Personal, StreamedEvent } from '../../domain/wire/events.ts';
import { push } from './push.ts';
import { type Session, StartAgain } from './session.ts';

/** How the canonical text of a fact begins its commitment, where it has one; quotes within its payload are escaped. */
const committed = '"commitment":"';

/**
 * Gives the hub the personal payloads that this desk holds and that facts of its stream came without: a
 * door or a self-service kiosk, which never has them, relayed those facts first. Before the page is
 * stored, since each fact is streamed only once in an epoch.
 */
export async function givePayloads(
  session: Session,
  rows: readonly StreamedEvent[],
): Promise<void> {
  // To the other modes every payload is kept back: that one is missing says nothing of the hub.
  if (session.parts.mode !== 'desk') return;
  for (const row of rows) {
    if (row.personal !== null || !row.body.includes(committed)) continue;
    const personal = payloadOf(session, row);
    if (personal !== null) await give(session, row, personal);
  }
}

function payloadOf({ parts }: Session, row: StreamedEvent): Personal | null {
  const read = readFact(row.body, row, parts.event.id);
  if (read === null) return null;
  const held = findPersonal(parts.db, read.event.id);
  if (held === null) return null;
  return { salt: Buffer.from(held.salt).toString('base64'), payload: held.payload };
}

async function give(session: Session, row: StreamedEvent, personal: Personal): Promise<void> {
  const { kiosk, incarnation, kseq, hash, body } = row;
  const after = { kseq: kseq - 1, hash: await hashBefore(session, row) };
  await push(session, { kiosk, incarnation }, after, [
    { kseq, hash, body, personal, signature: null, receipt: null },
  ]);
  session.outcome.relayed += 1;
}

/** This store may have the fact in another place of its chain: what stands before it there, the hub knows. */
async function hashBefore(session: Session, row: StreamedEvent): Promise<string> {
  const { kiosk, incarnation, kseq } = row;
  if (kseq === 1) return genesisHash;
  const asked = { kiosk, incarnation, upTo: kseq - 1, limit: 1 };
  const [link] = (await session.parts.hub.chain(asked)).links;
  if (link?.kseq !== kseq - 1) throw new StartAgain('the hub has no link before one of its facts');
  return link.hash;
}
