import { ownFacts, type Truth } from './check-truth.ts';
import type { Venue } from './venue.ts';

/** How much happened, by name. */
export type Figures = Record<string, number>;

/** Counts what was written and what was done to the venue. */
export function figuresOf({ hub, kiosks, database }: Venue, truth: Truth): Figures {
  const figures: Figures = {
    'admissions at the hub': truth.end.hub.stream.filter(({ event }) => event.type === 'admitted')
      .length,
    'facts of kiosks': truth.kiosks.reduce((sum, { db }) => sum + ownFacts(db).length, 0),
  };
  const add = (name: string, times: number): void => {
    figures[name] = (figures[name] ?? 0) + times;
  };
  for (const line of truth.kiosks.flatMap(({ journal }) => journal)) {
    add(line.kind === 'trouble' ? `syncs that failed: ${line.code}` : `journal: ${line.kind}`, 1);
  }
  const tallies = [
    ['hub', hub.heard] as const,
    ...kiosks.map(({ heard }) => ['kiosks', heard] as const),
  ];
  for (const [whose, tally] of tallies) {
    for (const [what, times] of tally.all()) {
      if (!what.startsWith('trouble')) add(`${whose}: ${what}`, times);
    }
  }
  const ways = [
    ...kiosks.map(({ proxy }) => ['kiosks', proxy] as const),
    ...(database === null ? [] : [['database', database.proxy] as const]),
  ];
  for (const [whose, { counts }] of ways) {
    for (const [fault, times] of Object.entries(counts))
      add(`way of the ${whose}: ${fault}`, times);
  }
  return figures;
}
