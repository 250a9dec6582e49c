import { z } from 'zod';
import type { ScreenLanguage } from './base/language.ts';
import { bookableSessions } from './bookings/booking-rules.ts';
import { hasQuorum } from './delegations.ts';
import type { Checkpoint, EventFile } from './event/event-file.ts';
import { fieldsWithTotals } from './event/extra-totals.ts';

/** Every report, in the order in which the screen offers them. */
export const reportIds = [
  'participants-provisional',
  'participants-final',
  'attendance',
  'sessions',
  'totals',
  'bookings',
  'arrivals',
  'no-shows',
  'walk-ins',
  'registration-balance',
  'quorum',
  'reprints',
  'overrides',
  'duplicates',
  'print-jobs',
  'stations',
  'lanes',
  'certificates',
] as const;
export const reportIdSchema = z.enum(reportIds);
export type ReportId = z.infer<typeof reportIdSchema>;

/** The reports that make sense for the event. */
export function reportsFor(
  event: Pick<EventFile, 'delegations' | 'groupWord' | 'categories' | 'extraFields'> & {
    checkpoints: readonly Pick<Checkpoint, 'id' | 'kind' | 'passes' | 'retired'>[];
  },
): ReportId[] {
  const withoutSense = new Set<ReportId>();
  if (!hasQuorum(event)) withoutSense.add('quorum');
  if (bookableSessions(event).length === 0) withoutSense.add('bookings');
  if (fieldsWithTotals(event).length === 0) withoutSense.add('totals');
  return reportIds.filter((id) => !withoutSense.has(id));
}

/** Names for files in French. In English the ids are used. */
const frenchNames: Readonly<Record<ReportId, string>> = {
  'participants-provisional': 'participants-provisoire',
  'participants-final': 'participants-definitive',
  attendance: 'presences',
  sessions: 'seances',
  totals: 'totaux',
  bookings: 'reservations',
  arrivals: 'arrivees',
  'no-shows': 'absents',
  'walk-ins': 'inscriptions-sur-place',
  'registration-balance': 'bilan-des-inscriptions',
  quorum: 'quorum',
  reprints: 'reimpressions',
  overrides: 'derogations',
  duplicates: 'doublons',
  'print-jobs': 'impressions',
  stations: 'postes',
  lanes: 'files-d-attente',
  certificates: 'attestations',
};

/** The name of a report in its file name, in the report's language. */
export function reportName(id: ReportId, language: ScreenLanguage): string {
  return language === 'fr' ? frenchNames[id] : id;
}

export const reportFormats = ['csv', 'xlsx', 'pdf', 'docx'] as const;
export const reportFormatSchema = z.enum(reportFormats);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

export function formatsOf(id: ReportId): readonly ReportFormat[] {
  return id === 'participants-provisional' || id === 'participants-final'
    ? reportFormats
    : ['csv', 'xlsx', 'pdf'];
}

/** When there is a quorum: how many of the accredited administrations must be present. */
export const quorumRuleSchema = z.strictObject({
  /** The share that must be present, for example "1/2". */
  numerator: z.int().min(1).max(100),
  denominator: z.int().min(1).max(100),
  /** `more-than` requires one more where the share is a whole number ("more than half"). */
  comparison: z.enum(['at-least', 'more-than']),
  /** Categories that count, out of those that count in the event file; null for all of these. */
  categories: z.array(z.string()).max(40).nullable(),
  /** Kinds of delegations that are accredited and may vote. */
  kinds: z.array(z.enum(['member', 'observer', 'organisation', 'secretariat'])).min(1),
});
export type QuorumRule = z.infer<typeof quorumRuleSchema>;

/** More than half of the members. */
export const defaultQuorum: QuorumRule = {
  numerator: 1,
  denominator: 2,
  comparison: 'more-than',
  categories: null,
  kinds: ['member'],
};

export const certificateRuleSchema = z.discriminatedUnion('kind', [
  /** The person came on at least this many days of the event. */
  z.strictObject({ kind: z.literal('days'), atLeast: z.int().min(1).max(60) }),
  /** The person was at every one of these checkpoints, on any day. */
  z.strictObject({
    kind: z.literal('sessions'),
    checkpoints: z.array(z.string().max(60)).min(1).max(60),
  }),
]);
export type CertificateRule = z.infer<typeof certificateRuleSchema>;

/** Everyone who came on any day. */
export const defaultCertificates: CertificateRule = { kind: 'days', atLeast: 1 };
