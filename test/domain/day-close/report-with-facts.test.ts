import { describe, expect, it } from 'vitest';
import type { FactLine } from '../../../domain/day-close/facts-file.ts';
import type { DayReport } from '../../../domain/day-close/report.ts';
import { type ReportExpectation, verifyReport } from '../../../domain/day-close/verify-report.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { chain, delegates, hubChain, reportOn, rewritten } from './chain-sample.ts';
import { fileOf, hashOf, issuerKey, sealed, stationId } from './report-sample.ts';

const a = chain(1, delegates.slice(0, 3));
const b = chain(2, delegates.slice(3));
const ofHub = hubChain(9, 2);
const author = ofHub[0]?.station ?? '';
const report = reportOn([a, b], ofHub);

const check = (of: DayReport, expected: ReportExpectation) =>
  verifyReport(fileOf(sealed(of)), expected, nodeCrypto);

/** The faults in full, as "check at place: detail". */
function faultsOf(of: DayReport, expected: ReportExpectation): string[] {
  const found = check(of, expected);
  return found.genuine
    ? []
    : found.faults.map(({ check: kind, place, detail }) => `${kind} at ${place}: ${detail}`);
}

describe('facts beside a report', () => {
  const recounted = (facts: readonly FactLine[], of = report) => {
    const found = check(of, { facts });
    return found.genuine ? found.recounted : found.faults;
  };

  it('let its figures be counted again as far as they reach', () => {
    expect(recounted([...a, ...b, ...ofHub])).toEqual(['admissions', 'eventVersions']);
    expect(recounted([...a, ...b])).toEqual(['admissions']);
    expect(recounted([...a, ...b, ...ofHub.slice(0, 1)])).toEqual(['admissions']);
    expect(recounted([...a, ...ofHub])).toEqual(['eventVersions']);
    expect(recounted([])).toEqual([]);
    const without = check(report, {});
    expect(without).toMatchObject({ genuine: true, facts: null, recounted: [] });
  });

  it('that come after its heads, or were not counted, are left out', () => {
    const later = chain(1, [...delegates.slice(0, 3), stationId(25)]);
    const earlier = reportOn([later.slice(0, 3), b], ofHub);
    expect(recounted([...later, ...b, ...ofHub], earlier)).toEqual(['admissions', 'eventVersions']);
    const three = hubChain(9, 3);
    expect(recounted([...a, ...b, ...three])).toEqual(['admissions', 'eventVersions']);
  });

  it('of another chain than those of the report count for nothing', () => {
    const stranger = chain(3, [stationId(25)]);
    expect(recounted([...a, ...b, ...ofHub, ...stranger])).toEqual(['admissions', 'eventVersions']);
  });

  it('show a figure that they do not amount to', () => {
    const says = (place: string) => `facts at ${place}: the facts given amount to something else`;
    const facts = [...a, ...b, ...ofHub];
    expect(faultsOf({ ...report, attendanceDigest: 'ef'.repeat(32) }, { facts })).toEqual([
      says('attendanceDigest'),
    ]);
    const versions = { ...report, eventVersions: report.eventVersions.slice(1) };
    expect(faultsOf(versions, { facts })).toEqual([says('eventVersions')]);
    // Without the hub's chain nobody can tell.
    expect(faultsOf(versions, { facts: [...a, ...b] })).toEqual([]);
  });

  it('that a broken chain makes doubtful are not counted again', () => {
    const [first, ...others] = report.stations;
    const [life] = first?.lives ?? [];
    if (first === undefined || life === undefined) throw new Error('no station');
    const broken = {
      ...report,
      attendanceDigest: 'ef'.repeat(32),
      proof: { proven: 1, open: 0, broken: 1 },
      stations: [
        { ...first, verdict: 'broken' as const, lives: [{ ...life, brokenAt: 5 }] },
        ...others,
      ],
    };
    const found = faultsOf(broken, { facts: [...a, ...b] });
    expect(found.filter((one) => one.includes('attendanceDigest'))).toEqual([]);
  });

  it('that are others than the report’s are named by chain', () => {
    const changed = rewritten(a, 1);
    // The first difference shows at what the station itself closed, before the report's head.
    const short = (line: FactLine | undefined) => `${line?.hash.slice(0, 16)}…`;
    expect(faultsOf(report, { facts: [...changed, ...b] })).toEqual([
      `facts at stations/0: station ${stationId(1)}, life 1: the report has 3 facts up to ${short(a[2])}, the facts given have 3 facts up to ${short(changed[2])}`,
    ]);
    const hub = rewritten(ofHub, 1);
    expect(faultsOf(report, { facts: [...a, ...b, ...hub] })[0]).toBe(
      `facts at hubs/0: hub ${author}: fact 2 is another one in the facts given`,
    );
  });
});

describe('what is wrong with a report is said in words', () => {
  const file = fileOf(sealed(report)).toString('utf8');
  const said = (text: string | Uint8Array): string[] => {
    const found = verifyReport(Buffer.from(text), {}, nodeCrypto);
    return found.genuine ? [] : found.faults.map(({ place, detail }) => `${place}: ${detail}`);
  };

  it('in its form', () => {
    const bytes = Buffer.from(file);
    const at = file.indexOf('"day":"') + 7;
    bytes[at] = 0xff;
    expect(said(bytes)).toEqual([`report/day: byte ${at} is no UTF-8`]);
    expect(said(file.slice(0, at))).toEqual(['report/day: the text is no JSON from there on']);
    expect(said('7')).toEqual(['the whole file: not a report of this form: invalid_type']);
    expect(said(`${file} `)).toEqual([
      expect.stringMatching(/: byte \d+ is not as the canonical text has it$/),
    ]);
    expect(said(`\uFEFF${file}`)).toHaveLength(1);
  });

  it('in its parts and its seal', () => {
    const { seal } = sealed(report);
    const digestsWith = (change: Record<string, string | undefined>) => {
      const digests = Object.fromEntries(
        Object.entries({ ...seal.digests, ...change }).filter(([, digest]) => digest !== undefined),
      ) as Record<string, string>;
      return said(fileOf({ report, seal: { ...seal, digests } }));
    };
    const signature = 'seal: the digests were not signed by the key that the report names';
    expect(digestsWith({ persons: 'ab'.repeat(32) })).toEqual([
      'persons: this part, or its digest in the seal, was changed',
      signature,
    ]);
    expect(digestsWith({ persons: undefined })).toEqual([
      'persons: this part was put in',
      signature,
    ]);
    expect(digestsWith({ other: 'ab'.repeat(32), another: 'ab'.repeat(32) })).toEqual([
      'another: this part was taken out',
      'other: this part was taken out',
      signature,
    ]);
    const { publicKey } = makeSigningKeys();
    expect(faultsOf(report, { publicKey })).toEqual([
      `issuer at issuer/publicKey: the report names the key ${issuerKey}`,
    ]);
  });

  it('in its place after the one before', () => {
    const before = sealed(report);
    const previous = fileOf(before);
    const after = { ...report, number: 2, revision: 2, previous: hashOf(before) };
    const faults = (change: Partial<DayReport>, expected: ReportExpectation = { previous }) =>
      faultsOf({ ...after, ...change }, expected);
    expect(faults({})).toEqual([]);
    expect(faults({ event: stationId(5) })).toContain(
      'chain at event: of another event than the earlier report',
    );
    expect(faults({ issuer: { ...report.issuer, id: stationId(5) } })).toEqual([
      'chain at issuer/id: of another issuer',
    ]);
    const { publicKey } = makeSigningKeys();
    expect(faults({ issuer: { ...report.issuer, publicKey } })).toContain(
      'chain at issuer/publicKey: another key than that of the earlier report',
    );
    expect(faults({ number: 3 })).toEqual(['chain at number: does not follow the earlier number']);
    expect(faults({ revision: 3 })).toEqual([
      'chain at revision: does not follow the earlier revision of the same day',
    ]);
    expect(faults({ previous: null })).toEqual([
      'chain at previous: only the first report of an issuer has none before it',
    ]);
    expect(faults({ previous: 'ab'.repeat(32) })).toEqual([
      'chain at previous: the earlier file is not the report that this one names',
    ]);
    expect(faults({}, { previous: Buffer.from('{}') })).toEqual([
      'chain at previous: the earlier file is no report',
    ]);
  });
});
