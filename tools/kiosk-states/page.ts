import { kioskMachine } from '../../renderer/kiosk/machine/machine.ts';
import { limits } from '../../renderer/kiosk/machine/setup.ts';
import { mermaidOf } from './mermaid.ts';

const regions = [
  [
    'flow',
    'What the screen shows. LEAVE and TIME_OUT wipe from every state that does not say otherwise.',
  ],
  [
    'idle',
    'Whether somebody is there. Every screen with somebody before it raises WATCH, the others REST.',
  ],
  ['help', 'The call for a member of staff, from every screen. It outlives the visit.'],
] as const;

/** A Markdown table with its columns aligned; the first row is its head. */
function tableOf(rows: readonly (readonly [string, string])[]): string[] {
  const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at as 0 | 1].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = ['', ''] as const, ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}

/** The text of docs/kiosk-states.md, made from the machine. */
export function statesPage(): string {
  const times = tableOf([
    ['name', 'time'],
    ...Object.entries(limits).map(([name, value]) => [name, `${value / 1000} s`] as const),
  ]);
  const diagrams = regions.map(([region, words]) =>
    [`## ${region}`, '', words, '', '```mermaid', mermaidOf(kioskMachine, region), '```'].join(
      '\n',
    ),
  );
  return [
    '# States of the self-service kiosk',
    '',
    'Made from the machine by `node tools/kiosk-states/run.ts`; a test compares. Do not edit.',
    '',
    ...diagrams.flatMap((diagram) => [diagram, '']),
    '## Times',
    '',
    '`idle` and `countdown` are settings of the station (45 s and 20 s unless changed).',
    '',
    ...times,
    '',
  ].join('\n');
}
