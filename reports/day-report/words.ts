import type { RegistrationRow } from '../../domain/badges/registration-balance.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { Verdict, VerdictReason } from '../../domain/day-close/station-verdict.ts';

/** Kinds of items that a note resolves. */
export type ItemKind = 'print' | 'further' | 'override' | 'clock' | 'quarantine';

interface Closing {
  day: string;
  time: string;
  operator: string | null;
  /** Null if the day was closed at the hub itself. */
  station: string | null;
}

export interface DayReportWords {
  title: string;
  complete: (when: string, proven: number, stations: number) => string;
  /** "18:04 on 2 October 2018". */
  when: (day: string, time: string) => string;
  closed: (closing: Closing) => string;
  /** `signer` is the desk that signed it; null for the hub. */
  place: (revision: number, number: number, signer: string | null) => string;
  /** States that the file is the proof. */
  proof: (file: string) => string;
  check: (command: string) => string;
  hash: (hash: string) => string;
  columns: { item: string; result: string; count: string; note: string };
  sections: {
    stations: string;
    open: (count: number) => string;
    noted: (count: number) => string;
    attendance: string;
  };
  verdicts: Record<Verdict, string>;
  reasons: Record<VerdictReason | 'proven', string>;
  asOfClose: (when: string, kseq: string, since: string) => string;
  atLeast: (held: string, least: string) => string;
  kinds: Record<ItemKind, string>;
  badge: (serial: string) => string;
  clock: (age: string, isBehind: boolean) => string;
  quarantine: Readonly<Record<string, string>>;
  unknownPerson: string;
  nothingOpen: string;
  /** For a note whose text is not here: purged, or on a report without names. */
  noteElsewhere: string;
  notedBy: (operator: string | null, when: string) => string;
  figures: {
    persons: string;
    records: string;
    eventVersion: string;
    admitted: string;
    further: string;
    undone: string;
    registered: string;
    walkIns: string;
    rows: Record<RegistrationRow, string>;
  };
}

/** Verdicts, reasons and kinds have the same labels as on the screen of the day's close. */
export const dayReportWords: Readonly<Record<ScreenLanguage, DayReportWords>> = {
  en: {
    title: 'Report of the day',
    complete: (when, proven, stations) =>
      `Complete as of ${when}, ${proven} of ${stations} ${stations === 1 ? 'station' : 'stations'} proven`,
    when: (day, time) => `${time} on ${day}`,
    closed: ({ day, time, operator, station }) =>
      station === null
        ? `Closed at the hub itself on ${day} at ${time}`
        : `Closed by ${operator ?? 'an operator'} at ${station} on ${day} at ${time}`,
    place: (revision, number, signer) =>
      `Revision ${revision}. Report number ${number}, signed by ${signer ?? 'the hub'}.`,
    proof: (file) => `This PDF is for reading. The proof is the signed file ${file}.`,
    check: (command) => `To check it: ${command}`,
    hash: (hash) => `Fingerprint of that file (SHA-256): ${hash}`,
    columns: { item: 'Item', result: 'Result', count: 'Count', note: 'Note' },
    sections: {
      stations: 'Stations and their proof (count: records received)',
      open: (count) => `Still open: ${count}`,
      noted: (count) => `Explained by a note: ${count}`,
      attendance: 'Counts',
    },
    verdicts: { proven: 'Proven', open: 'Open', broken: 'Broken' },
    reasons: {
      proven: 'All its records are here.',
      'chain-broken': 'A record was changed, or is missing in the middle.',
      'close-disagrees': 'Its report at close differs from what is here.',
      'facts-missing': 'It holds records that are not here.',
      'not-closed': 'It has not closed the day.',
      'wrote-after-close': 'It continued after closing.',
      revoked: 'It was revoked before it closed the day.',
      replaced: 'It lost its disk and was replaced.',
      'earlier-life': 'Its disk was copied or reset.',
      quarantined: 'Records brought after its revocation are in quarantine.',
      'not-heard': 'What it sent is here. Whether it continued is unknown.',
    },
    asOfClose: (when, kseq, since) =>
      `As of its close at ${when} (record ${kseq}; ${since} since).`,
    atLeast: (held, least) => `${held} of at least ${least} records are here.`,
    kinds: {
      print: 'Badges without an outcome',
      further: 'Duplicates',
      override: 'Admitted against the rules',
      clock: 'Wrong clocks',
      quarantine: 'In quarantine',
    },
    badge: (serial) => `Badge ${serial}`,
    clock: (age, isBehind) => `${age} ${isBehind ? 'behind' : 'ahead'}`,
    quarantine: {
      'not-understood': 'Not understood: probably from a newer version',
      'other-envelope': 'Says another sender than it came from',
      revoked: 'From a revoked station',
      'wrong-commitment': 'Personal part does not fit its record',
      'roster-change': 'Change of the roster that cannot be made',
      'not-allowed': 'Not for a station of this kind to say: look at the station',
    },
    unknownPerson: 'Name not known here',
    nothingOpen: 'Nothing stays open',
    noteElsewhere: 'Explained by a note in the record',
    notedBy: (operator, when) => (operator === null ? when : `${operator}, ${when}`),
    figures: {
      persons: 'People present',
      records: 'Records of the event',
      eventVersion: 'Event version',
      admitted: 'Checked in',
      further: 'Duplicates',
      undone: 'Undone',
      registered: 'Registered',
      walkIns: 'of them walk-ins',
      rows: {
        present: 'Present',
        notArrived: 'Not arrived',
        cancelled: 'Cancelled',
        pending: 'Pending',
        revoked: 'Revoked',
        replaced: 'Replaced',
      },
    },
  },
  fr: {
    title: 'Rapport de la journée',
    complete: (when, proven, stations) =>
      `Complet à ${when}, ${proven} ${proven > 1 ? 'postes prouvés' : 'poste prouvé'} sur ${stations}`,
    when: (day, time) => `${time} le ${day}`,
    closed: ({ day, time, operator, station }) =>
      station === null
        ? `Clôturé au hub même le ${day} à ${time}`
        : `Clôturé par ${operator ?? 'un opérateur'} au poste ${station} le ${day} à ${time}`,
    place: (revision, number, signer) =>
      `Révision ${revision}. Rapport numéro ${number}, signé par ${signer ?? 'le hub'}.`,
    proof: (file) => `Ce PDF est fait pour être lu. La preuve est le fichier signé ${file}.`,
    check: (command) => `Pour le vérifier\u202F: ${command}`,
    hash: (hash) => `Empreinte de ce fichier (SHA-256)\u202F: ${hash}`,
    columns: { item: 'Élément', result: 'Résultat', count: 'Nombre', note: 'Note' },
    sections: {
      stations: 'Preuve par poste (nombre\u202F: enregistrements reçus)',
      open: (count) => `Encore ouvert\u202F: ${count}`,
      noted: (count) => `Expliqué par une note\u202F: ${count}`,
      attendance: 'Décomptes',
    },
    verdicts: { proven: 'Prouvé', open: 'Ouvert', broken: 'Incohérent' },
    reasons: {
      proven: 'Tous ses enregistrements sont ici.',
      'chain-broken': 'Un enregistrement a été modifié, ou manque au milieu.',
      'close-disagrees': 'Sa déclaration de clôture diffère de ce qui est ici.',
      'facts-missing': 'Il détient des enregistrements qui ne sont pas ici.',
      'not-closed': 'Il n’a pas clôturé la journée.',
      'wrote-after-close': 'Il a continué après la clôture.',
      revoked: 'Il a été révoqué avant la clôture.',
      replaced: 'Il a perdu son disque et a été remplacé.',
      'earlier-life': 'Son disque a été copié ou réinitialisé.',
      quarantined: 'Ses enregistrements apportés après révocation sont en quarantaine.',
      'not-heard': 'Ce qu’il a envoyé est ici. On ignore s’il a continué.',
    },
    asOfClose: (when, kseq, since) =>
      `État à sa clôture, ${when} (enregistrement ${kseq}\u202F; ${since} depuis).`,
    atLeast: (held, least) => `Enregistrements ici\u202F: ${held} sur ${least} au moins.`,
    kinds: {
      print: 'Badges sans issue connue',
      further: 'Doublons',
      override: 'Admis malgré les règles',
      clock: 'Horloges fausses',
      quarantine: 'En quarantaine',
    },
    badge: (serial) => `Badge ${serial}`,
    clock: (age, isBehind) => (isBehind ? `${age} de retard` : `${age} d’avance`),
    quarantine: {
      'not-understood': 'Pas compris\u202F: vient sans doute d’une version plus récente',
      'other-envelope': 'Nomme un autre expéditeur que le sien',
      revoked: 'D’un poste révoqué',
      'wrong-commitment': 'La partie personnelle ne correspond pas à l’enregistrement',
      'roster-change': 'Changement de la liste impossible à faire',
      'not-allowed': 'Ce type de poste n’a pas à le dire\u202F: examinez le poste',
    },
    unknownPerson: 'Nom inconnu ici',
    nothingOpen: 'Rien ne reste ouvert',
    noteElsewhere: 'Expliqué par une note dans le registre',
    notedBy: (operator, when) => (operator === null ? when : `${operator}, ${when}`),
    figures: {
      persons: 'Personnes présentes',
      records: 'Enregistrements de l’événement',
      eventVersion: 'Version de l’événement',
      admitted: 'Arrivées validées',
      further: 'Doublons',
      undone: 'Invalidées',
      registered: 'Inscrits',
      walkIns: 'dont sur place',
      rows: {
        present: 'Présents',
        notArrived: 'Non arrivés',
        cancelled: 'Annulés',
        pending: 'En attente',
        revoked: 'Révoqués',
        replaced: 'Remplacés',
      },
    },
  },
};
