/** Whether this is `npm run test:all`, with its long tests and full matrices, or `npm test`. */
export const isFullRun = process.env.LANYARD_TESTS === 'all';
