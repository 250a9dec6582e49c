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
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import type { TemplateField } from '../../domain/templates/badge-template.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';
import { Button, IconButton } from '../../ui/button.tsx';
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
  /** Adding a logo starts with choosing its picture. */
  onAddLogo: () => void;
}

/** The fields of the visible side, the frontmost first. */
export function FieldsPanel({ state, dispatch, findings, onAddLogo }: FieldsPanelProps): ReactNode {
  const { t } = useTranslation();
  const fields = fieldsShown(state).toReversed();
  return (
    <section
      className="editor-fields border-e [grid-area:fields] p-2 flex flex-col gap-2 min-h-0 overflow-auto bg-surface"
      aria-label={t('editor.fields')}
    >
      <header className="ps-2 flex items-center justify-between">
        <h2 className="text-md">{t('editor.fields')}</h2>
        <AddMenu
          onAdd={(field) => (field === 'logo' ? onAddLogo() : dispatch({ kind: 'add', field }))}
        />
      </header>
      {state.template.sides !== 'one' && <Sides state={state} dispatch={dispatch} />}
      <ul className="field-list gap-px grid grid-cols-1">
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
        className="field-line w-full min-h-target flex items-center gap-2 px-2 border-0 bg-transparent text-start rounded-sm text-sm hover:bg-sunken"
        data-chosen={chosen || undefined}
        {...(chosen ? { 'aria-current': 'true' } : {})}
        onPress={onChoose}
      >
        <Icon className="text-soft" aria-hidden="true" size={17} />
        <bdi className="flex-1 min-w-0 truncate">{nameOf(field)}</bdi>
        {wrong !== null && (
          <span className="field-line-dot rounded-full size-2" data-severity={wrong}>
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
      <Button size="small" variant="quiet" icon={<Plus size={17} />}>
        {t('editor.add')}
      </Button>
      <Popover
        className="popover max-h-80 p-1 overflow-auto border rounded-md bg-surface shadow-lift-2"
        placement="bottom end"
      >
        <Menu className="min-w-52" aria-label={t('editor.addField')}>
          {fieldKinds.map((kind) => {
            const Icon = icons[kind];
            return (
              <MenuItem
                key={kind}
                className="option flex items-center gap-2 min-h-target px-3 rounded-sm"
                textValue={t(`editor.kind.${kind}`)}
                onAction={() => onAdd(kind)}
              >
                <Icon className="text-soft" aria-hidden="true" size={17} />
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
    <div className="gap-0.5 p-0.5 grid rounded-md bg-sunken grid-cols-[1fr_1fr]">
      {(['front', 'back'] as const).map((side) => (
        <AriaButton
          key={side}
          className="side-button min-h-target px-3 rounded-md text-sm font-semibold whitespace-nowrap"
          aria-pressed={side === state.side}
          onPress={() => dispatch({ kind: 'show-side', side })}
        >
          {t(`editor.side.${side}`)}
        </AriaButton>
      ))}
    </div>
  );
}

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
    <div className="field-actions flex justify-between py-2 border-t bg-surface sticky">
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
