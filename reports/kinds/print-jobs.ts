import { groupForms } from '../../domain/event/group-words.ts';
import {
  type HoldReason,
  holdReasonSchema,
  type PrintJobState,
} from '../../domain/printing/print-job.ts';
import type { Digest } from '../digest.ts';
import type { ReportPrintJob } from '../input.ts';
import { type Cell, plain, type ReportBody, text } from '../report.ts';

const states: Record<Digest['language'], Record<PrintJobState, string>> = {
  en: {
    queued: 'Waits',
    held: 'On hold',
    sending: 'Printing',
    awaiting: 'Printing, confirmation due',
    confirmed: 'Printed',
    sent: 'Sent, not confirmed',
    spooled: 'Handed to the system, not confirmed',
    'failed-partial': 'In question: broke off',
    unknown: 'In question: no confirmation',
    'came-out': 'Confirmed by an operator',
    'did-not-come-out': 'Failed, confirmed by an operator',
    cancelled: 'Cancelled',
  },
  fr: {
    queued: 'En attente',
    held: 'Retenu',
    sending: 'Impression',
    awaiting: 'Impression, confirmation attendue',
    confirmed: 'Imprimé',
    sent: 'Envoyé, non confirmé',
    spooled: 'Remis au système, non confirmé',
    'failed-partial': 'En question\u202F: interrompu',
    unknown: 'En question\u202F: pas de confirmation',
    'came-out': 'Confirmé par un opérateur',
    'did-not-come-out': 'Échec, confirmé par un opérateur',
    cancelled: 'Annulé',
  },
};

const reasons: Record<Digest['language'], Record<HoldReason, string>> = {
  en: {
    'paper-out': 'Paper is out',
    'cover-open': 'Cover is open',
    offline: 'Printer does not answer',
    'busy-elsewhere': 'Another desk uses the printer',
    'printer-error': 'Printer reports a fault',
    'not-understood': 'Printer’s answer not understood',
    'no-printer': 'No printer is set up',
    paused: 'Printer is paused',
    'batch-paused': 'The batch is paused',
    'waits-for-data': 'Waiting for the delegate’s data',
    'missing-glyphs': 'The fonts lack letters of this name',
    'render-failed': 'The badge could not be drawn',
    'too-old': 'The badge has waited long',
    'wrong-stock': 'Other badges are loaded',
    'wrong-medium': 'Another roll is loaded',
    stopped: 'Badge or holder is on the stop list',
    duplicate: 'This person has another valid badge',
    disregarded: 'This badge’s record is disregarded',
    'not-in-event-file': 'The event file lacks the category or {group}',
  },
  fr: {
    'paper-out': 'Plus de papier',
    'cover-open': 'Capot ouvert',
    offline: 'L’imprimante ne répond pas',
    'busy-elsewhere': 'Un autre poste utilise l’imprimante',
    'printer-error': 'L’imprimante signale un défaut',
    'not-understood': 'Réponse inconnue de l’imprimante',
    'no-printer': 'Aucune imprimante',
    paused: 'Imprimante en pause',
    'batch-paused': 'Le lot est en pause',
    'waits-for-data': 'En attente des données du délégué',
    'missing-glyphs': 'Lettres du nom absentes des polices',
    'render-failed': 'Badge impossible à mettre en page',
    'too-old': 'Le badge attend depuis longtemps',
    'wrong-stock': 'D’autres badges sont chargés',
    'wrong-medium': 'Un autre rouleau est chargé',
    stopped: 'Badge ou titulaire sur la liste d’opposition',
    duplicate: 'Cette personne a un autre badge valable',
    disregarded: 'Enregistrement du badge écarté',
    'not-in-event-file': 'Catégorie ou {group} absente de l’événement',
  },
};

const words = {
  en: {
    title: 'Print jobs that wait or ask',
    columns: ['Badge', 'Name', 'Delegation', 'State', 'Why', 'Printer', 'Since'],
    note: 'Of this station: every station prints its own badges.',
    unknown: 'Print jobs are known at the stations that print; the hub has none.',
    total: (jobs: number) => `Print jobs: ${jobs}`,
    empty: 'No badge waits, and none is in question.',
  },
  fr: {
    title: 'Impressions en attente ou en question',
    columns: ['Badge', 'Nom', 'Délégation', 'État', 'Raison', 'Imprimante', 'Depuis'],
    note: 'De ce poste\u202F: chaque poste imprime ses propres badges.',
    unknown: 'Les impressions sont connues des postes qui impriment\u202F; le hub n’en a pas.',
    total: (jobs: number) => `Impressions\u202F: ${jobs}`,
    empty: 'Aucun badge n’attend, aucun n’est en question.',
  },
};

/** Badges at this station whose print waits, is held or must be checked by an operator. */
export function printJobs(digest: Digest): ReportBody {
  const said = words[digest.language];
  const jobs = digest.input.printJobs;
  const rows = (jobs ?? []).map((job) => rowOf(digest, job));
  const widths = [17, 28, 20, 26, 28, 18, 15];
  return {
    title: said.title,
    groupColumn: 2,
    columns: said.columns.map((title, i) => text(title, widths[i] ?? 16)),
    sections: plain(rows),
    notes: jobs === null ? [] : [said.note],
    totals: rows.length === 0 ? null : [null, said.total(rows.length), ...Array(5).fill(null)],
    empty: jobs === null ? said.unknown : said.empty,
  };
}

function rowOf(digest: Digest, job: ReportPrintJob): Cell[] {
  const { language } = digest;
  const person = digest.delegate(job.delegateId);
  const reason = holdReasonSchema.safeParse(job.holdReason).data;
  return [
    job.badgeSerial,
    digest.nameOf(job.delegateId),
    person === undefined ? '' : digest.delegationName(person.delegation),
    states[language][job.state],
    reason === undefined
      ? ''
      : reasons[language][reason].replace(
          '{group}',
          groupForms[language][digest.input.event.groupWord].one,
        ),
    job.printerName,
    digest.moments.moment(job.since),
  ];
}
