import { textIn } from '../../domain/base/language.ts';
import type { Digest } from '../digest.ts';
import { figure, plain, type ReportBody, sum, text } from '../report.ts';

const words = {
  en: {
    title: 'Sessions by administration',
    columns: {
      delegation: 'Delegation',
      administration: 'Administration',
      registered: 'Confirmed',
    },
    note: 'Persons admitted, each once a session.',
    total: 'Total',
    empty: 'No administration is registered.',
  },
  fr: {
    title: 'Séances par administration',
    columns: {
      delegation: 'Délégation',
      administration: 'Administration',
      registered: 'Confirmés',
    },
    note: 'Personnes admises, chacune une fois par séance.',
    total: 'Total',
    empty: 'Aucune administration n’est inscrite.',
  },
};

/** Session × administration: how many people were in. Registration desks are not sessions. */
export function sessions(digest: Digest): ReportBody {
  const said = words[digest.language];
  const rooms = digest.input.event.checkpoints.filter(({ kind }) => kind === 'session');
  const lines = new Map<string, Line>();
  const lineOf = (delegation: string | null, administration: string): Line => {
    const key = JSON.stringify([delegation, administration]);
    const line = lines.get(key) ?? { delegation, administration, confirmed: 0, seen: new Map() };
    lines.set(key, line);
    return line;
  };
  // In the order of the roster, so that the lines are too.
  for (const { delegation, administration, status } of digest.roster) {
    const line = lineOf(delegation, administration);
    if (status === 'confirmed') line.confirmed += 1;
  }
  for (const { delegateId, checkpoint } of digest.standing) {
    const person = digest.delegate(delegateId);
    const { seen } = lineOf(person?.delegation ?? null, person?.administration ?? '');
    seen.set(checkpoint, (seen.get(checkpoint) ?? new Set()).add(delegateId));
  }
  const rows = [...lines.values()].map((line) => [
    line.delegation === null ? digest.unknownPerson : digest.delegationName(line.delegation),
    line.administration,
    line.confirmed,
    ...rooms.map(({ id }) => line.seen.get(id)?.size ?? 0),
  ]);
  return {
    title: said.title,
    groupColumn: 0,
    columns: [
      text(said.columns.delegation, 26),
      text(said.columns.administration, 30),
      figure(said.columns.registered, 11),
      ...rooms.map(({ name }) => figure(textIn(name, digest.language, digest.input.event), 12)),
    ],
    sections: plain(rows),
    notes: [said.note],
    totals: [null, said.total, sum(rows, 2), ...rooms.map((_, i) => sum(rows, 3 + i))],
    empty: said.empty,
  };
}

interface Line {
  /** Null for people who are not in the roster. */
  delegation: string | null;
  administration: string;
  confirmed: number;
  /** Ids of people by checkpoint. */
  seen: Map<string, Set<string>>;
}
