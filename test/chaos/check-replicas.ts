import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { bodyOf, verifyChain } from '../../domain/chain.ts';
import type { Finding } from './finding.ts';
import type { HubTruth } from './hub-truth.ts';
import type { KioskTruth } from './kiosk-truth.ts';

/** Every kiosk holds every fact of the hub exactly once and nothing else, in chains that are whole. */
export function checkReplicas(hub: HubTruth, kiosks: readonly KioskTruth[]): Finding[] {
  return kiosks.flatMap((kiosk) => [...checkOnce(kiosk, hub), ...checkHeldChains(kiosk)]);
}

function checkOnce({ name, facts }: KioskTruth, hub: HubTruth): Finding[] {
  const held = new Map<string, number>();
  for (const { id } of facts) held.set(id, (held.get(id) ?? 0) + 1);
  const bodies = new Map(facts.map((fact) => [fact.id, `${fact.hash} ${bodyOf(fact)}`]));
  const streamed = hub.links.filter(({ id, seq }) => id !== null && seq !== null);
  const ids = new Set(streamed.map(({ id }) => id));
  const finding = (what: Finding['what'], detail: string): Finding => ({
    what,
    detail: `${name}: ${detail}`,
  });
  return [
    ...[...held]
      .filter(([, times]) => times > 1)
      .map(([id, times]) => finding('duplicated', `${id} is there ${times} times`)),
    ...[...held.keys()]
      .filter((id) => !ids.has(id))
      .map((id) => finding('lost', `${id} is there, and not at the hub`)),
    ...streamed
      .filter(({ id }) => id !== null && !held.has(id))
      .map(({ id }) => finding('lost', `${id} is at the hub, and not there`)),
    ...streamed
      .filter(({ id, body, hash }) => {
        const own = bodies.get(id ?? '');
        return own !== undefined && own !== `${hash} ${body}`;
      })
      .map(({ id }) => finding('phantom', `${id} is another fact there than at the hub`)),
  ];
}

/** Computed anew from the first link, as the hub's chains are (check-chains.ts): so both are the same. */
function checkHeldChains({ name, facts }: KioskTruth): Finding[] {
  const chains = new Map<string, KioskTruth['facts']>();
  for (const fact of facts) {
    const chain = `${fact.kiosk} ${fact.incarnation}`;
    const links = chains.get(chain);
    if (links === undefined) chains.set(chain, [fact]);
    else links.push(fact);
  }
  return [...chains].flatMap(([chain, links]): Finding[] => {
    const verdict = verifyChain(links, nodeCrypto);
    if (verdict.whole) return [];
    const detail = `${name}, ${chain}: ${verdict.reason} at ${verdict.index}`;
    return [{ what: 'chain', detail }];
  });
}
