import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { genesisHash, hashBody, verifyChain } from '../../domain/chain.ts';
import type { Finding } from './finding.ts';
import type { HubTruth } from './hub-truth.ts';
import type { KioskTruth } from './kiosk-truth.ts';

interface Head {
  lastKseq: number;
  hash: string;
}

/** Every chain, computed anew from its first link at the hub and at its kiosk: both must come to the same head. */
export function checkChains(hub: HubTruth, kiosks: readonly KioskTruth[]): Finding[] {
  const computed = computeHeads(hub);
  return [
    ...computed.findings,
    ...hub.heads
      .filter((head) => !isSame(head, computed.heads.get(nameOf(head))))
      .map((head) => finding('head', `${nameOf(head)}: the hub's row says ${textOf(head)}`)),
    ...kiosks.flatMap((kiosk) => checkOwn(kiosk, computed.heads)),
  ];
}

function computeHeads(hub: HubTruth): { heads: Map<string, Head>; findings: Finding[] } {
  const heads = new Map<string, Head>();
  const findings: Finding[] = [];
  for (const link of hub.links) {
    const name = nameOf(link);
    const { lastKseq, hash } = heads.get(name) ?? { lastKseq: 0, hash: genesisHash };
    if (link.kseq !== lastKseq + 1) {
      findings.push(finding('chain', `${name}: ${link.kseq} after ${lastKseq}`));
    } else if (link.body !== null && hashBody(hash, link.body, nodeCrypto) !== link.hash) {
      findings.push(finding('chain', `${name}: ${link.kseq} does not follow from its predecessor`));
    }
    heads.set(name, { lastKseq: link.kseq, hash: link.hash });
  }
  return { heads, findings };
}

function checkOwn(kiosk: KioskTruth, heads: ReadonlyMap<string, Head>): Finding[] {
  const { name, station } = kiosk;
  const own = kiosk.facts.filter(
    (fact) => fact.kiosk === station.kiosk && fact.incarnation === station.incarnation,
  );
  const findings: Finding[] = [];
  const verdict = verifyChain(own, nodeCrypto);
  if (!verdict.whole) {
    findings.push(finding('chain', `${name}: ${verdict.reason} at ${verdict.index}`));
  } else if (
    verdict.count !== station.lastKseq ||
    (own.length > 0 && verdict.head !== station.chainHead)
  ) {
    findings.push(
      finding('head', `${name}: ${station.lastKseq} in its row, ${verdict.count} links`),
    );
  }
  const here = { lastKseq: station.lastKseq, hash: station.chainHead };
  const atHub = heads.get(nameOf(station)) ?? { lastKseq: 0, hash: genesisHash };
  if (!isSame(here, atHub)) {
    findings.push(finding('head', `${name}: ${textOf(here)}, at the hub ${textOf(atHub)}`));
  }
  // Killed processes are neither clones nor rolled back: nobody has reason to begin a new life.
  if (station.incarnation !== 1 || kiosk.oddities.superseded > 0) {
    findings.push(finding('chain', `${name} goes on in incarnation ${station.incarnation}`));
  }
  return findings;
}

function nameOf({ kiosk, incarnation }: { kiosk: string; incarnation: number }): string {
  return `${kiosk} ${incarnation}`;
}

function textOf({ lastKseq, hash }: Head): string {
  return `${lastKseq} ${hash.slice(0, 8)}`;
}

function isSame(a: Head, b: Head | undefined): boolean {
  return a.lastKseq === b?.lastKseq && a.hash === b.hash;
}

function finding(what: 'chain' | 'head', detail: string): Finding {
  return { what, detail };
}
