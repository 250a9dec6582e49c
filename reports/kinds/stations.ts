import type { Digest } from '../digest.ts';
import type { ReportStation } from '../input.ts';
import { type Cell, figure, plain, type ReportBody, sum, text } from '../report.ts';

const words = {
  en: {
    title: 'Stations and records received',
    columns: {
      name: 'Station',
      mode: 'Kind',
      proof: 'Proof',
      asOf: 'As of close',
      facts: 'Facts here',
      waiting: 'Still there',
      seen: 'Last heard',
    },
    modes: { desk: 'Desk', kiosk: 'Self-service', door: 'Door' },
    proofs: { proven: 'PROVEN', open: 'OPEN', broken: 'BROKEN', 'not-checked': 'not checked' },
    note: 'PROVEN: everything that the station recorded up to its close is here, unchanged. OPEN: at least these facts are here; what came after is not known. BROKEN: facts were changed or are missing.',
    unknown: 'not known',
    never: 'never',
    total: 'Total',
    empty: 'No station is known.',
  },
  fr: {
    title: 'Les postes et leur présence',
    columns: {
      name: 'Poste',
      mode: 'Type',
      proof: 'Preuve',
      asOf: 'État à la clôture',
      facts: 'Faits reçus',
      waiting: 'Encore au poste',
      seen: 'Dernier contact',
    },
    modes: { desk: 'Accueil', kiosk: 'Libre-service', door: 'Porte' },
    proofs: { proven: 'PROUVÉ', open: 'OUVERT', broken: 'ROMPU', 'not-checked': 'non vérifié' },
    note: 'PROUVÉ\u202F: tout ce que le poste a enregistré jusqu’à sa clôture est ici, inchangé. OUVERT\u202F: ces faits au moins sont ici\u202F; la suite n’est pas connue. ROMPU\u202F: des faits ont été modifiés ou manquent.',
    unknown: 'inconnu',
    never: 'jamais',
    total: 'Total',
    empty: 'Aucun poste n’est connu.',
  },
};

/** How much of each station's attendance is here, and what is proven about it. */
export function stations(digest: Digest): ReportBody {
  const said = words[digest.language];
  const rows = digest.input.stations.map((station) => rowOf(digest, station));
  const { name, mode, proof, asOf, facts, waiting, seen } = said.columns;
  return {
    title: said.title,
    columns: [
      text(name, 30),
      text(mode, 16),
      text(proof, 16),
      text(asOf, 18),
      figure(facts, 12),
      figure(waiting, 14),
      text(seen, 18),
    ],
    sections: plain(rows),
    notes: [said.note],
    totals:
      rows.length === 0 ? null : [said.total, null, null, null, sum(rows, 4), sum(rows, 5), null],
    empty: said.empty,
  };
}

function rowOf(digest: Digest, station: ReportStation): Cell[] {
  const said = words[digest.language];
  return [
    station.name,
    station.mode === null ? said.unknown : said.modes[station.mode],
    said.proofs[station.proof],
    station.asOf === null ? '' : digest.moments.moment(station.asOf),
    station.facts,
    station.waiting ?? said.unknown,
    station.lastSeen === null ? said.never : digest.moments.moment(station.lastSeen),
  ];
}
