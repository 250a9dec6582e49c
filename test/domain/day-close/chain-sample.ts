import { canonicalJson } from '../../../domain/base/json.ts';
import { draftReport } from '../../../domain/day-close/draft.ts';
import { type FactLine, factsOf } from '../../../domain/day-close/facts-file.ts';
import { createLifeReader } from '../../../domain/day-close/life-reader.ts';
import type { DayReport } from '../../../domain/day-close/report.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import { bodyOf, genesisHash, hashBody, hubAuthor } from '../../../domain/ledger/chain.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { day, sampleReport, stationId, stationOf } from './report-sample.ts';

export const hash = (previous: string, body: string): string =>
  hashBody(previous, body, nodeCrypto);
export const delegates = [21, 22, 23, 24].map(stationId);

/** An empty chain, and a function that adds a fact to it. */
function beginChain(station: string, number: number) {
  const lines: FactLine[] = [];
  const add = (type: AttendanceEvent['type'], delegateId: string | null, payload: string) => {
    const kseq = lines.length + 1;
    const body = bodyOf({
      id: stationId(number * 100 + kseq),
      eventId: sampleEvent.id,
      station,
      incarnation: 1,
      kseq,
      type,
      delegateId,
      checkpoint: delegateId === null ? null : 'registration',
      targetId: null,
      operatorId: null,
      localDay: day,
      badgeSerial: null,
      after: '',
      hlc: `00153846370000${kseq}-00000`,
      wall: 1_538_463_700_000 + kseq,
      version: 1,
      payload,
      commitment: null,
    });
    const previous = lines.at(-1)?.hash ?? genesisHash;
    lines.push({ station, incarnation: 1, kseq, hash: hash(previous, body), body });
  };
  return { lines, add };
}

/** The chain of a hub that saved versions 1 to `versions` of the event. */
export function hubChain(number: number, versions: number): FactLine[] {
  const { lines, add } = beginChain(hubAuthor(stationId(number)), number);
  for (let version = 1; version <= versions; version += 1)
    add('event-changed', null, canonicalJson({ version, hash: 'ab'.repeat(32) }));
  return lines;
}

/** The chain of a station that admits one of `persons` with each fact and then closes the day. */
export function chain(number: number, persons: readonly string[]): FactLine[] {
  const { lines, add } = beginChain(stationId(number), number);
  for (const person of persons) add('admitted', person, '{}');
  const said = { day, incarnation: 1, count: lines.length, head: lines.at(-1)?.hash ?? '' };
  add('day-closed', null, canonicalJson(said));
  return lines;
}

/** The report that a hub with these chains would issue. */
export function reportOn(
  chains: readonly FactLine[][],
  ofHub: readonly FactLine[] = [],
): DayReport {
  const stations = chains.map((lines, i) => {
    const reader = createLifeReader(day, 1, hash);
    for (const link of lines) reader.add(link, true);
    const head = { lastKseq: lines.length, hash: lines.at(-1)?.hash ?? genesisHash };
    const life = reader.evidence({ head, said: lines.length, beyond: 0 });
    return stationOf(i + 1, { lives: [life] });
  });
  const facts = factsOf(chains.flat(), sampleEvent.id);
  return draftReport(
    {
      event: sampleEvent.id,
      day,
      facts,
      links: chains.flat().length,
      stations,
      quarantine: [],
      delegates: [],
      deleted: [],
      hubs: ofHub.slice(-1).map(({ station: author, incarnation, kseq: count, hash: head }) => {
        return { author, incarnation, count, head };
      }),
      eventChanges: factsOf(ofHub, sampleEvent.id),
      place: sampleReport(),
    },
    nodeCrypto,
  );
}

/**
 * The chain with every link from one on rebuilt after a change, as an attacker would who knows the
 * format.
 */
export function rewritten(lines: readonly FactLine[], at: number): FactLine[] {
  const done: FactLine[] = [];
  for (const line of lines) {
    const body =
      line.kseq === at ? (line.body ?? '').replace(/"wall":\d/, '"wall":2') : (line.body ?? '');
    const previous = done.at(-1)?.hash ?? genesisHash;
    done.push({ ...line, body, hash: hash(previous, body) });
  }
  return done;
}
