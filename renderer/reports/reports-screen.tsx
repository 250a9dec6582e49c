import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../domain/base/language.ts';
import type { CertificateRule, QuorumRule, ReportId } from '../../domain/reports.ts';
import type { ReportRules } from '../../preload/contract/reports.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { CheckLine } from '../../ui/fields/check-line.tsx';
import { NumberField } from '../../ui/fields/number-field.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMay, useStation } from '../base/station.tsx';
import { ReportControls } from './report-controls.tsx';
import { ReportGallery } from './report-gallery.tsx';
import { ReportAnswer, ReportPreviewCard } from './report-preview.tsx';
import type { ReportRequest } from './report-request.ts';
import './reports.css';

/** The lists that the secretariat exports: a gallery, and one report with its preview. */
export function ReportsScreen(): ReactNode {
  const { t } = useTranslation();
  const { day } = useStation();
  const { language } = useFormats();
  const { dialog } = useNavigation();
  const mayExport = useMay('export');
  const [id, setId] = useState<ReportId | null>(null);
  const [request, setRequest] = useState<ReportRequest>({ day, language, format: 'pdf' });
  const change = (part: Partial<ReportRequest>): void =>
    setRequest((last) => ({ ...last, ...part }));
  useHotkeys([{ key: 'Escape', run: () => setId(null) }], id !== null && dialog === null);
  return (
    <main className="screen reports" aria-label={t('reports.title')}>
      <header className="screen-head">
        {id !== null && (
          <div>
            <Button
              autoFocus
              variant="quiet"
              icon={<ArrowLeft className="flips" />}
              onPress={() => setId(null)}
            >
              {t('reports.back')}
            </Button>
          </div>
        )}
        <h1>{id === null ? t('reports.title') : t(`reports.ids.${id}`)}</h1>
        {id !== null && <p>{t(`reports.purpose.${id}`)}</p>}
      </header>
      {!mayExport && <p className="field-hint">{t('roles.exportOnly')}</p>}
      {mayExport && id === null && (
        <ReportGallery request={request} onChange={change} onOpen={setId} />
      )}
      {mayExport && id !== null && <OneReport id={id} request={request} onChange={change} />}
    </main>
  );
}

function OneReport({
  id,
  request,
  onChange,
}: {
  id: ReportId;
  request: ReportRequest;
  onChange: (change: Partial<ReportRequest>) => void;
}): ReactNode {
  const { day, language } = request;
  const preview = useAnswer('previewReport', [{ id, day, language }]);
  return (
    <>
      {preview.value !== null && <ReportAnswer report={preview.value} />}
      <ReportControls id={id} request={request} onChange={onChange} />
      <ReportRulesForm id={id} onSaved={preview.renew} />
      <FailureNote failure={preview.failure} />
      {preview.value !== null && <ReportPreviewCard report={preview.value} />}
    </>
  );
}

/**
 * The rule of a quorum or a certificate, for reports that have one; each change is stored at once.
 */
function ReportRulesForm({ id, onSaved }: { id: ReportId; onSaved: () => void }): ReactNode {
  const { t } = useTranslation();
  const isAbout = id === 'quorum' || id === 'certificates';
  const { value, failure, renew } = useAnswer('getReportRules', [], { when: isAbout });
  const { run, failure: notSaved } = useAction(async (rules: ReportRules) => {
    await ask('saveReportRules', rules);
    renew();
    onSaved();
  });
  if (!isAbout) return null;
  return (
    <section className="card grid gap-4" aria-label={t('reports.rule')}>
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

function QuorumRuleFields({
  rule,
  onChange,
}: {
  rule: QuorumRule;
  onChange: (rule: QuorumRule) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event } = useStation();
  const counting = event.categories.filter((one) => one.countsTowardsQuorum);
  const chosen = rule.categories ?? counting.map(({ id }) => id);
  const choose = (id: string, isOn: boolean): void => {
    const next = counting
      .map((one) => one.id)
      .filter((one) => (one === id ? isOn : chosen.includes(one)));
    onChange({ ...rule, categories: next.length === counting.length ? null : next });
  };
  return (
    <>
      <div className="report-rule-line flex flex-wrap gap-4 items-end">
        <Select
          label={t('reports.quorum.comparison')}
          choices={(['more-than', 'at-least'] as const).map((id) => ({
            id,
            label: t(`reports.quorum.${id}`),
          }))}
          value={rule.comparison}
          onChange={(comparison) => onChange({ ...rule, comparison })}
        />
        <NumberField
          label={t('reports.quorum.parts')}
          mark=""
          unit={t('reports.quorum.of')}
          value={rule.numerator}
          min={1}
          max={100}
          step={1}
          onChange={(value) => onChange({ ...rule, numerator: Math.round(value) })}
        />
        <NumberField
          label={t('reports.quorum.whole')}
          mark=""
          unit={t('reports.quorum.equalParts')}
          value={rule.denominator}
          min={1}
          max={100}
          step={1}
          onChange={(value) => onChange({ ...rule, denominator: Math.round(value) })}
        />
      </div>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="field-label">{t('reports.quorum.categories')}</legend>
        {counting.map(({ id, name }) => (
          <CheckLine
            key={id}
            isSelected={chosen.includes(id)}
            onChange={(isOn) => choose(id, isOn)}
          >
            {textIn(name, language, event)}
          </CheckLine>
        ))}
      </fieldset>
    </>
  );
}

/** Who gets a certificate: everyone who came on so many days, or attended the chosen sessions. */
function CertificateRuleFields({
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
      <div className="report-rule-line flex flex-wrap gap-4 items-end">
        <Select
          label={t('reports.certificate.kind')}
          choices={(['days', 'sessions'] as const).map((id) => ({
            id,
            label: t(`reports.certificate.${id}`),
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
            min={1}
            max={Math.max(1, event.days.length)}
            step={1}
            onChange={(value) => onChange({ kind: 'days', atLeast: Math.round(value) })}
          />
        )}
      </div>
      {rule.kind === 'sessions' && <SessionChecks chosen={rule.checkpoints} onChange={onChange} />}
    </>
  );
}

/** The last session stays chosen: a rule without any would give everyone a certificate. */
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
    <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
      <legend className="field-label">{t('reports.certificate.every')}</legend>
      {sessions.map(({ id, name }) => (
        <CheckLine key={id} isSelected={chosen.includes(id)} onChange={(isOn) => choose(id, isOn)}>
          {textIn(name, language, event)}
        </CheckLine>
      ))}
    </fieldset>
  );
}
