import { z } from 'zod';

const severitySchema = z.enum(['info', 'low', 'moderate', 'high', 'critical']);

/** The parts of `npm audit --json` (audit report version 2) that are used. */
const reportSchema = z.looseObject({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({ name: z.string(), severity: severitySchema, range: z.string() }),
  ),
});

export type AuditOutcome =
  | { result: 'clean' }
  /** Findings, worst first; `fails` if one is high or critical. */
  | { result: 'found'; lines: string[]; fails: boolean }
  /** The registry has no audit, or could not be reached: nothing is known. */
  | { result: 'no-audit'; why: string };

/**
 * Parses the output of `npm audit --json`. Its exit code is not enough: it is 1 both for a finding
 * and for a registry that does not answer.
 */
export function readAudit(output: string): AuditOutcome {
  let said: unknown;
  try {
    said = JSON.parse(output);
  } catch {
    return { result: 'no-audit', why: 'npm said nothing that can be read' };
  }
  const report = reportSchema.safeParse(said);
  if (!report.success) return { result: 'no-audit', why: whyNot(said) };
  const order = severitySchema.options;
  const found = Object.values(report.data.vulnerabilities).sort(
    (a, b) => order.indexOf(b.severity) - order.indexOf(a.severity),
  );
  if (found.length === 0) return { result: 'clean' };
  return {
    result: 'found',
    lines: found.map(({ name, severity, range }) => `${severity}: ${name} ${range}`),
    fails: found.some(({ severity }) => severity === 'high' || severity === 'critical'),
  };
}

function whyNot(said: unknown): string {
  const failure = z
    .looseObject({ statusCode: z.int().optional(), message: z.string().optional() })
    .safeParse(said);
  if (!failure.success) return 'npm’s answer has another form than expected';
  const { statusCode, message } = failure.data;
  return statusCode === undefined
    ? ((message ?? 'no report').split('\n')[0]?.slice(0, 200) ?? '')
    : `the registry answered ${statusCode}`;
}
