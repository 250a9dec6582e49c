import { fewestDotsPerModule, mostDotsPerModule } from './qr.ts';

/** Sizes of one try, in millimetres of font size (1 pt = 0.353 mm): 24 pt is 8.5 mm. */
export interface Sizes {
  title: number;
  native: number;
  job: number;
  delegation: number;
  delegationLines: number;
  dotsPerModule: number;
}

/** Best first: the first try at which the name stands large enough is taken. */
export const goodTries: readonly Sizes[] = [
  sizes(4.4, 9, 4.6, 9.5, 2, mostDotsPerModule),
  sizes(4.4, 8, 4.4, 8.6, 2, 7),
  sizes(4.2, 7, 4.2, 8.5, 2, fewestDotsPerModule),
  sizes(4, 6.4, 4, 7.2, 3, fewestDotsPerModule),
  sizes(3.8, 5.6, 3.7, 6.2, 3, fewestDotsPerModule),
  sizes(3.6, 5, 3.4, 5.4, 4, fewestDotsPerModule),
  sizes(3.4, 4.4, 3.1, 4.6, 4, fewestDotsPerModule),
];

/** For badges on which everything is long: taken only where nothing larger has room. */
export const tightTries: readonly Sizes[] = [
  sizes(3.1, 3.9, 2.8, 4, 4, fewestDotsPerModule),
  sizes(2.8, 3.4, 2.5, 3.4, 4, fewestDotsPerModule),
  sizes(2.4, 2.8, 2.2, 2.8, 4, fewestDotsPerModule),
];

function sizes(
  title: number,
  native: number,
  job: number,
  delegation: number,
  delegationLines: number,
  dotsPerModule: number,
): Sizes {
  return { title, native, job, delegation, delegationLines, dotsPerModule };
}
