import { z } from 'zod';
import { InvalidData } from '../base/invalid-data.ts';
import { jsonOf } from '../base/json.ts';
import { hashSchema } from '../base/protocol.ts';
import {
  attendanceEventSchema,
  kseqSchema,
  type OrderedFact,
  placeIncarnationSchema,
} from '../ledger/attendance.ts';
import { authoredIncarnation } from '../ledger/chain.ts';
import type { ChainCopy } from './compare-copies.ts';

/** A line of a facts file (JSON lines, UTF-8): one link of a chain, without personal data. */
export const factLineSchema = z.object({
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  kseq: kseqSchema,
  hash: hashSchema,
  /** The canonical text that is hashed; null where it is missing. */
  body: z.string().nullable(),
  /** In an archive, its author's signature of this head (`domain/ledger/signed-head.ts`). */
  signature: z.base64().length(88).exactOptional(),
});
export type FactLine = z.infer<typeof factLineSchema>;

/** One line of the file, including its line feed. */
export function factLineText(line: FactLine): string {
  const { station, incarnation, kseq, hash, body, signature } = line;
  return `${JSON.stringify({ station, incarnation, kseq, hash, body, signature })}\n`;
}

/**
 * Reads a facts file. Chains come in any order, the links of each chain in theirs.
 *
 * @throws InvalidData `fact-line`
 */
export function readFactsFile(text: string): FactLine[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const parsed = factLineSchema.safeParse(jsonOf(line));
    if (!parsed.success) throw new InvalidData('fact-line', `line ${i + 1} is no fact`);
    return [parsed.data];
  });
}

export function copiesOf(lines: readonly FactLine[]): ChainCopy[] {
  const chains = new Map<string, FactLine[]>();
  for (const line of lines) {
    const name = `${line.station} ${line.incarnation}`;
    const known = chains.get(name);
    if (known === undefined) chains.set(name, [line]);
    else known.push(line);
  }
  return [...chains.values()].flatMap((links) => {
    const [first] = links;
    if (first === undefined) return [];
    const { station, incarnation } = first;
    return [{ station, incarnation, links, head: null, before: 0 }];
  });
}

const { hash: _hash, ...fields } = attendanceEventSchema.shape;
const bodySchema = z.object(fields);

/**
 * The facts of an event that this version understands, each once: those of a clone are in two
 * chains. They are in the order of their own clocks, because a file holds no receipts. The figures
 * do not depend on the order.
 */
export function factsOf(lines: readonly FactLine[], event: string): OrderedFact[] {
  const facts = new Map<string, OrderedFact>();
  for (const { station, incarnation, kseq, hash, body } of lines) {
    const fact = bodySchema.safeParse(jsonOf(body ?? '')).data;
    if (fact === undefined || fact.eventId !== event || facts.has(fact.id)) continue;
    const isInPlace =
      fact.station === station &&
      fact.incarnation === authoredIncarnation(incarnation) &&
      fact.kseq === kseq;
    if (isInPlace) facts.set(fact.id, { ...fact, effective: fact.hlc, hash });
  }
  return [...facts.values()];
}
