import {
  ArrowDown,
  ArrowUp,
  Copy,
  Image,
  type LucideIcon,
  Minus,
  Plus,
  QrCode,
  RectangleEllipsis,
  Trash2,
  Type,
  User,
  UserSquare,
} from 'lucide-react';
import type { Dispatch, ReactNode } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { TemplateField } from '../../domain/templates/badge-template.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { type EditorAction, type EditorState, fieldsShown } from './editor-state.ts';
import { useFieldName } from './field-words.ts';
import { type FieldKind, fieldKinds } from './new-field.ts';
import './fields-panel.css';

const icons: Readonly<Record<FieldKind, LucideIcon>> = {
  text: Type,
  names: User,
  qr: QrCode,
  strip: RectangleEllipsis,
  photo: UserSquare,
  logo: Image,
  rule: Minus,
};

interface FieldsPanelProps {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  findings: readonly TemplateFinding[];
  /** A logo starts with its picture. */
  onAddLogo: () => void;
}

/** The fields of the side that is shown, the one in front first. */
export function FieldsPanel({ state, dispatch, findings, onAddLogo }: FieldsPanelProps): ReactNode {
  const { t } = useTranslation();
  const fields = fieldsShown(state).toReversed();
  return (
    <section
      className="editor-fields column gap-2 min-h-0 scroll ground-surface"
      aria-label={t('editor.fields')}
    >
      <header className="editor-panel-head row justify-between">
        <h2 className="text-md">{t('editor.fields')}</h2>
        <AddMenu
          onAdd={(field) => (field === 'logo' ? onAddLogo() : dispatch({ kind: 'add', field }))}
        />
      </header>
      {state.template.sides === 'fold' && <Sides state={state} dispatch={dispatch} />}
      <ul className="field-list stack">
        {fields.map((field) => (
          <FieldLine
            key={field.id}
            field={field}
            chosen={field.id === state.selected}
            wrong={findings.find((one) => one.field === field.id)?.severity ?? null}
            onChoose={() => dispatch({ kind: 'select', id: field.id })}
          />
        ))}
      </ul>
      {fields.length === 0 && <p className="field-hint">{t('editor.noFields')}</p>}
      <FieldActions state={state} dispatch={dispatch} />
    </section>
  );
}

function FieldLine(props: {
  field: TemplateField;
  chosen: boolean;
  wrong: TemplateFinding['severity'] | null;
  onChoose: () => void;
}): ReactNode {
  const { field, chosen, wrong, onChoose } = props;
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const Icon = icons[field.kind];
  return (
    <li>
      <AriaButton
        className="field-line hover-sunken"
        data-chosen={chosen || undefined}
        {...(chosen ? { 'aria-current': 'true' } : {})}
        onPress={onChoose}
      >
        <Icon className="soft" aria-hidden="true" size={17} />
        <bdi className="flex-1 min-w-0 ellipsis">{nameOf(field)}</bdi>
        {wrong !== null && (
          <span className="field-line-dot circle" data-severity={wrong}>
            <span className="visually-hidden">{t(`editor.severity.${wrong}`)}</span>
          </span>
        )}
      </AriaButton>
    </li>
  );
}

function AddMenu({ onAdd }: { onAdd: (kind: FieldKind) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <MenuTrigger>
      <Button size="small" look="quiet" icon={<Plus size={17} />}>
        {t('editor.add')}
      </Button>
      <Popover
        className="popover pad-1 scroll outlined round-md ground-surface lift-2"
        placement="bottom end"
      >
        <Menu className="add-menu" aria-label={t('editor.addField')}>
          {fieldKinds.map((kind) => {
            const Icon = icons[kind];
            return (
              <MenuItem
                key={kind}
                className="option row gap-2 target pad-inline-3 round-sm"
                textValue={t(`editor.kind.${kind}`)}
                onAction={() => onAdd(kind)}
              >
                <Icon className="soft" aria-hidden="true" size={17} />
                {t(`editor.kind.${kind}`)}
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Sides({
  state,
  dispatch,
}: {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="side-switch stack round-md ground-sunken">
      {(['front', 'back'] as const).map((side) => (
        <AriaButton
          key={side}
          className="side-button target pad-inline-3 round-md text-sm strong one-line"
          aria-pressed={side === state.side}
          onPress={() => dispatch({ kind: 'show-side', side })}
        >
          {t(`editor.side.${side}`)}
        </AriaButton>
      ))}
    </div>
  );
}

/** The actions on the selected field as a whole. */
function FieldActions({
  state,
  dispatch,
}: {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
}): ReactNode {
  const { t } = useTranslation();
  const id = state.selected;
  const shown = fieldsShown(state);
  const at = shown.findIndex((field) => field.id === id);
  const act = (make: (id: string) => EditorAction) => () => {
    if (id !== null) dispatch(make(id));
  };
  return (
    <div className="field-actions flex justify-between pad-block-2 line-above ground-surface">
      <IconButton
        label={t('editor.forward')}
        icon={<ArrowUp />}
        isDisabled={id === null || at === shown.length - 1}
        onPress={act((one) => ({ kind: 'reorder', id: one, by: 1 }))}
      />
      <IconButton
        label={t('editor.backward')}
        icon={<ArrowDown />}
        isDisabled={id === null || at === 0}
        onPress={act((one) => ({ kind: 'reorder', id: one, by: -1 }))}
      />
      <IconButton
        label={t('editor.duplicate')}
        icon={<Copy />}
        isDisabled={id === null}
        onPress={act((one) => ({ kind: 'duplicate', id: one }))}
      />
      <IconButton
        label={t('editor.remove')}
        icon={<Trash2 />}
        isDisabled={id === null || state.template.fields.length === 1}
        onPress={act((one) => ({ kind: 'remove', id: one }))}
      />
    </div>
  );
}
