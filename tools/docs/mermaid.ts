import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** Labels for the events that the machine generates itself; other events keep their names. */
function labelOf(event: string): string {
  const after = /^xstate\.after\.(\w+)\./.exec(event);
  if (after !== null) return `after ${after[1] ?? ''}`;
  const done = /^xstate\.(done|error)\.actor\.(.+)$/.exec(event);
  if (done === null) return event;
  return done[1] === 'error' ? 'call failed' : 'answered';
}

const nameOf = (node: AnyStateNode): string => node.path.join('_');

/** The lines of a state and of the states inside it. */
function linesOf(node: AnyStateNode, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const children = Object.values(node.states) as AnyStateNode[];
  const lines = [`${indent}state "${node.key}" as ${nameOf(node)}`];
  if (children.length > 0) {
    lines.push(`${indent}state ${nameOf(node)} {`);
    for (const initial of initialsOf(node)) lines.push(`${indent}  [*] --> ${nameOf(initial)}`);
    for (const child of children) lines.push(...linesOf(child, depth + 1));
    lines.push(`${indent}}`);
  }
  return lines;
}

function initialsOf(node: AnyStateNode): readonly AnyStateNode[] {
  return node.type === 'compound' ? (node.initial.target ?? []) : [];
}

/**
 * One line per arrow; events with the same target share it. Transitions without a target change no
 * state and are left out.
 */
function arrowsOf(node: AnyStateNode): string[] {
  const ways = new Map<string, string[]>();
  for (const [event, transitions] of node.transitions) {
    for (const { target, description } of transitions) {
      const label = labelOf(event) + (description === undefined ? '' : ` (${description})`);
      for (const to of target ?? []) {
        const way = `${nameOf(node)} --> ${nameOf(to)}`;
        ways.set(way, [...new Set([...(ways.get(way) ?? []), label])]);
      }
    }
  }
  const own = [...ways].map(([way, events]) => `  ${way}: ${events.join(', ')}`);
  return [...own, ...(Object.values(node.states) as AnyStateNode[]).flatMap(arrowsOf)];
}

/** A Mermaid `stateDiagram-v2` of one region of a parallel machine. */
export function mermaidOf(machine: AnyStateMachine, region: string): string {
  const root = machine.root.states[region] as AnyStateNode | undefined;
  if (root === undefined) throw new Error(`the machine has no region ${region}`);
  const inside = (Object.values(root.states) as AnyStateNode[]).flatMap((node) => linesOf(node, 1));
  const first = initialsOf(root).map((node) => `  [*] --> ${nameOf(node)}`);
  const any = root.transitions.size > 0 ? [`  state "any state" as ${nameOf(root)}`] : [];
  return ['stateDiagram-v2', ...any, ...inside, ...first, ...arrowsOf(root)].join('\n');
}
