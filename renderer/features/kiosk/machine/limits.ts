/** The kiosk's times in milliseconds; idle time and countdown are settings of the station. None ends a visit without a warning that one touch answers, but the last screen's. */
export const limits = {
  /** "Take your badge"; "show for longer" gives `longer` each time. */
  take: 6_000,
  longer: 30_000,
  /** What must be read where a badge lies elsewhere. */
  read: 20_000,
  /** A printer that says nothing for so long: the screen says that it takes longer, and goes on watching. */
  printPatience: 40_000,
  /** The main process forgets at once; should it not answer, the screen is free all the same. */
  wipe: 3_000,
  /** An unanswered call for help leaves the screen. */
  helpStands: 5 * 60_000,
  helpComing: 60_000,
} as const;
