import { parseArgs } from 'node:util';
import { InvalidData } from '../../domain/base/invalid-data.ts';
import type { CopyComparison } from '../../domain/day-close/compare-copies.ts';
import { type FactLine, readFactsFile } from '../../domain/day-close/facts-file.ts';
import type { DayReport, ReportFault } from '../../domain/day-close/report.ts';
import {
  type Recounted,
  type ReportExpectation,
  verifyReport,
} from '../../domain/day-close/verify-report.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';

/** What the verifier needs from its environment. */
export interface VerifyCommand {
  words: readonly string[];
  /** Throws if the file cannot be read. */
  read: (path: string) => Uint8Array;
  print: (line: string) => void;
}

const usage = `npm run verify -- REPORT.json [--previous EARLIER.json] [--key BASE64] [--facts FACTS.jsonl]
    checks a day's report offline: form, digests, signature, figures
    --previous   the report that the issuer wrote before it: the two must be tied
    --key        the issuer's public key as you know it from elsewhere (npm run hub -- report prints it)
    --facts      facts from elsewhere (npm run hub -- facts DAY --out FILE): chains and figures are computed from them
       npm run verify -- EVENT.lanyard-archive [--key BASE64]
    checks the archive of an event: every chain, every report`;

/**
 * Checks a report and prints the result. @returns the exit code: 0 genuine, 1 not, 2 not understood
 */
export function verifyCommand({ words, read, print }: VerifyCommand): number {
  const parsed = readWords(words);
  if (parsed === null) {
    print(usage);
    return 2;
  }
  const files = readFiles(parsed, read, print);
  if (files === null) return 2;
  const expected: ReportExpectation = {};
  if (files.previous !== null) expected.previous = files.previous;
  if (parsed.key !== undefined) expected.publicKey = parsed.key;
  if (files.facts !== null) expected.facts = files.facts;
  const found = verifyReport(files.report, expected, nodeCrypto);
  if (!found.genuine) {
    print(`NOT GENUINE: ${parsed.report}`);
    for (const fault of found.faults) print(`  ${faultLine(fault)}`);
    return 1;
  }
  printGenuine(found.report, found.hash, print);
  if (found.facts !== null) printFacts(found.facts, found.recounted, print);
  if (!found.previousChecked) {
    print(`Not checked: the report before it, ${found.report.previous ?? ''} (--previous)`);
  }
  if (parsed.key === undefined) {
    print('Not checked: whose key it is. Compare it with the one that the hub shows (--key):');
    print(`  ${found.report.issuer.publicKey}`);
  }
  return 0;
}

interface Words {
  report: string;
  previous: string | undefined;
  key: string | undefined;
  facts: string | undefined;
}

function readWords(words: readonly string[]): Words | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        previous: { type: 'string' },
        key: { type: 'string' },
        facts: { type: 'string' },
      },
    });
    const [report, ...more] = positionals;
    if (report === undefined || more.length > 0) return null;
    return { report, previous: values.previous, key: values.key, facts: values.facts };
  } catch {
    // An unknown option, or one without its value: the caller prints the usage.
    return null;
  }
}

interface Files {
  report: Uint8Array;
  previous: Uint8Array | null;
  facts: FactLine[] | null;
}

function readFiles(
  words: Words,
  read: VerifyCommand['read'],
  print: (line: string) => void,
): Files | null {
  let path = words.report;
  const optional = (named: string | undefined): Uint8Array | null => {
    if (named === undefined) return null;
    path = named;
    return read(named);
  };
  try {
    const report = read(path);
    const previous = optional(words.previous);
    const facts = optional(words.facts);
    return {
      report,
      previous,
      facts: facts === null ? null : readFactsFile(new TextDecoder().decode(facts)),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const isLine = error instanceof InvalidData && error.code === 'fact-line';
    print(isLine ? `${path}: ${why}` : `${path} cannot be read: ${why}`);
    return null;
  }
}

function faultLine({ check, place, detail }: ReportFault): string {
  return `${check} at ${place}: ${detail}`;
}

function printGenuine(report: DayReport, hash: string, print: (line: string) => void): void {
  const { proof, balance, issuer, issuedAt } = report;
  const { total } = balance;
  print(`GENUINE: the day ${report.day}, revision ${report.revision}, report ${report.number}`);
  print(`  issued ${new Date(issuedAt).toISOString()} by ${issuer.kind} ${issuer.id}`);
  print(`  hash ${hash}`);
  print(`  stations: ${proof.proven} PROVEN, ${proof.open} OPEN, ${proof.broken} BROKEN`);
  for (const { station, verdict, reason, asOf, held, atLeast, lastSeen } of report.stations) {
    const close =
      asOf === null ? 'no close' : `close ${asOf.kseq} of ${new Date(asOf.wall).toISOString()}`;
    if (verdict === 'proven') {
      print(`    ${station} PROVEN as of its ${close}, ${asOf?.since ?? 0} facts since`);
      continue;
    }
    const seen = lastSeen === null ? 'never seen' : `last seen ${new Date(lastSeen).toISOString()}`;
    const numbers = `${held} facts held, at least ${atLeast} written, tail unknown`;
    print(`    ${station} ${verdict.toUpperCase()} (${reason ?? ''}): ${numbers}, ${seen}`);
  }
  print(
    `  registered ${total.registered}: present ${total.present}, not arrived ${total.notArrived}, ` +
      `cancelled ${total.cancelled}, pending ${total.pending}, revoked ${total.revoked}, replaced ${total.replaced}`,
  );
  print(`  further admissions ${report.further.length}, overrides ${report.overrides.length}`);
}

function printFacts(
  { chains, equal, findings }: CopyComparison,
  recounted: readonly Recounted[],
  print: (line: string) => void,
): void {
  print(`Facts: ${equal} of ${chains} chains are the same, computed anew from them`);
  for (const { station, incarnation, expected, found } of findings) {
    const numbers = `${found.count} of ${expected.count} facts are there, the rest was not checked`;
    print(`  behind: station ${station}, life ${incarnation}: ${numbers}`);
  }
  const names = { admissions: 'admissions', eventVersions: 'versions of the event' } as const;
  const same = recounted.map((one) => names[one]);
  if (same.length > 0) print(`Counted again from them, and the same: ${same.join(', ')}`);
  if (!recounted.includes('admissions')) {
    print(`Not checked: ${names.admissions}, for want of the facts missing above`);
  }
  if (!recounted.includes('eventVersions')) {
    print(`Not checked: ${names.eventVersions}, for want of the hub's own facts`);
  }
}
