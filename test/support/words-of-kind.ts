import type { Page } from 'playwright-core';
import type { EventFile } from '../../domain/event/event-file.ts';
import { textsOn } from './french-on-screen.ts';

/** What only delegations have, and the check of documents. */
const ofDelegations =
  /d[ée]l[ée]gation|quorum|\b(WCO|OMD)\b|identity document|document d’identité|\{\{/i;

/** The texts on the page that an event without delegations and identity checks must not show. */
export async function foreignToKind(page: Page): Promise<string[]> {
  return (await textsOn(page)).filter((text) => ofDelegations.test(text));
}

/** The event without a category that is called after delegations. */
export function withoutHeads(file: EventFile): EventFile {
  const categories = file.categories.map(({ feminine, ...one }) =>
    Object.values(one.name).some((name) => /d[ée]l[ée]gation/i.test(name))
      ? { ...one, name: { en: 'Board', fr: 'Direction' } }
      : { ...one, ...(feminine === undefined ? {} : { feminine }) },
  );
  return { ...file, categories };
}
