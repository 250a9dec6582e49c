/** How long personal data is kept, and what was purged. */
export const retention = '';
