import { draftReport } from '../../../domain/day-close/draft.ts';
import {
  type DayReport,
  reportHash,
  reportText,
  type SignedReport,
  sealReport,
} from '../../../domain/day-close/report.ts';
import type { LifeEvidence, StationEvidence } from '../../../domain/day-close/station-verdict.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { sampleDelegate, sampleEvent } from '../../support/sample-event.ts';

const keys = makeSigningKeys();
const key = readPrivateKey(keys.privateKey);
export const issuerKey = keys.publicKey;
export const day = '2018-10-02';

export function stationId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** An incarnation that was closed properly. */
export function life(change: Partial<LifeEvidence> = {}): LifeEvidence {
  return {
    incarnation: 1,
    count: 5,
    head: 'ab'.repeat(32),
    said: 5,
    brokenAt: null,
    close: { kseq: 5, count: 4, head: 'cd'.repeat(32), agrees: true, wall: 1_538_499_000_000 },
    unclosed: 0,
    beyond: 0,
    notCounted: [],
    ...change,
  };
}

/** A station that is proven unless changed. */
export function stationOf(number: number, change: Partial<StationEvidence> = {}): StationEvidence {
  return {
    station: stationId(number),
    mode: 'desk',
    state: 'enrolled',
    lastSeen: 1_538_500_000_000,
    heard: true,
    current: 1,
    quarantined: 0,
    lives: [life()],
    ...change,
  };
}

function person(number: number, change: Partial<Delegate>): Delegate {
  const registrationCode = `T18-${number}`;
  return sampleDelegate({ id: stationId(number), registrationCode, ...change });
}

/** A report with content in most of its parts. */
export function sampleReport(change: Partial<DayReport> = {}): DayReport {
  const report = draftReport(
    {
      event: sampleEvent.id,
      day,
      facts: [],
      links: 7,
      stations: [
        stationOf(1),
        stationOf(2, {
          state: 'revoked',
          quarantined: 3,
          lives: [life({ count: 2, said: 4, close: null, unclosed: 2 })],
        }),
        stationOf(3, { lives: [life({ count: 0, head: genesisHash, said: 0, close: null })] }),
      ],
      hubs: [],
      eventChanges: [],
      quarantine: [{ station: stationId(2), reason: 'revoked', items: 3 }],
      delegates: [
        person(71, { delegation: 'BEL' }),
        person(72, { delegation: 'FRA', status: 'pending' }),
      ],
      deleted: [],
      place: {
        revision: 1,
        number: 1,
        previous: null,
        issuer: { kind: 'hub', id: stationId(9), publicKey: issuerKey },
        issuedAt: 1_538_510_000_000,
        closedBy: { station: stationId(1), operator: stationId(8) },
      },
    },
    nodeCrypto,
  );
  return { ...report, ...change };
}

export function sealed(report: DayReport): SignedReport {
  return sealReport(report, (text) => signText(key, text), nodeCrypto);
}

export function fileOf(signed: SignedReport): Buffer {
  return Buffer.from(reportText(signed), 'utf8');
}

export function hashOf(signed: SignedReport): string {
  return reportHash(signed, nodeCrypto);
}
