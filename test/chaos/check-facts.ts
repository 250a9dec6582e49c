import { bodyOf } from '../../domain/chain.ts';
import type { Finding } from './finding.ts';
import type { HubTruth } from './hub-truth.ts';
import type { KioskTruth } from './kiosk-truth.ts';

/** Every committed fact at the hub exactly once and as it was written, and nothing else there. */
export function checkFacts(hub: HubTruth, kiosks: readonly KioskTruth[]): Finding[] {
  const arrivals = new Map<string, number>();
  for (const { id, seq } of hub.links) {
    if (id !== null && seq !== null) arrivals.set(id, (arrivals.get(id) ?? 0) + 1);
  }
  const written = new Map<string, string>();
  for (const kiosk of kiosks) {
    for (const fact of ownFacts(kiosk)) written.set(fact.id, bodyOf(fact));
  }
  return [
    ...kiosks.flatMap((kiosk) => checkJournal(kiosk, written)),
    ...committedIds(kiosks)
      .filter((id) => !arrivals.has(id))
      .map((id): Finding => ({ what: 'lost', detail: `${id} is not at the hub` })),
    ...[...arrivals]
      .filter(([, times]) => times > 1)
      .map(([id, times]): Finding => ({ what: 'duplicated', detail: `${id}: ${times} times` })),
    ...hub.links.flatMap((link) => checkSource(link, written)),
    ...checkSequence(hub),
    ...kiosks.flatMap((kiosk) => checkPersonal(kiosk, hub)),
  ];
}

function ownFacts({ facts, station }: KioskTruth) {
  return facts.filter(({ kiosk }) => kiosk === station.kiosk);
}

function committedIds(kiosks: readonly KioskTruth[]): string[] {
  const ids = kiosks.flatMap((kiosk) => [
    ...ownFacts(kiosk).map(({ id }) => id),
    ...kiosk.journal.flatMap((line) => (line.kind === 'committed' ? [line.id] : [])),
  ]);
  return [...new Set(ids)];
}

/** Most facts of one transaction of a desk: an admission with its badge, an undo with the badges it voids. */
const mostOfOneTransaction = 12;

/**
 * What was said to be committed is in the kiosk's own store. Beyond that there may only be what a life
 * committed last and was killed before it wrote it down.
 */
function checkJournal(kiosk: KioskTruth, written: ReadonlyMap<string, string>): Finding[] {
  const { name, journal } = kiosk;
  const said = new Set(journal.flatMap((line) => (line.kind === 'committed' ? [line.id] : [])));
  const lives = journal.filter(({ kind }) => kind === 'life').length;
  const unsaid = ownFacts(kiosk).filter(({ id }) => !said.has(id)).length;
  const findings = [...said]
    .filter((id) => !written.has(id))
    .map((id): Finding => ({ what: 'lost', detail: `${id} is gone from ${name} itself` }));
  if (unsaid > lives * mostOfOneTransaction || kiosk.torn > lives) {
    const detail = `${name}: ${unsaid} facts that no life said, ${kiosk.torn} torn lines, ${lives} lives`;
    findings.push({ what: 'journal', detail });
  }
  return findings;
}

function checkSource(
  link: HubTruth['links'][number],
  written: ReadonlyMap<string, string>,
): Finding[] {
  const name = `${link.kiosk} ${link.kseq}`;
  if (link.id === null || link.body === null || link.seq === null) {
    return [{ what: 'quarantine', detail: `${name} is not in the stream` }];
  }
  const body = written.get(link.id);
  if (body === link.body) return [];
  return [{ what: 'phantom', detail: body === undefined ? `${name}: nobody wrote it` : name }];
}

function checkSequence({ links, streams, roster, quarantined }: HubTruth): Finding[] {
  const numbers = links.flatMap(({ seq }) => (seq === null ? [] : [seq])).sort((a, b) => a - b);
  const gap = numbers.findIndex((seq, index) => seq !== index + 1);
  const findings: Finding[] = [];
  if (gap >= 0) findings.push({ what: 'sequence', detail: `${numbers[gap]} at place ${gap + 1}` });
  if (numbers.length !== streams.events) {
    findings.push({
      what: 'sequence',
      detail: `${numbers.length} facts, ${streams.events} counted`,
    });
  }
  // The roster's stream keeps the newest state of each: numbers rise, and the counter is the last.
  const last = roster.at(-1)?.seq ?? 0;
  if (last !== streams.roster || new Set(roster.map(({ seq }) => seq)).size !== roster.length) {
    findings.push({ what: 'sequence', detail: `roster: ${last} last, ${streams.roster} counted` });
  }
  if (quarantined > 0) findings.push({ what: 'quarantine', detail: `${quarantined} items` });
  return findings;
}

function checkPersonal(kiosk: KioskTruth, hub: HubTruth): Finding[] {
  return [...kiosk.personal]
    .filter((id) => !hub.personal.has(id))
    .map(
      (id): Finding => ({
        what: 'personal',
        detail: `${id}: its payload is at ${kiosk.name} alone`,
      }),
    );
}
