import { z } from 'zod';
import { type PurgePerson, purgePersonSchema } from '../../domain/operators/people.ts';
import {
  type SignedCertificate,
  signedCertificateSchema,
} from '../../domain/privacy/certificate.ts';
import { type LostReport, lostReportSchema } from '../../domain/privacy/lost-report.ts';
import { type SignedPurgeOrder, signedPurgeOrderSchema } from '../../domain/privacy/order.ts';
import { type PersonReport, personReportSchema } from '../../domain/privacy/person-report.ts';
import { type RetentionRule, retentionRuleSchema } from '../../domain/privacy/retention.ts';
import type { PersonRequest } from '../base/two-people.ts';
import type { DestroyedPlace, HubPrivacy, PrivacyOverview } from '../privacy/hub-privacy.ts';
import type { Ask } from './ask.ts';

/** The administrator's calls of retention and purge; they match those in `HubPrivacy`. */
export interface PrivacyCalls {
  overview(): Promise<PrivacyOverview>;
  setRetention(rule: RetentionRule, by: PurgePerson): Promise<void>;
  requestPurge(by: PurgePerson): Promise<PersonRequest>;
  approvePurge(id: string, by: PurgePerson): Promise<SignedPurgeOrder>;
  withdrawPurge(id: string): Promise<void>;
  declareDestroyed(said: DestroyedPlace): Promise<void>;
  takeOver(...said: Parameters<HubPrivacy['takeOver']>): Promise<void>;
  certificate(id: string | null): Promise<SignedCertificate>;
  reportLost(kiosk: string): Promise<LostReport>;
  accessRequest(delegateId: string): Promise<PersonReport>;
}

/** A request that waits for a second person. */
export const purgeRequestSchema = z.object({
  id: z.uuid(),
  requestedBy: purgePersonSchema,
  requestedAt: z.int(),
  expires: z.int(),
}) satisfies z.ZodType<PersonRequest>;

const day = z.string().nullable();

/** What `GET /v1/admin/privacy` answers. */
export const privacyOverviewSchema = z.object({
  rule: retentionRuleSchema,
  setBy: z.string().nullable(),
  setAt: z.int().nullable(),
  state: z.object({
    phase: z.enum(['before', 'during', 'kept', 'warning', 'due']),
    warnOn: day,
    purgeOn: day,
  }),
  requests: z.array(purgeRequestSchema),
  purges: z.array(
    z.object({
      id: z.string(),
      ordered: z.int(),
      cause: z.enum(['command', 'retention']),
      done: z.int().nullable(),
      confirmed: z.int(),
      missing: z.int(),
    }),
  ),
}) satisfies z.ZodType<PrivacyOverview>;

const done = z.object({});

/** The calls over an open exchange. */
export function privacyCalls(ask: Ask): PrivacyCalls {
  const one = (id: string): string => encodeURIComponent(id);
  return {
    overview: () => ask('GET', 'privacy', privacyOverviewSchema),
    setRetention: async (rule, by) => {
      await ask('POST', 'privacy/retention', done, { rule, by });
    },
    requestPurge: (by) => ask('POST', 'purge/requests', purgeRequestSchema, { by }),
    approvePurge: (id, by) =>
      ask('POST', `purge/requests/${one(id)}/approve`, signedPurgeOrderSchema, { by }),
    withdrawPurge: async (id) => {
      await ask('POST', `purge/requests/${one(id)}/withdraw`, done);
    },
    declareDestroyed: async (said) => {
      await ask('POST', 'purge/declarations', done, said);
    },
    takeOver: async (rule, orders, earlier) => {
      await ask('POST', 'seed/privacy', done, { rule, orders, earlier });
    },
    certificate: (id) =>
      ask(
        'GET',
        `purge/certificate${id === null ? '' : `?id=${one(id)}`}`,
        signedCertificateSchema,
      ),
    reportLost: (kiosk) => ask('POST', `kiosks/${one(kiosk)}/lost`, lostReportSchema),
    accessRequest: (id) => ask('GET', `persons/${one(id)}`, personReportSchema),
  };
}
