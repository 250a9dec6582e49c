import { type Dispatch, type ReactNode, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { printedArea, printsBack } from '../../domain/templates/badge-geometry.ts';
import type { BadgeTemplate, TemplateBox } from '../../domain/templates/badge-template.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';
import { useFormats } from '../../ui/formats.ts';
import { usePictureAddress } from '../../ui/use-picture-address.ts';
import { useTemplateName } from '../base/use-template-name.ts';
import { type EditorAction, type EditorState, fieldsShown, selectedField } from './editor-state.ts';
import { useFieldName } from './field-words.ts';
import { guidesOf, guidesTouched, handles, sideMargin, useMillimetres } from './geometry.ts';
import type { Side } from './new-field.ts';
import { canvasKeys } from './use-canvas-keys.ts';
import { useDrag } from './use-drag.ts';
import type { LivePreview } from './use-preview.ts';
import type { Zoom } from './use-zoom.ts';
import './ruler.css';
import './badge-canvas.css';

interface BadgeCanvasProps {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  live: LivePreview;
  zoom: Zoom;
  place: RefObject<HTMLDivElement | null>;
  findings: readonly TemplateFinding[];
  onEdit: () => void;
}

export function BadgeCanvas(props: BadgeCanvasProps): ReactNode {
  const { state, dispatch, live, zoom, place, findings, onEdit } = props;
  const { t } = useTranslation();
  const stage = useRef<HTMLDivElement>(null);
  const { template, side, selected } = state;
  const { scale } = zoom;
  const fields = fieldsShown(state);
  const chosen = selectedField(state);
  const drag = useDrag({ scale, fields, selected, dispatch });
  const keys = canvasKeys({ state, dispatch, zoom, abandon: drag.abandon, onEdit });
  return (
    <div className="canvas min-w-0 min-h-0 overflow-auto relative bg-sunken" ref={place}>
      <div className="canvas-board pt-3 pr-11 pb-5 pl-5 grid">
        <Ruler axis="x" length={template.size.width} scale={scale} box={chosen?.box ?? null} />
        <Ruler axis="y" length={template.size.height} scale={scale} box={chosen?.box ?? null} />
        <div
          className="canvas-stage [grid-area:stage] relative shadow-lift-2"
          ref={stage}
          role="application"
          aria-roledescription={t('editor.canvas')}
          aria-label={t(`editor.sideLabel.${side}`)}
          aria-describedby="editor-canvas-keys"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the focus and all keys
          tabIndex={0}
          style={{
            inlineSize: template.size.width * scale,
            blockSize: template.size.height * scale,
          }}
          onKeyDown={keys}
          {...drag.events}
        >
          <BadgePicture live={live} template={template} side={side} scale={scale} />
          <Margins scale={scale} />
          {fields.map(({ id, box, kind }) => (
            <div
              key={id}
              className="field-box absolute touch-none"
              data-kind={kind}
              data-selected={id === selected || undefined}
              data-wrong={
                findings.some(({ field, severity }) => field === id && severity === 'error') ||
                undefined
              }
              style={placeOf(box, scale)}
            />
          ))}
          {chosen !== null && chosen.side === side && (
            <Chosen box={chosen.box} scale={scale} dragged={state.drag !== null} />
          )}
          {state.drag !== null && chosen !== null && (
            <DragGuides state={state} box={chosen.box} scale={scale} />
          )}
        </div>
      </div>
      <p id="editor-canvas-keys" className="visually-hidden">
        {t('editor.canvasKeys')}
      </p>
      <Said state={state} />
    </div>
  );
}

/** Tells screen readers which field is selected and where it is. */
function Said({ state }: { state: EditorState }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const nameOf = useFieldName();
  const field = selectedField(state);
  return (
    <p className="visually-hidden" role="status">
      {field !== null &&
        t('editor.fieldAt', {
          name: nameOf(field),
          x: number(field.box.x),
          y: number(field.box.y),
          width: number(field.box.width),
          height: number(field.box.height),
        })}
    </p>
  );
}

function Margins({ scale }: { scale: number }): ReactNode {
  return <div className="canvas-margin absolute" style={{ inset: sideMargin * scale }} />;
}

function Chosen({
  box,
  scale,
  dragged,
}: {
  box: TemplateBox;
  scale: number;
  dragged: boolean;
}): ReactNode {
  const millimetres = useMillimetres();
  return (
    <div
      className="chosen-box absolute cursor-move"
      data-dragged={dragged || undefined}
      style={placeOf(box, scale)}
    >
      {handles.map((handle) => (
        <span
          key={handle}
          className="handle grid place-items-center absolute size-6"
          data-handle={handle}
        />
      ))}
      {dragged && (
        <span
          className="chosen-size px-1.5 py-0.25 figures absolute text-2xs font-semibold whitespace-nowrap pointer-events-none"
          aria-hidden="true"
        >
          {millimetres(box)}
        </span>
      )}
    </div>
  );
}

function DragGuides({
  state,
  box,
  scale,
}: {
  state: EditorState;
  box: TemplateBox;
  scale: number;
}): ReactNode {
  const others = fieldsShown(state).filter(({ id }) => id !== state.selected);
  const guides = guidesOf(
    state.template.size,
    others.map((field) => field.box),
  );
  const touched = guidesTouched(box, guides);
  return (
    <>
      {touched.x.map((at) => (
        <span
          key={`x${at}`}
          className="guide absolute pointer-events-none"
          data-axis="x"
          style={{ insetInlineStart: at * scale }}
        />
      ))}
      {touched.y.map((at) => (
        <span
          key={`y${at}`}
          className="guide absolute pointer-events-none"
          data-axis="y"
          style={{ insetBlockStart: at * scale }}
        />
      ))}
    </>
  );
}

function placeOf(box: TemplateBox, scale: number) {
  return {
    insetInlineStart: box.x * scale,
    insetBlockStart: box.y * scale,
    inlineSize: box.width * scale,
    blockSize: box.height * scale,
  };
}

interface RulerProps {
  axis: 'x' | 'y';
  /** Millimetres. */
  length: number;
  /** Pixels per millimetre. */
  scale: number;
  /** The selected field, whose extent the ruler marks. */
  box: TemplateBox | null;
}

/** Minimum distance in pixels between two numbers of the ruler. */
const figureRoom = 34;

/**
 * A ruler in millimetres along one edge of the badge. Hidden from screen readers, because the panel
 * has the numbers.
 */
function Ruler({ axis, length, scale, box }: RulerProps): ReactNode {
  const ticks = Array.from({ length: Math.floor(length) + 1 }, (_, at) => at);
  const every = [5, 10, 20, 50].find((step) => step * scale >= figureRoom) ?? 100;
  const from = box === null ? 0 : axis === 'x' ? box.x : box.y;
  const extent = box === null ? 0 : axis === 'x' ? box.width : box.height;
  return (
    <div className="ruler text-[0.6875rem] relative text-soft" data-axis={axis} aria-hidden="true">
      {box !== null && (
        <span className="ruler-extent bg-accent-soft" style={along(axis, from, extent, scale)} />
      )}
      {ticks
        .filter((at) => scale >= 4 || at % 5 === 0)
        .map((at) => (
          <span
            key={at}
            className="ruler-tick bg-edge absolute"
            data-long={at % 10 === 0 || undefined}
            data-middle={at % 5 === 0 || undefined}
            style={along(axis, at, 0, scale)}
          />
        ))}
      {ticks
        .filter((at) => at % every === 0)
        .map((at) => (
          <span
            key={at}
            className="ruler-figure figures absolute"
            style={along(axis, at, 0, scale)}
          >
            {at}
          </span>
        ))}
    </div>
  );
}

function along(axis: 'x' | 'y', from: number, extent: number, scale: number) {
  return axis === 'x'
    ? { insetInlineStart: from * scale, inlineSize: extent === 0 ? undefined : extent * scale }
    : { insetBlockStart: from * scale, blockSize: extent === 0 ? undefined : extent * scale };
}

interface BadgePictureProps {
  live: LivePreview;
  template: BadgeTemplate;
  side: Side;
  /** Pixels per millimetre. */
  scale: number;
}

/**
 * The newest bitmap under the boxes, and hatching where the printer cannot print. The bitmap has
 * the back above the front: a card's back is upright; a folded badge's back is upside down, so the
 * picture is turned to show it.
 */
function BadgePicture({ live, template, side, scale }: BadgePictureProps): ReactNode {
  const { t } = useTranslation();
  const templateName = useTemplateName();
  const { picture, preview } = live;
  const address = usePictureAddress(picture?.picture?.png, 'image/png');
  if (picture?.picture == null || address === null) return null;
  const { dotsPerMm, widthDots } = picture;
  if (side === 'back' && !printsBack(template, picture)) return null;
  const { cutLeft } = printedArea(template, { dotsPerMm, widthDots });
  const pixels = (dots: number): number => (dots / dotsPerMm) * scale;
  const cut = pixels(cutLeft);
  return (
    <>
      <div
        className="canvas-picture absolute inset-0 overflow-hidden"
        data-old={preview?.picture == null || undefined}
      >
        <img
          className="absolute"
          src={address}
          alt={t('editor.pictureOf', { name: templateName(template.name) })}
          draggable={false}
          data-turned={(side === 'back' && template.sides === 'fold') || undefined}
          data-upper={(side === 'back' && template.sides === 'two') || undefined}
          data-large={scale >= dotsPerMm || undefined}
          data-sha256={picture.picture.sha256}
          style={{
            insetInlineStart: cut,
            inlineSize: pixels(picture.picture.width),
            blockSize: pixels(picture.picture.height),
          }}
        />
      </div>
      {cut > 0 && (
        <>
          <div
            className="canvas-unprinted absolute"
            style={{ insetInlineStart: 0, inlineSize: cut }}
          />
          <div
            className="canvas-unprinted absolute"
            style={{ insetInlineEnd: 0, inlineSize: cut }}
          />
        </>
      )}
    </>
  );
}
