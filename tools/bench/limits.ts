/** What a figure must keep to: at most, or at least. */
type Limit = { most: number } | { least: number };

/** The limits that the product has set itself (issue "Hardened, measured, packaged", and the design's scanning page). */
const limits: Readonly<Record<string, Limit>> = {
  'decode.empty.ratio_html5qrcode': { least: 2.5 },
  'decode.empty.ratio_jsqr': { least: 8 },
  'ui.empty_tasks_over_50ms': { most: 0 },
  'ui.tasks_over_50ms': { most: 0 },
  'frame_to_decision.p95_ms': { most: 60 },
  'decision_to_first_byte.p95_ms': { most: 60 },
  'checkin.ratio_1m_to_1k': { most: 1.5 },
  'start.ratio_empty_electron': { most: 1.5 },
  'start.warm.ratio_empty_electron': { most: 1.5 },
  'memory.ratio_empty_electron': { most: 1.5 },
  'soak.rss_growth_mb': { most: 20 },
  'badge_check.seconds': { most: 1_200 },
  'badge_check.ratio_scan_p95': { most: 1.1 },
  'photo.shutter_to_stored.p95_ms': { most: 500 },
  'photo.stored_to_desk.p95_ms': { most: 2_000 },
  'photo.stored_to_door.p95_ms': { most: 2_000 },
  'photo.checkin.ratio_p95': { most: 1.1 },
  'photo.search.ratio_p95': { most: 1.1 },
  'push.sqlite.1.ratio_raw': { least: 0.4 },
  'push.sqlite.100.ratio_raw': { least: 0.65 },
  'push.sqlite.1000.ratio_raw': { least: 0.7 },
  'push.postgres.1.ratio_raw': { least: 0.35 },
  'push.postgres.100.ratio_raw': { least: 0.55 },
  'push.postgres.1000.ratio_raw': { least: 0.6 },
  'pull_100k.sqlite.ratio_raw': { most: 1.7 },
  'pull_100k.postgres.ratio_raw': { most: 1.7 },
  'hostile.sqlite.ratio_p99': { most: 2 },
  'hostile.postgres.ratio_p99': { most: 2 },
};

/** The limit in words for the line of a figure; empty where there is none. */
export function wanted(figure: string): string {
  const limit = limits[figure];
  if (limit === undefined) return '';
  return 'most' in limit ? `  (at most ${limit.most})` : `  (at least ${limit.least})`;
}

/** A line for each figure that does not keep to its limit. */
export function missed(figures: Readonly<Record<string, number>>): string[] {
  return Object.entries(limits).flatMap(([figure, limit]) => {
    const value = figures[figure];
    if (value === undefined) return [];
    const kept = 'most' in limit ? value <= limit.most : value >= limit.least;
    return kept ? [] : [`${figure} is ${value}${wanted(figure)}`];
  });
}
