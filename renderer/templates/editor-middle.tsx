import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { Dispatch, ReactNode, RefObject } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { TemplateField } from '../../domain/templates/badge-template.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { type RefusedLogo, RefusedLogoNote } from '../../ui/fields/logo-picker.tsx';
import type { CallFailure } from '../base/ask.ts';
import { BadgeCanvas } from './badge-canvas.tsx';
import type { EditorAction, EditorState } from './editor-state.ts';
import { useFindingWords } from './field-words.ts';
import type { LivePreview } from './use-preview.ts';
import type { Zoom } from './use-zoom.ts';
import './findings-list.css';

interface EditorMiddleProps {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  live: LivePreview;
  zoom: Zoom;
  place: RefObject<HTMLDivElement | null>;
  choices: ReactNode;
  failure: CallFailure | null;
  refusedLogo: RefusedLogo | null;
  onEdit: () => void;
}

export function EditorMiddle(props: EditorMiddleProps): ReactNode {
  const { state, dispatch, live, zoom, place, choices, failure, refusedLogo, onEdit } = props;
  const { t } = useTranslation();
  const findings = live.preview?.findings ?? [];
  return (
    <div className="editor-middle [grid-area:middle] flex flex-col min-w-0 min-h-0 bg-sunken">
      {choices}
      {live.picture !== null && (
        <p className="editor-inks px-3 py-1 small bg-surface border-b" role="status">
          {t(`editor.inks.${live.picture.inks}`)}
        </p>
      )}
      <FailureNote failure={failure} />
      <RefusedLogoNote refused={refusedLogo} />
      <div className="grid flex-1 min-h-0 relative grid-rows-1">
        <BadgeCanvas
          state={state}
          dispatch={dispatch}
          live={live}
          zoom={zoom}
          place={place}
          findings={findings}
          onEdit={onEdit}
        />
      </div>
      <FindingsList
        findings={findings}
        fields={state.template.fields}
        missingGlyphs={live.preview?.missingGlyphs ?? []}
        problem={live.preview?.problem ?? ''}
        onChoose={(id) => dispatch({ kind: 'select', id })}
      />
    </div>
  );
}

interface FindingsListProps {
  findings: readonly TemplateFinding[];
  fields: readonly TemplateField[];
  missingGlyphs: readonly string[];
  /** The renderer's message if it could not draw the badge; else empty. */
  problem: string;
  onChoose: (fieldId: string) => void;
}

/** What is wrong with the template, errors first; pressing a finding selects its field. */
function FindingsList(props: FindingsListProps): ReactNode {
  const { findings, fields, missingGlyphs, problem, onChoose } = props;
  const { t } = useTranslation();
  const words = useFindingWords(fields);
  const clean = findings.length === 0 && missingGlyphs.length === 0 && problem === '';
  return (
    <section
      className="findings h-26 flex-none px-2 py-1 overflow-auto border-t bg-surface text-sm"
      aria-label={t('editor.findings')}
      aria-live="polite"
    >
      {clean && (
        <p className="flex items-center gap-2 min-h-target px-2 text-go-ink font-semibold">
          <CircleCheck size={17} />
          {t('editor.noFindings')}
        </p>
      )}
      <ul>
        {problem !== '' && findings.every(({ severity }) => severity !== 'error') && (
          <li className="finding border-0 bg-transparent text-start" data-severity="error">
            <CircleX className="finding-icon text-look-ink" size={17} />
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
  /** Null if the finding concerns no field. */
  onPress: (() => void) | null;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const Icon = severity === 'error' ? CircleX : TriangleAlert;
  const inner = (
    <>
      <Icon className="finding-icon text-look-ink" aria-hidden="true" size={17} />
      <span>
        <span className="visually-hidden">{t(`editor.severity.${severity}`)}</span> {children}
      </span>
    </>
  );
  if (onPress === null) {
    return (
      <div className="finding border-0 bg-transparent text-start" data-severity={severity}>
        {inner}
      </div>
    );
  }
  return (
    <AriaButton
      className="finding hover:bg-sunken border-0 bg-transparent text-start"
      data-severity={severity}
      onPress={onPress}
    >
      {inner}
    </AriaButton>
  );
}
