import { limits } from '../../renderer/features/kiosk/machine/limits.ts';
import { kioskMachine } from '../../renderer/features/kiosk/machine/machine.ts';
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

/** The text of docs/kiosk-states.md, made from the machine. */
export function statesPage(): string {
  const times = Object.entries(limits).map(([name, value]) => `| ${name} | ${value / 1000} s |`);
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
    '| name | time |',
    '| --- | --- |',
    ...times,
    '',
  ].join('\n');
}
