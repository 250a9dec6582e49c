import type { ChaosReport } from './run-chaos.ts';

/** The figures and findings of a run as lines of text. */
export function reportText({ setting, figures, findings }: ChaosReport): string {
  const count = (...kinds: string[]): number =>
    findings.filter(({ what }) => kinds.includes(what)).length;
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  return [
    `chaos on ${setting.store}: LANYARD_CHAOS_SEED=${setting.seed}, ${setting.kiosks} kiosks`,
    `${count('lost')} lost, ${count('duplicated')} duplicated, sequence ${count('sequence') === 0 ? 'dense' : 'NOT dense'}, chains ${count('chain', 'head') === 0 ? 'equal' : 'NOT equal'}, folds ${count('fold', 'roster') === 0 ? 'equal' : 'NOT equal'}; ${findings.length} findings`,
    ...Object.entries(figures).map(([name, number]) => `  ${name.padEnd(width)} ${number}`),
    ...findings.slice(0, 50).map(({ what, detail }) => `  ${what}: ${detail}`),
  ].join('\n');
}
