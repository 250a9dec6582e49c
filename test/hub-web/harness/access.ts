import {
  type AccountEntry,
  type OrganiserRole,
  rightsOfRole,
  type SessionAnswer,
  type SetUpAnswer,
} from '../../../domain/wire/organiser-access.ts';
import type { AuditEntry } from '../../../domain/wire/organiser-audit.ts';
import { minute, now, uuid } from './world.ts';

const names: Readonly<Record<OrganiserRole, string>> = {
  organiser: 'Marie DUPONT',
  protocol: 'Ahmed EL AMRANI',
  'security-officer': 'Sunniva BERG',
  'data-protection-officer': 'Zoë LINDQVIST',
  viewer: 'Guest wall',
};

/** Who is signed in with a role. */
export function sessionOf(role: OrganiserRole): SessionAnswer {
  const at = Date.now();
  return {
    account: { id: uuid(1, Object.keys(names).indexOf(role)), name: names[role], role },
    rights: rightsOfRole(role),
    csrf: 'c'.repeat(43),
    idleExpires: at + 30 * minute,
    expires: at + 12 * 60 * minute,
    now: at,
  };
}

/** The first step of a set-up. */
export function setUpAnswer(qr: string[]): SetUpAnswer {
  return {
    ticket: 't'.repeat(43),
    name: 'Marie DUPONT',
    role: 'organiser',
    uri: 'otpauth://totp/Lanyard:Marie?secret=JBSWY3DPEHPK3PXP',
    qr,
    secret: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP',
    expires: Date.now() + 5 * minute,
  };
}

export const recoveryCodes = Array.from(
  { length: 10 },
  (_, at) => `K7QM-${2000 + at * 137}-XR${at}T`,
);

/** The accounts: one of each role and state. */
export function accounts(): AccountEntry[] {
  return (Object.keys(names) as OrganiserRole[]).map((role, at) => ({
    id: uuid(1, at),
    name: names[role],
    role,
    active: at !== 4,
    state: at === 3 ? 'invited' : 'ready',
    setUpExpires: at === 3 ? now + 600 * minute : null,
    lastSignIn: at === 3 ? null : now - at * 200 * minute,
    recoveryCodesLeft: 10 - at,
  }));
}

export const sessions = [
  {
    id: uuid(2, 1),
    opened: now - 90 * minute,
    lastSeen: now,
    address: '192.168.4.21',
    agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0',
    current: true,
  },
  {
    id: uuid(2, 2),
    opened: now - 800 * minute,
    lastSeen: now - 40 * minute,
    address: '192.168.4.77',
    agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Safari/604.1',
    current: false,
  },
];

/** Entries of the audit. */
export function auditEntries(): AuditEntry[] {
  const entry = (seq: number, change: Partial<AuditEntry>): AuditEntry => ({
    seq,
    at: now - (20 - seq) * 7 * minute,
    actor: 'account',
    account: { id: uuid(1, 1), name: names.protocol },
    action: 'searched',
    outcome: 'done',
    delegateId: null,
    query: null,
    detail: '',
    count: null,
    address: '192.168.4.21',
    ...change,
  });
  return [
    entry(9, { query: 'lindqvist', count: 2 }),
    entry(8, { action: 'delegate-seen', delegateId: uuid(9, 1), detail: uuid(9, 1) }),
    entry(7, { action: 'exported', detail: 'participants xlsx en', count: 958 }),
    entry(6, {
      action: 'kiosk-revoked',
      outcome: 'refused',
      detail: 'POST /v1/organiser/stations/:id/revoke',
      account: { id: uuid(1, 4), name: names.viewer },
    }),
    entry(5, { action: 'sign-in-refused', actor: 'nobody', account: null, outcome: 'failed' }),
    entry(4, { action: 'account-added', actor: 'administrator', account: null, detail: 'viewer' }),
    entry(3, { action: 'searched', query: 'محمد', count: 4 }),
  ];
}
