import type { Limits } from './in-page/sizes.ts';

/** What is asked of each kind of station, CSS pixels (docs/accessibility.md says where the numbers come from). */
export const limits = {
  desk: { target: 44, gap: 0, text: 11, capHeight: 7.5 },
  /** 8 mm are 29 px and 7.3 mm are 26.4 px on a 24-inch full-HD screen. */
  kiosk: { target: 72, gap: 29, text: 38, capHeight: 26.4 },
  door: { target: 44, gap: 8, text: 16, capHeight: 11 },
} as const satisfies Record<string, Limits>;
