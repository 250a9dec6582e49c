import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportId } from '../../../domain/report-kinds.ts';
import type { ReportRules } from '../../../preload/contract/reports.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { CertificateRuleFields } from './certificate-rule-fields.tsx';
import { QuorumRuleFields } from './quorum-rule-fields.tsx';

/** The rule behind a quorum or a certificate, where such a report is chosen; each change is kept at once. */
export function ReportRulesForm({ id, onSaved }: { id: ReportId; onSaved: () => void }): ReactNode {
  const { t } = useTranslation();
  const isAbout = id === 'quorum' || id === 'certificates';
  const { value, failure, renew } = useAnswer('getReportRules', [], { when: isAbout });
  const save = useCallback(
    async (rules: ReportRules): Promise<void> => {
      await ask('saveReportRules', rules);
      renew();
      onSaved();
    },
    [renew, onSaved],
  );
  const { run, failure: notSaved } = useAction(save);
  if (!isAbout) return null;
  return (
    <section className="card report-rules" aria-label={t('reports.rule')}>
      {value !== null && id === 'quorum' && (
        <QuorumRuleFields
          rule={value.quorum}
          onChange={(quorum) => void run({ certificates: value.certificates, quorum })}
        />
      )}
      {value !== null && id === 'certificates' && (
        <CertificateRuleFields
          rule={value.certificates}
          onChange={(certificates) => void run({ quorum: value.quorum, certificates })}
        />
      )}
      <FailureNote failure={failure ?? notSaved} />
    </section>
  );
}
