/** Sizes of one try, in millimetres of font size (1 pt = 0.353 mm): 24 pt is 8.5 mm. */
export interface Sizes {
  title: number;
  native: number;
  job: number;
  delegation: number;
  delegationLines: number;
  /** Factor of the white between the texts. */
  gap: number;
  /** Hardly legible: for badges on which nothing larger has room. */
  tight: boolean;
}

/** Best first: the first try at which the name stands large enough is taken. */
const good: readonly Sizes[] = [
  sizes(4.4, 9, 4.6, 9.5, 2),
  sizes(4.4, 8, 4.4, 8.6, 2),
  sizes(4.2, 7, 4.2, 8.5, 2),
  sizes(4, 6.4, 4, 7.2, 3),
  sizes(3.8, 5.6, 3.7, 6.2, 3),
  sizes(3.6, 5, 3.4, 5.4, 4),
  sizes(3.4, 4.4, 3.1, 4.6, 4),
];

/** For badges on which everything is long: taken only where nothing larger has room. */
const tight: readonly Sizes[] = [
  sizes(3.1, 3.9, 2.8, 4, 4),
  sizes(2.8, 3.4, 2.5, 3.4, 4),
  sizes(2.4, 2.8, 2.2, 2.8, 4),
];

/** @param scale 1 for the middle of an 80 mm badge; sizes follow the room */
export function goodTries(scale: number): Sizes[] {
  return good.map((each) => scaled(each, scale, false));
}

export function tightTries(scale: number): Sizes[] {
  return tight.map((each) => scaled(each, Math.max(1, scale), true));
}

function sizes(
  title: number,
  native: number,
  job: number,
  delegation: number,
  delegationLines: number,
): Sizes {
  return { title, native, job, delegation, delegationLines, gap: 1, tight: false };
}

function scaled(each: Sizes, scale: number, isTight: boolean): Sizes {
  return {
    title: each.title * scale,
    native: each.native * scale,
    job: each.job * scale,
    delegation: each.delegation * scale,
    delegationLines: each.delegationLines,
    gap: each.gap * scale,
    tight: isTight,
  };
}
