import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attendanceTypes } from '../../domain/ledger/attendance.ts';
import {
  askingPrintJobStates,
  finalPrintJobStates,
  printJobStateSchema,
} from '../../domain/printing/print-job.ts';
import { calls, notices } from '../../preload/contract.ts';
import { kioskMachine } from '../../renderer/kiosk/machine/machine.ts';
import { root } from '../runtime.mjs';
import { architectureWords as words } from './architecture-words.ts';
import { oneLine } from './comments.ts';
import { capabilityRows, layerDiagram, layerImports } from './layer-graph.ts';
import { fenced, pageOf, tableOf } from './markdown.ts';
import { mermaidOf } from './mermaid.ts';
import { hubTables, type StoreTable, stationTables } from './tables.ts';

/** Generates docs/architecture.md from the code. */
export async function architecturePage(): Promise<string> {
  const places = capabilityRows();
  return pageOf([
    words.head,
    fenced('mermaid', layerDiagram(await layerImports())),
    words.capabilities,
    tableOf(places.head, places.rows),
    words.calls,
    callTable(),
    words.notices,
    `${Object.keys(notices)
      .map((name) => `\`${name}\``)
      .join(', ')}.`,
    words.facts,
    factTable(),
    words.jobs,
    jobTable(),
    words.kiosk,
    fenced('mermaid', mermaidOf(kioskMachine, 'idle')),
    fenced('mermaid', mermaidOf(kioskMachine, 'help')),
    words.stationTables,
    tableOf(['table', 'columns'], stationTables().map(tableRow)),
    words.hubTables,
    tableOf(['table', 'columns'], hubTables().map(tableRow)),
  ]);
}

function tableRow({ name, columns }: StoreTable): string[] {
  return [`\`${name}\``, columns.join(', ')];
}

/** Calls grouped by who may make them, which keeps the table short enough to read. */
function callTable(): string {
  const groups = new Map<string, string[]>();
  for (const [name, { modes, access }] of Object.entries(calls)) {
    const who = typeof access === 'string' ? access : ['supervisor', ...access].join(', ');
    const key = `${[...modes].sort().join(', ')} – ${who}`;
    groups.set(key, [...(groups.get(key) ?? []), `\`${name}\``]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, names]) => [...key.split(' – '), names.sort().join(', ')]);
  return tableOf(['modes', 'who', 'calls'], rows);
}

/** The kinds of facts with the doc comment of each in the code. */
function factTable(): string {
  const source = readFileSync(join(root, 'domain/ledger/attendance.ts'), 'utf8');
  const rows = attendanceTypes.map((type) => {
    const before = source.slice(0, source.indexOf(`\n  '${type}',`));
    const comment = before.slice(before.lastIndexOf('/**') + 3, before.lastIndexOf('*/'));
    return [`\`${type}\``, oneLine(comment)];
  });
  return tableOf(['kind', 'payload and meaning'], rows);
}

function jobTable(): string {
  const kindOf = (state: (typeof printJobStateSchema.options)[number]): string => {
    if (finalPrintJobStates.includes(state)) return 'ends there';
    return askingPrintJobStates.includes(state) ? 'asks the desk' : 'continues automatically';
  };
  return tableOf(
    ['state', ''],
    printJobStateSchema.options.map((state) => [`\`${state}\``, kindOf(state)]),
  );
}
