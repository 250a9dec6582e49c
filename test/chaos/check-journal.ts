import type { Finding } from './finding.ts';
import type { HubTruth } from './hub-truth.ts';
import type { JournalLine } from './journal.ts';
import type { KioskTruth } from './kiosk-truth.ts';

type Acknowledged = Extract<JournalLine, { kind: 'acknowledged' }>;

/** What the hub confirmed it has, it never took back, and it has it still. */
export function checkAcknowledged(hub: HubTruth, kiosks: readonly KioskTruth[]): Finding[] {
  const links = new Map(
    hub.links.map(({ kiosk, incarnation, kseq, hash }) => [
      `${kiosk} ${incarnation} ${kseq}`,
      hash,
    ]),
  );
  return kiosks.flatMap(({ name, station, journal }) => {
    const said = journal.filter((line): line is Acknowledged => line.kind === 'acknowledged');
    const findings: Finding[] = [];
    const find = (detail: string): void => {
      findings.push({ what: 'acknowledged', detail: `${name}: ${detail}` });
    };
    for (const [index, { epoch, incarnation, kseq, hash }] of said.entries()) {
      const before = said[index - 1];
      if (before !== undefined && before.incarnation === incarnation && kseq < before.kseq) {
        find(`${kseq} after ${before.kseq}`);
      }
      if (epoch !== hub.epoch) find(`epoch ${epoch}`);
      if (links.get(`${station.kiosk} ${incarnation} ${kseq}`) !== hash) {
        find(`${kseq} is another fact at the hub, or none`);
      }
    }
    return findings;
  });
}

/**
 * What a network that fails and processes that die may do to a sync. Anything else is somebody's mistake.
 * `replayed`: the request of a life that was killed was still on its way when the next one began;
 * `SQLITE_FULL`: the kiosk's own disk.
 */
const expected = new Set(['busy', 'unreachable', 'replayed', 'too-many-requests', 'SQLITE_FULL']);

/** Syncs failed for reasons of the chaos, and no others. */
export function checkTroubles(kiosks: readonly KioskTruth[]): Finding[] {
  return kiosks.flatMap(({ name, journal }) =>
    journal.flatMap((line): Finding[] =>
      line.kind === 'trouble' && !expected.has(line.code)
        ? [{ what: 'trouble', detail: `${name}: ${line.code} ${line.detail}` }]
        : [],
    ),
  );
}
