import type { Dispatch, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasGroups } from '../../domain/delegations.ts';
import type { TemplateBox, TemplateField } from '../../domain/templates/badge-template.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/fields/number-field.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { Switch } from '../../ui/fields/switch.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useStation } from '../base/station.tsx';
import { ColourField } from './colour-field.tsx';
import type { EditorAction } from './editor-state.ts';
import { sourcesOf, useFieldName, useSourceName } from './field-words.ts';
import { gridStep } from './geometry.ts';

interface FieldPropertiesProps {
  field: TemplateField;
  dispatch: Dispatch<EditorAction>;
  onChooseLogo: () => void;
}

export function FieldProperties({
  field,
  dispatch,
  onChooseLogo,
}: FieldPropertiesProps): ReactNode {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const put = (next: TemplateField, merge?: string): void =>
    dispatch({ kind: 'put-field', field: next, ...(merge === undefined ? {} : { merge }) });
  return (
    <section className="grid gap-4 content-start p-4" aria-label={t('editor.fieldProperties')}>
      <h2 className="text-md truncate">
        <bdi>{nameOf(field)}</bdi>
      </h2>
      <BoxNumbers
        box={field.box}
        onChange={(box, name) => put({ ...field, box }, `${field.id}.${name}`)}
      />
      {field.kind === 'text' && <TextProperties field={field} put={put} />}
      {field.kind === 'names' && <NamesProperties field={field} put={put} />}
      {field.kind === 'logo' && (
        <Button onPress={onChooseLogo} wide>
          {t('editor.changeLogo')}
        </Button>
      )}
      <FieldColour field={field} put={put} />
      <p className="field-hint">{t(`editor.kindHint.${field.kind}`)}</p>
    </section>
  );
}

/** The colour of a field, or whether its picture keeps its colours. A QR has neither. */
function FieldColour({
  field,
  put,
}: {
  field: TemplateField;
  put: (field: TemplateField, merge: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  if ('colour' in field) {
    return (
      <ColourField
        label={t('editor.colour')}
        value={field.colour}
        onChange={(colour) => put({ ...field, colour }, `${field.id}.colour`)}
      />
    );
  }
  if (field.kind === 'qr') return null;
  return (
    <Switch
      isSelected={field.inColour}
      onChange={(inColour) => put({ ...field, inColour }, `${field.id}.in-colour`)}
    >
      {t('editor.inColour')}
    </Switch>
  );
}

/** The schema's bounds of a box, in millimetres. */
const maxMillimetres = 500;
const numbers = [
  { name: 'x', least: 0 },
  { name: 'y', least: 0 },
  { name: 'width', least: 1 },
  { name: 'height', least: 0.1 },
] as const;

function BoxNumbers({
  box,
  onChange,
}: {
  box: TemplateBox;
  onChange: (box: TemplateBox, name: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-2">
      {numbers.map(({ name, least }) => (
        <NumberField
          key={name}
          label={t(`editor.box.${name}`)}
          mark={t(`editor.boxMark.${name}`)}
          unit={t('editor.unit.mm')}
          value={box[name]}
          min={least}
          max={maxMillimetres}
          step={gridStep}
          onChange={(value) => onChange({ ...box, [name]: value }, name)}
        />
      ))}
    </div>
  );
}

type NamesField = Extract<TemplateField, { kind: 'names' }>;

function NamesProperties({
  field,
  put,
}: {
  field: NamesField;
  put: (field: NamesField) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const all = ['showNativeName', 'showJobTitle', 'showOrganisation', 'showDelegation'] as const;
  // Without delegations the line would be the organisation a second time.
  const parts = all.filter(
    (part) => part !== 'showDelegation' || hasGroups(event) || field.showDelegation,
  );
  return (
    <>
      <Select
        label={t('editor.order')}
        choices={(['protocol', 'informal'] as const).map((id) => ({
          id,
          label: t(`editor.orders.${id}`),
        }))}
        value={field.order}
        onChange={(order) => put({ ...field, order })}
      />
      <Align value={field.align} onChange={(align) => put({ ...field, align })} />
      <div className="property-switches grid">
        {parts.map((part) => (
          <Switch
            key={part}
            isSelected={field[part]}
            onChange={(shown) => put({ ...field, [part]: shown })}
          >
            {t(`editor.part.${part}`)}
          </Switch>
        ))}
      </div>
    </>
  );
}

type TextTemplateField = Extract<TemplateField, { kind: 'text' }>;

const lineCounts = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
/** The schema's bounds of a font size, in points. */
const minPoints = 4;
const maxPoints = 200;

function TextProperties({
  field,
  put,
}: {
  field: TextTemplateField;
  put: (field: TextTemplateField, merge?: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  const { event } = useStation();
  return (
    <>
      <Select
        label={t('editor.shows')}
        choices={sourcesOf(event, field.source).map((id) => ({ id, label: sourceName(id) }))}
        value={field.source}
        onChange={(source) => put({ ...field, source })}
      />
      {field.source === 'fixed' && (
        <TextField
          label={t('editor.fixedText')}
          maxLength={200}
          value={field.text}
          onChange={(text) => put({ ...field, text }, `${field.id}.text`)}
        />
      )}
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        {(['largest', 'smallest'] as const).map((name) => (
          <NumberField
            key={name}
            label={t(`editor.size.${name}`)}
            mark={t(`editor.sizeMark.${name}`)}
            unit={t('editor.unit.pt')}
            value={field[name]}
            min={minPoints}
            max={maxPoints}
            step={1}
            onChange={(size) => put({ ...field, [name]: size }, `${field.id}.${name}`)}
          />
        ))}
      </div>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        <Select
          label={t('editor.weight')}
          choices={(['regular', 'bold'] as const).map((id) => ({
            id,
            label: t(`editor.weights.${id}`),
          }))}
          value={field.weight}
          onChange={(weight) => put({ ...field, weight })}
        />
        <Select
          label={t('editor.lines')}
          choices={lineCounts.map((id) => ({ id, label: id }))}
          value={lineCounts[field.lines - 1] ?? '1'}
          onChange={(lines) => put({ ...field, lines: Number(lines) })}
        />
        <Align value={field.align} onChange={(align) => put({ ...field, align })} />
        <Select
          label={t('editor.vertical')}
          choices={(['top', 'middle', 'bottom'] as const).map((id) => ({
            id,
            label: t(`editor.verticals.${id}`),
          }))}
          value={field.vertical}
          onChange={(vertical) => put({ ...field, vertical })}
        />
      </div>
      <Switch isSelected={field.inverse} onChange={(inverse) => put({ ...field, inverse })}>
        {t('editor.inverse')}
      </Switch>
    </>
  );
}

const alignments = ['left', 'center', 'right'] as const;

function Align({
  value,
  onChange,
}: {
  value: (typeof alignments)[number];
  onChange: (align: (typeof alignments)[number]) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Select
      label={t('editor.align')}
      choices={alignments.map((id) => ({ id, label: t(`editor.alignment.${id}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
