import type { ReadableDatabase } from '../../db/base/types.ts';
import { listHubKeys, listKnownStations } from '../../db/ledger/known-stations.ts';
import { listPurges } from '../../db/privacy/purge-orders.ts';
import { readRetention } from '../../db/privacy/retention.ts';
import { linksAfter } from '../../db/sync/sync-links.ts';
import { listTemplates } from '../../db/templates.ts';
import {
  type ArchiveContent,
  archiveFile,
  archiveInside,
  maxArchiveSize,
} from '../../domain/day-close/event-archive.ts';
import { factLineText } from '../../domain/day-close/facts-file.ts';
import { genesisHash } from '../../domain/ledger/chain.ts';
import { headText } from '../../domain/ledger/signed-head.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { sealByPhrase } from '../../platform/crypto/sealed.ts';
import { CallFailure } from '../base/call-failure.ts';
import { allHeads } from './held-links.ts';

/** What the main thread passes for an archive; the rest is read from the store. */
export type ArchiveQuestion = Pick<
  ArchiveContent,
  'id' | 'made' | 'maker' | 'event' | 'reports'
> & {
  /** The station's Ed25519 key (PKCS #8 DER, base64). A secret. */
  signingKey: string;
  phrase: string;
  /** log2 of scrypt's N; tests use a small one. */
  cost?: number | undefined;
};

export interface ArchiveBytes {
  bytes: Uint8Array;
  facts: number;
}

/** Links read at a time. */
const portion = 2_000;

/**
 * Reads every chain and seals all of them with what else remains of the event. Reads no name,
 * address or note: neither the roster nor the facts' personal payloads.
 *
 * @throws CallFailure `archive-too-large`
 */
export async function sealArchive(
  db: ReadableDatabase,
  question: ArchiveQuestion,
): Promise<ArchiveBytes> {
  const { signingKey, phrase, cost, ...said } = question;
  const key = readPrivateKey(signingKey);
  const sign = (text: string): string => signText(key, text);
  const { content, parts, facts } = db
    .transaction(() => {
      const chains = allHeads(db).filter((head) => head.lastKseq > 0);
      const found = factsOf(db, chains, said.maker.station, sign);
      return { content: contentOf(db, said, chains), ...found };
    })
    .deferred();
  const inside = archiveInside(content, parts, sign, nodeCrypto);
  const sealed = await sealByPhrase(phrase, inside, cost);
  if (sealed.length > maxArchiveSize) throw new CallFailure('archive-too-large', String(facts));
  return { bytes: archiveFile(said.made, sealed, nodeCrypto), facts };
}

function factsOf(
  db: ReadableDatabase,
  chains: readonly ChainHead[],
  maker: string,
  sign: (text: string) => string,
): { parts: Uint8Array[]; facts: number } {
  const parts: Uint8Array[] = [];
  let facts = 0;
  let size = 0;
  for (const head of chains) {
    const { station, incarnation } = head;
    // The own chain is signed to its end: its last stored signature is from the last sync.
    const ownHead = (kseq: number, hash: string): string | null =>
      station === maker && hash === head.hash
        ? sign(headText({ station, incarnation, kseq, hash }))
        : null;
    for (let at = { kseq: 0, hash: genesisHash }; at.kseq < head.lastKseq; ) {
      const count = Math.min(portion, head.lastKseq - at.kseq);
      const links = linksAfter(db, head, at, count, nodeCrypto);
      const last = links.at(-1);
      // The chain ends before its head; the archive's own check reports that.
      if (last === undefined) break;
      const text = links.map(({ kseq, hash, body, signature: known }) => {
        const signature = known ?? ownHead(kseq, hash);
        const line = { station, incarnation, kseq, hash, body };
        return factLineText(signature === null ? line : { ...line, signature });
      });
      const bytes = Buffer.from(text.join(''));
      parts.push(bytes);
      facts += links.length;
      size += bytes.length;
      if (size > maxArchiveSize) throw new CallFailure('archive-too-large', String(facts));
      at = { kseq: last.kseq, hash: last.hash };
    }
  }
  return { parts, facts };
}

function contentOf(
  db: ReadableDatabase,
  said: Omit<ArchiveQuestion, 'signingKey' | 'phrase' | 'cost'>,
  chains: ChainHead[],
): ArchiveContent {
  const { id, made, maker, event, reports } = said;
  return {
    id,
    made,
    maker,
    event,
    retention: readRetention(db).rule,
    purged: purgedAt(db, event.file.id),
    stations: listKnownStations(db),
    hubKeys: listHubKeys(db),
    chains,
    reports,
    templates: listTemplates(db).filter((one) => !defaultTemplates().includes(one)),
  };
}

/** When the event's personal data was deleted here, UTC milliseconds; null: not yet. */
export function purgedAt(db: ReadableDatabase, eventId: string): number | null {
  const done = listPurges(db, eventId).flatMap((purge) => purge.done ?? []);
  return done.length === 0 ? null : Math.min(...done);
}
