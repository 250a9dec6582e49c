/** Whether this is `npm run test:all`, with its long tests and full matrices, and not `npm test`. */
export const isFullRun = process.env.LANYARD_TESTS === 'all';
