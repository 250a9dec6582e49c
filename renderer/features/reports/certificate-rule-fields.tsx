import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateRule } from '../../../domain/report-rules.ts';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { CheckLine } from '../../ui/check-line.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';

/** Who gets a certificate: whoever came on so many days, or was at the chosen sessions. */
export function CertificateRuleFields({
  rule,
  onChange,
}: {
  rule: CertificateRule;
  onChange: (rule: CertificateRule) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const sessions = event.checkpoints.filter(({ kind }) => kind === 'session');
  const [first] = sessions;
  const changeKind = (kind: CertificateRule['kind']): void => {
    if (kind === 'days') onChange({ kind, atLeast: 1 });
    else if (first !== undefined) onChange({ kind, checkpoints: [first.id] });
  };
  return (
    <>
      <div className="report-rule-line">
        <Select
          label={t('reports.certificate.kind')}
          choices={(['days', 'sessions'] as const).map((id) => ({
            id,
            words: t(`reports.certificate.${id}`),
          }))}
          value={rule.kind}
          isDisabled={first === undefined}
          onChange={changeKind}
        />
        {rule.kind === 'days' && (
          <NumberField
            label={t('reports.certificate.atLeast')}
            mark=""
            unit={t('reports.certificate.unit')}
            value={rule.atLeast}
            least={1}
            most={Math.max(1, event.days.length)}
            step={1}
            onChange={(value) => onChange({ kind: 'days', atLeast: Math.round(value) })}
          />
        )}
      </div>
      {rule.kind === 'sessions' && <SessionChecks chosen={rule.checkpoints} onChange={onChange} />}
    </>
  );
}

/** The last session stays chosen: a rule without any would give everybody a certificate. */
function SessionChecks({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange: (rule: CertificateRule) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event } = useStation();
  const sessions = event.checkpoints.filter(({ kind }) => kind === 'session');
  const choose = (id: string, isOn: boolean): void => {
    const checkpoints = sessions
      .map((one) => one.id)
      .filter((one) => (one === id ? isOn : chosen.includes(one)));
    if (checkpoints.length > 0) onChange({ kind: 'sessions', checkpoints });
  };
  return (
    <fieldset className="report-checks">
      <legend className="field-label">{t('reports.certificate.every')}</legend>
      {sessions.map(({ id, name }) => (
        <CheckLine key={id} isSelected={chosen.includes(id)} onChange={(isOn) => choose(id, isOn)}>
          {name[language]}
        </CheckLine>
      ))}
    </fieldset>
  );
}
