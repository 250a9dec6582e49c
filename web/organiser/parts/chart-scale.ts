/** The scale of a chart: a round figure above the highest count, and three to five marks from 0. */
export function chartScale(counts: readonly number[]): { top: number; marks: number[] } {
  const highest = Math.max(4, ...counts);
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10]
    .map((one) => one * power)
    .find((one) => one >= rough && Number.isInteger(one));
  const every = step ?? Math.ceil(rough);
  const count = Math.ceil(highest / every);
  return {
    top: count * every,
    marks: Array.from({ length: count + 1 }, (_, at) => at * every),
  };
}
