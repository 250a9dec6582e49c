import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { genesisHash } from '../../domain/ledger/chain.ts';
import { firstHlc, nextHlc } from '../../domain/ledger/hlc.ts';

/** A UUID made from a small number. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A fact with the fields that a test needs. */
export function fact(part: Partial<OrderedFact> & Pick<OrderedFact, 'id'>): OrderedFact {
  const event = {
    eventId: uuid(1),
    station: uuid(2),
    incarnation: 1,
    kseq: 1,
    type: 'admitted',
    delegateId: uuid(3),
    checkpoint: 'registration',
    targetId: null,
    operatorId: uuid(4),
    localDay: '2018-10-02',
    badgeSerial: null,
    after: '',
    hlc: nextHlc(firstHlc, 1538463600000),
    wall: 1538463600000,
    version: 1,
    payload: '{}',
    commitment: null,
    hash: genesisHash,
  } satisfies Partial<OrderedFact>;
  const all = { ...event, ...part };
  return { effective: all.hlc, ...all };
}
