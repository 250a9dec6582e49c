type Limit = { most: number } | { least: number };

/** The product's own limits, on a machine with two cores and no other load. */
const limits: Readonly<Record<string, Limit>> = {
  'decode.empty.ratio_html5qrcode': { least: 2.5 },
  'decode.empty.ratio_jsqr': { least: 8 },
  'ui.empty_longest_task_ms': { most: 50 },
  'ui.longest_task_ms': { most: 50 },
  'frame_to_decision.first_ms': { most: 150 },
  'frame_to_decision.p95_ms': { most: 45 },
  'decision_to_first_byte.p95_ms': { most: 50 },
  'fifty.scan_to_next.p50_ms': { most: 2_500 },
  'checkin.ratio_1m_to_1k': { most: 1.5 },
  'start.ratio_empty_electron': { most: 1.4 },
  'start.warm.ratio_empty_electron': { most: 1.5 },
  'memory.ratio_empty_electron': { most: 1.35 },
  'idle.lanyard_cpu_share': { most: 0.25 },
  'push.sqlite.1.ratio_raw': { least: 0.4 },
  'push.sqlite.100.ratio_raw': { least: 0.65 },
  'push.sqlite.1000.ratio_raw': { least: 0.7 },
  'push.postgres.1.ratio_raw': { least: 0.35 },
  'push.postgres.100.ratio_raw': { least: 0.55 },
  'push.postgres.1000.ratio_raw': { least: 0.6 },
  'pull_100k.sqlite.ratio_raw': { most: 1.7 },
  'pull_100k.postgres.ratio_raw': { most: 1.7 },
  'soak.rss_growth_mb': { most: 20 },
  'search_painted.p95_ms': { most: 50 },
  // 150 ms in which a further key may come, and a tenth of a second, which feels immediate.
  'people_list.filter_p95_ms': { most: 250 },
  'badge_check.seconds': { most: 1_200 },
  'badge_check.ratio_scan_p95': { most: 1.1 },
};

/**
 * With one core busy, as on a cheap desk with other programs, times may be longer by this factor.
 */
const slowFactor = 1.5;
/** A figure that leaves less than this share of its limit is measured again. */
const narrow = 0.1;

function limitOf(figure: string, isSlow: boolean): Limit | undefined {
  const limit = limits[figure];
  const isTime = /_ms$|_cpu_share$/.test(figure);
  if (limit === undefined || !isSlow || !isTime || 'least' in limit) return limit;
  return { most: limit.most * slowFactor };
}

/** The share of the limit that is left: 0 at the limit, negative if the limit is missed. */
function marginOf(limit: Limit, value: number): number {
  return 'most' in limit ? 1 - value / limit.most : value / limit.least - 1;
}

/** The limit and its margin as text for the line of a figure; empty without a limit. */
export function wanted(figure: string, value: number, isSlow: boolean): string {
  const limit = limitOf(figure, isSlow);
  if (limit === undefined) return '';
  const words = 'most' in limit ? `at most ${limit.most}` : `at least ${limit.least}`;
  const percent = Math.round(100 * marginOf(limit, value));
  return percent < 0 ? `  (${words}: MISSED by ${-percent} %)` : `  (${words}: ${percent} % left)`;
}

/** Whether any figure misses its limit, or nearly does, so that one measurement is not enough. */
export function isNarrow(figures: Readonly<Record<string, number>>, isSlow: boolean): boolean {
  return Object.entries(figures).some(([figure, value]) => {
    const limit = limitOf(figure, isSlow);
    return limit !== undefined && marginOf(limit, value) < narrow;
  });
}

export function missed(figures: Readonly<Record<string, number>>, isSlow: boolean): string[] {
  return Object.entries(figures).flatMap(([figure, value]) => {
    const limit = limitOf(figure, isSlow);
    if (limit === undefined || marginOf(limit, value) >= 0) return [];
    return [`${figure} is ${value}${wanted(figure, value, isSlow)}`];
  });
}
