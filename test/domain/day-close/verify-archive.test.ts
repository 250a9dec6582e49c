import { describe, expect, test } from 'vitest';
import type { ArchiveContent } from '../../../domain/day-close/event-archive.ts';
import {
  archiveFile,
  archiveInside,
  readArchiveFile,
  readArchiveInside,
} from '../../../domain/day-close/event-archive.ts';
import { type FactLine, factLineText } from '../../../domain/day-close/facts-file.ts';
import type { SignedReport } from '../../../domain/day-close/report.ts';
import { verifyArchive } from '../../../domain/day-close/verify-archive.ts';
import { headText } from '../../../domain/ledger/signed-head.ts';
import { defaultRetention } from '../../../domain/privacy/retention.ts';
import type { DirectoryStation } from '../../../domain/sync/directory.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { chain, delegates, hubChain, reportOn, rewritten } from './chain-sample.ts';
import { day, hashOf, sealed, stationId } from './report-sample.ts';

function signer() {
  const { publicKey, privateKey } = makeSigningKeys();
  const key = readPrivateKey(privateKey);
  return { publicKey, sign: (text: string) => signText(key, text) };
}
type Signer = ReturnType<typeof signer>;
const [maker, other, hub, stranger] = [signer(), signer(), signer(), signer()];

/** The chain with its author's signatures of the heads with these numbers. */
function signedAt(lines: readonly FactLine[], by: Signer, ...numbers: number[]): FactLine[] {
  return lines.map((line) =>
    numbers.includes(line.kseq) ? { ...line, signature: by.sign(headText(line)) } : line,
  );
}

const first = chain(1, delegates.slice(0, 3));
const second = chain(2, delegates.slice(3));
const ofHub = hubChain(9, 2);
const report = sealed(reportOn([first, second], ofHub));
const chains = {
  first: signedAt(first, maker, 2, 4),
  second: signedAt(second, other, 2),
  hub: signedAt(ofHub, hub, 2),
};
const author = ofHub[0]?.station ?? '';

function enrolled(id: string, { publicKey }: Signer): DirectoryStation {
  return {
    id,
    name: 'Desk',
    mode: 'desk',
    publicKey,
    certificate: `${'A'.repeat(86)}==`,
    joined: 1_538_400_000_000,
    state: 'enrolled',
    lastSeen: null,
  };
}

const headOf = (lines: readonly FactLine[]) => {
  const last = lines.at(-1);
  if (last === undefined) throw new Error('an empty chain');
  const { station, incarnation, kseq: lastKseq, hash } = last;
  return { station, incarnation, lastKseq, hash };
};

const content: ArchiveContent = {
  id: stationId(77),
  made: 1_538_600_000_000,
  maker: { station: stationId(1), publicKey: maker.publicKey },
  event: { file: sampleEvent, version: 2 },
  retention: defaultRetention,
  purged: null,
  stations: [enrolled(stationId(2), other)],
  hubKeys: [stranger.publicKey, hub.publicKey],
  chains: [headOf(first), headOf(second), headOf(ofHub)],
  reports: [report],
  templates: [],
};
const facts = [...chains.hub, ...chains.second, ...chains.first];

function check(change: { content?: Partial<ArchiveContent>; facts?: readonly FactLine[] } = {}) {
  const opened = {
    content: { ...content, ...change.content },
    facts: [...(change.facts ?? facts)],
  };
  return verifyArchive(opened, nodeCrypto);
}
const faultsOf = (change: Parameters<typeof check>[0]): string[] =>
  check(change).faults.map(({ check: kind, place, detail }) => `${kind}: ${place}: ${detail}`);

describe('a genuine archive', () => {
  test('proves each chain as far as its author signed it, and each report', () => {
    const found = check();
    expect(found.faults).toEqual([]);
    expect(found.chains).toEqual([
      { station: stationId(1), incarnation: 1, count: 4, signed: 4 },
      { station: stationId(2), incarnation: 1, count: 2, signed: 2 },
      { station: author, incarnation: 1, count: 2, signed: 2 },
    ]);
    expect(found.reports).toEqual([{ report: report.report, missing: 0 }]);
  });

  test('says what the author signed where the end is unsigned, or the author unknown', () => {
    const partly = [...chains.hub, ...chains.second, ...signedAt(first, maker, 2)];
    expect(check({ facts: partly })).toMatchObject({
      faults: [],
      chains: [{ count: 4, signed: 2 }, {}, {}],
    });
    expect(check({ content: { stations: [] } })).toMatchObject({
      faults: [],
      chains: [{ signed: 4 }, { count: 2, signed: 0 }, { signed: 2 }],
    });
    expect(check({ content: { hubKeys: [] } })).toMatchObject({
      faults: [],
      chains: [{ signed: 4 }, { signed: 2 }, { count: 2, signed: 0 }],
    });
  });

  test('may hold the maker’s chain under an earlier key of its own', () => {
    const earlier = signedAt(first, stranger, 4);
    const stations = [...content.stations, enrolled(stationId(1), stranger)];
    const all = [...chains.hub, ...chains.second, ...earlier];
    expect(check({ content: { stations }, facts: all })).toMatchObject({
      faults: [],
      chains: [{ signed: 4 }, {}, {}],
    });
  });
});

describe('a chain', () => {
  const firstOnly = (lines: readonly FactLine[]) => ({
    facts: [...chains.hub, ...chains.second, ...lines],
    content: { reports: [] },
  });
  const at = `chain ${stationId(1)}, life 1`;

  test('with a changed, missing or removed fact is broken there', () => {
    const without = chains.first.toSpliced(1, 1);
    expect(faultsOf(firstOnly(without))).toEqual([
      `facts: ${at}: fact 2 was changed or is missing`,
      `facts: ${at}: ends at 1, the archive says 4`,
    ]);
    const changed = chains.first.map((line) =>
      line.kseq === 3 ? { ...line, body: (line.body ?? '').replace('{}', '{"a":1}') } : line,
    );
    expect(faultsOf(firstOnly(changed))).toEqual([
      `facts: ${at}: fact 3 was changed or is missing`,
      `facts: ${at}: ends at 2, the archive says 4`,
    ]);
    expect(check(firstOnly(changed)).chains[0]).toMatchObject({ count: 2, signed: 2 });
    const emptied = chains.first.map((line) => (line.kseq === 1 ? { ...line, body: null } : line));
    expect(faultsOf(firstOnly(emptied))).toEqual([
      `facts: ${at}: fact 1 was changed or is missing`,
      `facts: ${at}: ends at 0, the archive says 4`,
    ]);
    expect(faultsOf(firstOnly(chains.first.slice(0, 2)))).toEqual([
      `facts: ${at}: ends at 2, the archive says 4`,
    ]);
  });

  test('rebuilt by another is not signed by its author', () => {
    const forged = signedAt(rewritten(first, 2), stranger, 2, 4);
    const heads = [headOf(forged), headOf(second), headOf(ofHub)];
    const change = firstOnly(forged);
    expect(faultsOf({ ...change, content: { ...change.content, chains: heads } })).toEqual([
      `signature: ${at}: fact 2 is not signed by the author of the chain`,
      `signature: ${at}: fact 4 is not signed by the author of the chain`,
    ]);
    // As long, but with another end than the archive names.
    expect(faultsOf(firstOnly(rewritten(first, 4)))).toEqual([
      `facts: ${at}: ends at 4, the archive says 4`,
    ]);
  });

  test('of the maker is not signed by another station, nor one of a hub by a station', () => {
    const byOther = [...chains.hub, ...chains.second, ...signedAt(first, other, 4)];
    expect(faultsOf({ facts: byOther })).toEqual([
      `signature: ${at}: fact 4 is not signed by the author of the chain`,
    ]);
    const byMaker = [...chains.first, ...chains.second, ...signedAt(ofHub, maker, 2)];
    expect(faultsOf({ facts: byMaker })).toEqual([
      `signature: chain ${author}, life 1: fact 2 is not signed by the author of the chain`,
    ]);
  });

  test('that the archive does not name, or does not have, is a fault', () => {
    expect(faultsOf({ content: { chains: content.chains.slice(0, 2) } })).toEqual([
      `facts: chain ${author}, life 1: the archive does not name it`,
    ]);
    expect(
      faultsOf({ facts: [...chains.first, ...chains.second], content: { reports: [] } }),
    ).toEqual([`facts: chain ${author}, life 1: ends at 0, the archive says 2`]);
  });
});

describe('a report of the archive', () => {
  const next = (change: Partial<SignedReport['report']> = {}) =>
    sealed({ ...report.report, number: 2, revision: 2, previous: hashOf(report), ...change });

  test('is checked against the one before, of its own issuer', () => {
    expect(faultsOf({ content: { reports: [next(), report] } })).toEqual([]);
    const unrelated = next({ previous: 'ab'.repeat(32) });
    expect(faultsOf({ content: { reports: [report, unrelated] } })).toEqual([
      `chain: report of ${day}, 2: previous: the earlier file is not the report that this one names`,
    ]);
    const issuer = { ...report.report.issuer, id: stationId(8) };
    const ofAnother = sealed({ ...report.report, issuer });
    expect(faultsOf({ content: { reports: [ofAnother, unrelated] } })).toEqual([]);
    const third = next({ number: 3, revision: 3 });
    expect(faultsOf({ content: { reports: [report, third] } })).toEqual([]);
  });

  test('that is not what its facts amount to is a fault, at its place', () => {
    const lied = sealed({ ...report.report, attendanceDigest: 'ef'.repeat(32) });
    const found = check({ content: { reports: [lied] } });
    expect(found.faults).toEqual([
      {
        check: 'facts',
        place: `report of ${day}, 1: attendanceDigest`,
        detail: 'the facts given amount to something else',
      },
    ]);
    expect(found.reports).toEqual([{ report: lied.report, missing: 0 }]);
  });

  test('tells how many of its facts the archive lacks', () => {
    const shorter = signedAt(first, maker, 1).slice(0, 1);
    const found = check({
      facts: [...shorter, ...chains.hub],
      content: { chains: [headOf(shorter), headOf(ofHub)] },
    });
    expect(found.faults).toEqual([]);
    expect(found.reports).toMatchObject([{ missing: 5 }]);
  });
});

describe('the file of an archive', () => {
  const lines = facts.map((line) => Buffer.from(factLineText(line)));
  const inside = archiveInside(content, lines, maker.sign, nodeCrypto);

  test('holds what was put into it, signed by its maker', () => {
    expect(readArchiveInside(inside, nodeCrypto)).toEqual({ content, facts });
    const empty = archiveInside(content, [], maker.sign, nodeCrypto);
    expect(readArchiveInside(empty, nodeCrypto)).toEqual({ content, facts: [] });
    const byOther = archiveInside(content, lines, other.sign, nodeCrypto);
    expect(readArchiveInside(byOther, nodeCrypto)).toBeNull();
  });

  test('is refused with any byte changed, taken out, or not of this form', () => {
    for (let at = 0; at < inside.length; at += 29) {
      const changed = Buffer.from(inside);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(readArchiveInside(changed, nodeCrypto), `byte ${at}`).toBeNull();
      const cut = Buffer.concat([inside.subarray(0, at), inside.subarray(at + 1)]);
      expect(readArchiveInside(cut, nodeCrypto), `without byte ${at}`).toBeNull();
    }
    expect(readArchiveInside(new Uint8Array(), nodeCrypto)).toBeNull();
    const noFact = archiveInside(content, [Buffer.from('{}\n')], maker.sign, nodeCrypto);
    expect(readArchiveInside(noFact, nodeCrypto)).toBeNull();
    const noText = archiveInside(content, [Buffer.from([0xff, 10])], maker.sign, nodeCrypto);
    expect(readArchiveInside(noText, nodeCrypto)).toBeNull();
  });

  test('tells what is wrong with it without the passphrase', () => {
    const sealedPart = Buffer.from('not really sealed');
    const file = Buffer.from(archiveFile(5, sealedPart, nodeCrypto));
    const read = readArchiveFile(file, nodeCrypto);
    if (typeof read === 'string') throw new Error(read);
    expect(read.made).toBe(5);
    expect(Buffer.from(read.sealed)).toEqual(sealedPart);
    const faultOf = (bytes: Uint8Array) => readArchiveFile(bytes, nodeCrypto);
    expect(faultOf(Buffer.concat([file, Buffer.from('x')]))).toBe('damaged');
    expect(faultOf(file.subarray(0, -1))).toBe('cut');
    expect(faultOf(Buffer.from('lanyard badge 1\n{}\n'))).toBe('other-file');
    const text = file.toString('latin1');
    expect(faultOf(Buffer.from(text.replace('archive 1', 'archive 2'), 'latin1'))).toBe(
      'newer-version',
    );
    expect(faultOf(Buffer.from(text.replace('really', 'hardly'), 'latin1'))).toBe('damaged');
  });
});
