import { describe, expect, test } from 'vitest';
import { type DayReport, reportText } from '../../../domain/day-close/report.ts';
import { type ReportExpectation, verifyReport } from '../../../domain/day-close/verify-report.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { fileOf, hashOf, issuerKey, sampleReport, sealed, stationId } from './report-sample.ts';

const check = (file: Uint8Array, expected: ReportExpectation = {}) =>
  verifyReport(file, expected, nodeCrypto);

/** The faults found, as "check at place". */
function faultsOf(file: Uint8Array, expected: ReportExpectation = {}): string[] {
  const found = check(file, expected);
  return found.genuine ? [] : found.faults.map(({ check, place }) => `${check} at ${place}`);
}

/** The report changed after signing, with its text still canonical. */
function altered(change: (report: DayReport) => DayReport): Buffer {
  const { report, seal } = sealed(sampleReport());
  return fileOf({ report: change(report), seal });
}

describe('a report that nobody touched', () => {
  test('is genuine, with the key that is expected', () => {
    const file = fileOf(sealed(sampleReport()));
    expect(check(file, { publicKey: issuerKey })).toMatchObject({
      genuine: true,
      previousChecked: true,
    });
  });

  test('is refused where another key is expected', () => {
    const file = fileOf(sealed(sampleReport()));
    const { publicKey } = makeSigningKeys();
    expect(faultsOf(file, { publicKey })).toEqual(['issuer at issuer/publicKey']);
  });
});

describe('what was changed is found at its place', () => {
  test.each<[string, (report: DayReport) => DayReport]>([
    ['persons', (report) => ({ ...report, persons: report.persons + 1 })],
    ['day', (report) => ({ ...report, day: '2018-10-03' })],
    ['issuedAt', (report) => ({ ...report, issuedAt: report.issuedAt + 1 })],
    ['attendanceDigest', (report) => ({ ...report, attendanceDigest: 'ef'.repeat(32) })],
    [
      'stations/1',
      (report) => ({
        ...report,
        stations: report.stations.map((station, i) =>
          i === 1 ? { ...station, lastSeen: 5 } : station,
        ),
      }),
    ],
    ['stations/2', (report) => ({ ...report, stations: report.stations.slice(0, 2) })],
    ['quarantine/0', (report) => ({ ...report, quarantine: [] })],
    [
      'clocks/0',
      (report) => ({
        ...report,
        clocks: [{ station: stationId(1), facts: 1, worst: 9, resolvedBy: null }],
      }),
    ],
  ])('%s', (place, change) => {
    expect(faultsOf(altered(change))).toContain(`digest at ${place}`);
  });

  test('the balance, with every sum that no longer fits', () => {
    const file = altered((report) => {
      const { total, delegations, resolvedBy } = report.balance;
      return {
        ...report,
        balance: { total: { ...total, notArrived: total.notArrived + 1 }, delegations, resolvedBy },
      };
    });
    expect(faultsOf(file)).toEqual([
      'digest at balance',
      'counts at balance/total',
      'counts at balance/total/notArrived',
    ]);
  });

  test('a change of the digests as well breaks the signature', () => {
    const changed = sampleReport({ persons: 3 });
    const { report, seal } = { report: changed, seal: sealed(sampleReport()).seal };
    const digests = { ...seal.digests, persons: sealed(changed).seal.digests.persons ?? '' };
    expect(faultsOf(fileOf({ report, seal: { digests, signature: seal.signature } }))).toContain(
      'signature at seal',
    );
  });

  test('another key put in, with everything signed anew by it, is found only by the key that is expected', () => {
    const keys = makeSigningKeys();
    const report = sampleReport();
    report.issuer = { ...report.issuer, publicKey: keys.publicKey };
    expect(faultsOf(fileOf(sealed(report)))).toEqual(['signature at seal']);
  });
});

describe('every byte', () => {
  const file = fileOf(sealed(sampleReport()));
  // The low bit of each byte; for some also the bit between cases, and the one that leaves ASCII.
  const changes = [
    [0x01, 1],
    [0x20, 5],
    [0x80, 5],
  ] as const;

  test.each(changes)('changed by %i is found, and a place is named', (bits, step) => {
    for (let at = 0; at < file.length; at += step) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ bits;
      const found = check(changed);
      if (found.genuine) throw new Error(`byte ${at} changed by ${bits} was not found`);
      for (const { place } of found.faults) expect(place).not.toBe('');
    }
  });

  test('put in, taken out, or behind the end', () => {
    for (let at = 0; at <= file.length; at += 23) {
      const longer = Buffer.concat([file.subarray(0, at), Buffer.from(' '), file.subarray(at)]);
      const shorter = Buffer.concat([file.subarray(0, at), file.subarray(at + 1)]);
      expect(check(longer).genuine, `a space at ${at}`).toBe(false);
      if (at < file.length) expect(check(shorter).genuine, `without byte ${at}`).toBe(false);
    }
    expect(check(file.subarray(0, 100)).genuine).toBe(false);
    expect(check(Buffer.alloc(0)).genuine).toBe(false);
    const withMark = Buffer.concat([Buffer.from('\uFEFF'), file]);
    expect(check(withMark).genuine).toBe(false);
  });

  test('is named by the part that it lies in', () => {
    const text = file.toString('utf8');
    const spoiled = (pattern: string, by: string): string[] => {
      const at = text.indexOf(pattern);
      expect(at, pattern).toBeGreaterThan(0);
      const end = at + pattern.length;
      return faultsOf(Buffer.from(text.slice(0, end) + by + text.slice(end + by.length)));
    };
    expect(spoiled('"registered":', '"')).toEqual([
      'form at report/balance/delegations/0/line/registered',
    ]);
    expect(spoiled('"attendanceDigest":"', '\\')).toEqual(['form at report/attendanceDigest']);
    expect(spoiled('"attendanceDigest":"', 'Z')).toEqual(['form at report/attendanceDigest']);
    expect(spoiled('"lastSeen":153850000000', '7')).toEqual(['digest at stations/0']);
    expect(spoiled('"state":"revoke', 'x')).toEqual(['form at report/stations/1/state']);
    // The key differs in each run, so its signature may begin with either sign.
    const begin = text.charAt(text.indexOf('"signature":"') + '"signature":"'.length);
    expect(spoiled('"signature":"', begin === '+' ? 'A' : '+')).toContain('signature at seal');
  });
});

describe('figures that contradict each other', () => {
  test('are found though the issuer signed them', () => {
    const [first, ...others] = sampleReport().stations;
    if (first === undefined) throw new Error('no kiosk');
    const stations = [
      { ...first, verdict: 'open' as const, reason: 'not-closed' as const },
      ...others,
    ];
    expect(faultsOf(fileOf(sealed(sampleReport({ stations }))))).toEqual([
      'counts at stations/0/verdict',
      'counts at proof/proven',
      'counts at proof/open',
    ]);
    const proof = { proven: 2, open: 1, broken: 0 };
    expect(faultsOf(fileOf(sealed(sampleReport({ proof }))))).toEqual([
      'counts at proof/proven',
      'counts at proof/open',
    ]);
    const facts = { links: 6, distinct: 0 };
    expect(faultsOf(fileOf(sealed(sampleReport({ facts }))))).toEqual(['counts at facts/links']);
    expect(faultsOf(fileOf(sealed(sampleReport({ persons: 1 }))))).toEqual([
      'counts at persons',
      'counts at persons',
    ]);
  });
});

describe('the report before', () => {
  const first = sealed(sampleReport());
  const next = (change: Partial<DayReport> = {}) =>
    sealed(sampleReport({ number: 2, revision: 2, previous: hashOf(first), ...change }));

  test('is the one that is named', () => {
    const previous = fileOf(first);
    expect(check(fileOf(next()), { previous })).toMatchObject({ previousChecked: true });
    expect(check(fileOf(next()))).toMatchObject({ genuine: true, previousChecked: false });
  });

  test('another one, a changed one, or one that is not followed is found', () => {
    const previous = fileOf(first);
    const other = fileOf(sealed(sampleReport({ issuedAt: 5 })));
    expect(faultsOf(fileOf(next()), { previous: other })).toEqual(['chain at previous']);
    const changed = Buffer.from(reportText(first).replace('"persons":0', '"persons":1'));
    expect(faultsOf(fileOf(next()), { previous: changed })).toEqual([
      'chain at earlier report, persons',
    ]);
    const at = (change: Partial<DayReport>) => faultsOf(fileOf(next(change)), { previous });
    expect(at({ number: 3 })).toEqual(['chain at number']);
    expect(at({ revision: 1 })).toEqual(['chain at revision']);
    expect(at({ revision: 1, day: '2018-10-03' })).toEqual([]);
    expect(at({ event: stationId(5) })).toEqual(['chain at event']);
    expect(faultsOf(fileOf(sealed(sampleReport({ number: 2 }))))).toEqual(['chain at previous']);
  });
});
