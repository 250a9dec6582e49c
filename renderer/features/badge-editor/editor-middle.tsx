import { ImageOff } from 'lucide-react';
import type { Dispatch, ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../client/ask.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { BadgeCanvas } from './badge-canvas.tsx';
import type { EditorAction, EditorState } from './editor-state.ts';
import { FindingsList } from './findings-list.tsx';
import type { LogoProblem } from './read-logo.ts';
import type { LivePreview } from './use-preview.ts';
import type { Zoom } from './use-zoom.ts';

interface EditorMiddleProps {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  live: LivePreview;
  zoom: Zoom;
  place: RefObject<HTMLDivElement | null>;
  /** For whom and on which printer. */
  choices: ReactNode;
  failure: CallFailure | null;
  logoProblem: LogoProblem | null;
  onEdit: () => void;
}

/** The badge with what it shows above it and what is wrong with it below. */
export function EditorMiddle(props: EditorMiddleProps): ReactNode {
  const { state, dispatch, live, zoom, place, choices, failure, logoProblem, onEdit } = props;
  const { t } = useTranslation();
  const findings = live.preview?.findings ?? [];
  return (
    <div className="editor-middle">
      {choices}
      <FailureNote failure={failure} />
      {logoProblem !== null && (
        <Note
          tone="look"
          icon={<ImageOff aria-hidden="true" size={18} />}
          title={t(`editor.logoProblem.${logoProblem}`)}
        />
      )}
      <div className="editor-canvas">
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
