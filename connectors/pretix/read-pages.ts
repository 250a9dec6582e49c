import type { z } from 'zod';
import { ConnectorFailure } from '../failure.ts';
import { type Answer, failureOf, readAnswer, type Way } from '../way.ts';
import { pageSchema } from './wire.ts';

/** Pages of 50: half a million entries. */
const mostPages = 10_000;

/**
 * Reads a list to its end.
 *
 * @returns the entries, and the first page's answer: its `X-Page-Generated` is the list's time
 * @throws ConnectorFailure
 */
export async function readPages<Item extends z.ZodType>(
  way: Way,
  path: string,
  item: Item,
): Promise<{ items: z.infer<Item>[]; first: Answer }> {
  const schema = pageSchema(item);
  const items: z.infer<Item>[] = [];
  const seen = new Set<string>();
  let first: Answer | null = null;
  for (let at: string | null = path; at !== null; ) {
    if (seen.has(at) || seen.size >= mostPages) throw new ConnectorFailure('bad-answer', 'next');
    seen.add(at);
    const answer: Answer = await way.ask({ method: 'GET', path: at });
    if (answer.status !== 200) throw failureOf(answer);
    const page: { next: string | null; results: z.infer<Item>[] } = readAnswer(answer, schema);
    items.push(...page.results);
    first ??= answer;
    at = page.next === null ? null : pathOf(page.next);
  }
  if (first === null) throw new ConnectorFailure('bad-answer', 'no page');
  return { items, first };
}

/** Of the next page's address only the path counts: our token goes to no other server. */
function pathOf(next: string): string {
  if (!URL.canParse(next)) throw new ConnectorFailure('bad-answer', 'next');
  const { pathname, search } = new URL(next);
  return `${pathname}${search}`;
}
