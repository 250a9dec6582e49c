import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { TemplateField } from '../../../domain/badge-template.ts';
import type { TemplateFinding } from '../../../domain/template-finding.ts';
import { useFindingWords } from './field-words.ts';
import './findings-list.css';

interface FindingsListProps {
  findings: readonly TemplateFinding[];
  fields: readonly TemplateField[];
  missingGlyphs: readonly string[];
  /** What the renderer said where it could not draw; else empty. */
  problem: string;
  onChoose: (fieldId: string) => void;
}

/** What is wrong with the template, errors first; a press goes to the field. */
export function FindingsList(props: FindingsListProps): ReactNode {
  const { findings, fields, missingGlyphs, problem, onChoose } = props;
  const { t } = useTranslation();
  const words = useFindingWords(fields);
  const clean = findings.length === 0 && missingGlyphs.length === 0 && problem === '';
  return (
    <section className="findings" aria-label={t('editor.findings')} aria-live="polite">
      {clean && (
        <p className="findings-none">
          <CircleCheck aria-hidden="true" size={17} />
          {t('editor.noFindings')}
        </p>
      )}
      <ul>
        {problem !== '' && findings.every(({ severity }) => severity !== 'error') && (
          <li className="finding" data-severity="error">
            <CircleX className="finding-icon" aria-hidden="true" size={17} />
            <span>
              <strong>{t('error.render-failed.title')}</strong>{' '}
              <bdi className="code">{problem}</bdi>
            </span>
          </li>
        )}
        {findings.map((finding) => {
          const { field, problem: what, remedy } = words(finding);
          const id = finding.field;
          const key = [finding.code, finding.field, finding.other].join(' ');
          return (
            <li key={key}>
              <FindingLine
                severity={finding.severity}
                onPress={id === null ? null : () => onChoose(id)}
              >
                <strong>
                  {field !== null && <bdi>{field}</bdi>}
                  {field !== null && ' · '}
                  {what}
                </strong>{' '}
                {remedy}
              </FindingLine>
            </li>
          );
        })}
        {missingGlyphs.length > 0 && (
          <li>
            <FindingLine severity="warning" onPress={null}>
              <strong>{t('hold.missing-glyphs.title')}</strong> <bdi>{missingGlyphs.join(' ')}</bdi>
            </FindingLine>
          </li>
        )}
      </ul>
    </section>
  );
}

function FindingLine({
  severity,
  onPress,
  children,
}: {
  severity: TemplateFinding['severity'];
  /** Null: there is no field to go to. */
  onPress: (() => void) | null;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const Icon = severity === 'error' ? CircleX : TriangleAlert;
  const inner = (
    <>
      <Icon className="finding-icon" aria-hidden="true" size={17} />
      <span>
        <span className="visually-hidden">{t(`editor.severity.${severity}`)}</span> {children}
      </span>
    </>
  );
  if (onPress === null) {
    return (
      <div className="finding" data-severity={severity}>
        {inner}
      </div>
    );
  }
  return (
    <AriaButton className="finding" data-severity={severity} onPress={onPress}>
      {inner}
    </AriaButton>
  );
}
