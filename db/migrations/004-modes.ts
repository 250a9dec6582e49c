/** Self-service kiosks, doors and roles. Times (`wall`) are UTC milliseconds. */
export const modes = `
-- Further roles: the check on the column is widened, which SQLite does by a new table only.
CREATE TABLE operator_with_roles (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN
    ('operator', 'supervisor', 'protocol', 'security-officer', 'data-protection-officer', 'organiser')),
  pin_hash TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  blocked_until INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  -- Who alone made them or chose their PIN; NULL once two people or the hub vouched.
  made_by TEXT,
  wall INTEGER NOT NULL
) STRICT;
INSERT INTO operator_with_roles (id, name, role, pin_hash, failures, blocked_until, active, wall)
  SELECT id, name, role, pin_hash, failures, blocked_until, active, wall FROM operator;
DROP TABLE operator;
ALTER TABLE operator_with_roles RENAME TO operator;

-- Who is inside a zone is read from these facts, whatever the order in which they came: no projection that could be wrong.
CREATE INDEX attendance_event_by_crossing ON attendance_event (event_id, checkpoint, local_day, delegate_id)
  WHERE type IN ('admitted', 'went-out', 'came-back');
-- Calls for help, alerts and refusals are few among many admissions, and are asked for all day.
CREATE INDEX attendance_event_by_call ON attendance_event (event_id, type, wall)
  WHERE type IN ('refused', 'help-called', 'help-answered', 'alert-seen', 'consent-recorded', 'note-written');

-- Who searched, printed in batches, opened or exported what. Personal data: purged with the roster.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('search', 'opened', 'batch', 'export', 'evacuation-list', 'settings')),
  operator_id TEXT,
  delegate_id TEXT,
  -- What was asked for; for a search its words.
  detail TEXT NOT NULL,
  wall INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_by_wall ON activity (event_id, wall);

-- The refusal that a page's key wrote: a page that asks twice raises one alert.
CREATE TABLE refusal_key (
  key TEXT PRIMARY KEY,
  attendance_id TEXT NOT NULL REFERENCES attendance_event (id)
) STRICT, WITHOUT ROWID;

-- When this station heard of a fact that raises an alert: what is old by then is shown as late. Disregarded facts
-- raise some, too.
CREATE TABLE heard_alert (
  attendance_id TEXT PRIMARY KEY,
  wall INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Heads of delegation and VIPs are few: their arrivals are found by the person.
CREATE INDEX delegate_of_protocol ON delegate (event_id) WHERE role = 'head' OR category = 'head-of-delegation' OR vip = 1;

-- A delegation's roster is asked for after every check-in while its screen is open.
CREATE INDEX delegate_by_delegation ON delegate (event_id, delegation);
`;
