/**
 * Delegation code, administration, working language (BCP 47), names of pools separated by commas.
 */
export type AdministrationRow = readonly [
  delegation: string,
  administration: string,
  language: string,
  pools: string,
];
