import { utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { genesisHash, hashBody, isHubAuthor } from '../ledger/chain.ts';
import { isSignedHead } from '../ledger/signed-head.ts';
import type { ChainHead } from '../sync/events.ts';
import type { ArchiveContent, OpenedArchive } from './event-archive.ts';
import type { FactLine } from './facts-file.ts';
import { type DayReport, type ReportFault, reportText, type SignedReport } from './report.ts';
import { verifyReport } from './verify-report.ts';

/** A chain whose hashes were recomputed from its first fact. */
export interface ProvenChain extends Pick<ChainHead, 'station' | 'incarnation'> {
  count: number;
  /** Number of facts up to the last head that the chain's own author signed. */
  signed: number;
}

export interface ArchiveVerification {
  /** Empty if the archive is genuine. */
  faults: ReportFault[];
  chains: ProvenChain[];
  reports: { report: DayReport; missing: number }[];
}

type Checking = Pick<Crypto, 'sha256' | 'verify'>;

/**
 * Checks an opened archive offline: every chain from its first fact to its head, the heads signed
 * by their authors, each day's report with the previous one, and that reports and chains agree.
 */
export function verifyArchive({ content, facts }: OpenedArchive, crypto: Checking) {
  const faults: ReportFault[] = [];
  const lines = new Map<string, FactLine[]>();
  for (const line of facts) {
    const known = lines.get(nameOf(line));
    if (known === undefined) lines.set(nameOf(line), [line]);
    else known.push(line);
  }
  const chains = content.chains.map((head) => {
    const links = lines.get(nameOf(head)) ?? [];
    lines.delete(nameOf(head));
    return checkChain(head, links, keysOf(content, head.station), crypto, faults);
  });
  for (const name of lines.keys())
    faults.push({ check: 'facts', place: `chain ${name}`, detail: 'the archive does not name it' });
  const reports = content.reports.map((signed) => {
    const found = checkReport(content, signed, facts, crypto);
    faults.push(...found.faults);
    return { report: signed.report, missing: found.missing };
  });
  return { faults, chains, reports } satisfies ArchiveVerification;
}

function nameOf({ station, incarnation }: Pick<ChainHead, 'station' | 'incarnation'>): string {
  return `${station}, life ${incarnation}`;
}

/** Keys that may sign the heads of a chain; empty where the archive does not know its author. */
function keysOf({ maker, stations, hubKeys }: ArchiveContent, station: string): string[] {
  if (isHubAuthor(station)) return hubKeys;
  const known = stations.filter(({ id }) => id === station).map(({ publicKey }) => publicKey);
  return station === maker.station ? [maker.publicKey, ...known] : known;
}

function checkChain(
  head: ChainHead,
  links: readonly FactLine[],
  keys: readonly string[],
  crypto: Checking,
  faults: ReportFault[],
): ProvenChain {
  const { station, incarnation } = head;
  const fault = (check: 'facts' | 'signature', detail: string): void => {
    faults.push({ check, place: `chain ${nameOf(head)}`, detail });
  };
  let at = { kseq: 0, hash: genesisHash };
  let signed = 0;
  for (const { kseq, hash, body, signature } of links) {
    if (kseq !== at.kseq + 1 || body === null || hashBody(at.hash, body, crypto) !== hash) {
      fault('facts', `fact ${at.kseq + 1} was changed or is missing`);
      break;
    }
    at = { kseq, hash };
    if (signature === undefined || keys.length === 0) continue;
    const link = { station, incarnation, kseq, hash };
    if (keys.some((key) => isSignedHead(link, signature, key, crypto))) signed = kseq;
    else fault('signature', `fact ${kseq} is not signed by the author of the chain`);
  }
  if (at.kseq !== head.lastKseq || at.hash !== head.hash)
    fault('facts', `ends at ${at.kseq}, the archive says ${head.lastKseq}`);
  return { station, incarnation, count: at.kseq, signed };
}

/** `missing` is the number of facts that the report has and the archive lacks. */
function checkReport(
  { reports }: ArchiveContent,
  signed: SignedReport,
  facts: readonly FactLine[],
  crypto: Checking,
): { faults: ReportFault[]; missing: number } {
  const { report } = signed;
  const before = reports.find(
    ({ report: one }) => one.issuer.id === report.issuer.id && one.number === report.number - 1,
  );
  const found = verifyReport(
    utf8(reportText(signed)),
    {
      ...(before === undefined ? {} : { previous: utf8(reportText(before)) }),
      facts,
    },
    crypto,
  );
  const place = (text: string): string => `report of ${report.day}, ${report.revision}: ${text}`;
  if (!found.genuine)
    return { faults: found.faults.map((one) => ({ ...one, place: place(one.place) })), missing: 0 };
  const behind = found.facts?.findings ?? [];
  const missing = behind.reduce((sum, one) => sum + one.expected.count - one.found.count, 0);
  return { faults: [], missing };
}
