/**
 * The kiosk's times in milliseconds; idle time and countdown are settings of the station. Except on
 * the last screen, a visit ends only after a warning that one touch answers.
 */
export const limits = {
  /** "Take your badge"; "show for longer" gives `longer` each time. */
  take: 6_000,
  longer: 30_000,
  /** The time to read where to collect the badge. */
  read: 20_000,
  /** How long the printer may report nothing; the screen then says so and keeps watching. */
  printPatience: 40_000,
  /** The main process forgets at once; if it does not answer, the screen is cleared anyway. */
  wipe: 3_000,
  /** An unanswered call for help leaves the screen. */
  helpStands: 5 * 60_000,
  helpComing: 60_000,
} as const;
