import type { ColumnTypes } from './column-types.ts';

/** Accounts of the organiser's page, their sessions, approvals and audit. */
export function accounts({ int, text, end, counter }: ColumnTypes): string {
  return `
CREATE TABLE account (
  id ${text} PRIMARY KEY,
  name ${text} NOT NULL,
  name_key ${text} NOT NULL UNIQUE,
  role ${text} NOT NULL,
  active ${int} NOT NULL CHECK (active IN (0, 1)),
  password_hash ${text},
  totp_secret ${text},
  totp_step ${int},
  set_up_hash ${text} UNIQUE,
  set_up_expires ${int},
  vouched_by ${text},
  created_at ${int} NOT NULL,
  last_sign_in ${int},
  CHECK ((password_hash IS NULL) = (totp_secret IS NULL))
${end};

CREATE TABLE account_session (
  id ${text} PRIMARY KEY,
  account_id ${text} NOT NULL,
  token_hash ${text} NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  opened ${int} NOT NULL,
  last_seen ${int} NOT NULL,
  proved ${int} NOT NULL,
  address ${text} NOT NULL,
  agent ${text} NOT NULL
${end};
CREATE INDEX account_session_by_account ON account_session (account_id);

CREATE TABLE recovery_code (
  account_id ${text} NOT NULL,
  code_hash ${text} NOT NULL,
  PRIMARY KEY (account_id, code_hash)
${end};

-- Browsers from which somebody signed in before: wrong passwords that strangers try do not make these wait.
CREATE TABLE known_browser (
  token_hash ${text} PRIMARY KEY,
  account_id ${text} NOT NULL,
  last_seen ${int} NOT NULL
${end};
CREATE INDEX known_browser_by_account ON known_browser (account_id);

CREATE TABLE audit (
  seq ${counter},
  at ${int} NOT NULL,
  actor ${text} NOT NULL CHECK (actor IN ('account', 'administrator', 'nobody')),
  account_id ${text},
  action ${text} NOT NULL,
  outcome ${text} NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  delegate_id ${text},
  query ${text},
  detail ${text} NOT NULL,
  count ${int},
  address ${text} NOT NULL,
  CHECK ((actor = 'account') = (account_id IS NOT NULL))
${end};
CREATE INDEX audit_by_account ON audit (account_id, seq);
CREATE INDEX audit_by_delegate ON audit (delegate_id, seq) WHERE delegate_id IS NOT NULL;

CREATE TABLE approval (
  id ${text} PRIMARY KEY,
  kind ${text} NOT NULL,
  subject ${text} NOT NULL,
  state ${text} NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'withdrawn', 'spent')),
  requested_by ${text} NOT NULL,
  requested_at ${int} NOT NULL,
  expires ${int} NOT NULL,
  decided_by ${text},
  decided_at ${int},
  -- Why it is asked for, and what the second person said.
  reason ${text} NOT NULL DEFAULT '',
  note ${text} NOT NULL DEFAULT '',
  CHECK (decided_by IS NULL OR decided_by <> requested_by)
${end};
`;
}
