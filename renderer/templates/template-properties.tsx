import { type Dispatch, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultCategory } from '../../domain/event/default-category.ts';
import { type BadgeTemplate, badgeSidesSchema } from '../../domain/templates/badge-template.ts';
import { black } from '../../domain/templates/colours.ts';
import { CheckLine } from '../../ui/fields/check-line.tsx';
import { NumberField } from '../../ui/fields/number-field.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { Switch } from '../../ui/fields/switch.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useStation } from '../base/station.tsx';
import { useTemplateName } from '../base/use-template-name.ts';
import { ColourField } from './colour-field.tsx';
import { ruleOf, withSides, withSize } from './edit-template.ts';
import type { EditorAction, EditorState } from './editor-state.ts';
import { useFieldName } from './field-words.ts';
import { sizeIds, sizeOf, sizePresets, useSizeWords } from './geometry.ts';

interface TemplatePropertiesProps {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
}

export function TemplateProperties({ state, dispatch }: TemplatePropertiesProps): ReactNode {
  const { t } = useTranslation();
  const { template } = state;
  const put = (next: BadgeTemplate, merge?: string): void =>
    dispatch({ kind: 'put-template', template: next, ...(merge === undefined ? {} : { merge }) });
  return (
    <section className="grid gap-4 content-start p-4" aria-label={t('editor.templateProperties')}>
      <h2 className="text-md truncate">{t('editor.badge')}</h2>
      <NameField template={template} put={put} />
      <SizeFields template={template} put={put} />
      <Select
        label={t('editor.sides')}
        choices={badgeSidesSchema.options.map((id) => ({
          id,
          label: t(`templates.sides.${id}`),
        }))}
        value={template.sides}
        onChange={(sides) => put(withSides(template, sides))}
      />
      <RuleProperties template={template} dispatch={dispatch} />
    </section>
  );
}

interface PartProps {
  template: BadgeTemplate;
  put: (template: BadgeTemplate, merge?: string) => void;
}

/** A template needs a name: an empty one is reported and not stored. */
function NameField({ template, put }: PartProps): ReactNode {
  const { t } = useTranslation();
  const [empty, setEmpty] = useState(false);
  const templateName = useTemplateName();
  return (
    <TextField
      label={t('templates.name')}
      maxLength={60}
      value={empty ? '' : templateName(template.name)}
      error={empty ? t('templates.nameMissing') : null}
      onBlur={() => setEmpty(false)}
      onChange={(name) => {
        setEmpty(name.trim() === '');
        if (name.trim() !== '') put({ ...template, name }, 'name');
      }}
    />
  );
}

/** The schema's bounds of a badge, in millimetres. */
const bounds = { width: { least: 25, most: 250 }, height: { least: 25, most: 350 } };

function SizeFields({ template, put }: PartProps): ReactNode {
  const { t } = useTranslation();
  const words = useSizeWords();
  const preset = sizeOf(template.size);
  return (
    <>
      <Select
        label={t('templates.size')}
        choices={[
          ...sizeIds.map((id) => ({ id, label: words(id) })),
          ...(preset === null
            ? [{ id: 'custom' as const, label: t('templates.sizes.custom') }]
            : []),
        ]}
        value={preset ?? 'custom'}
        onChange={(id) => {
          if (id !== 'custom') put(withSize(template, sizePresets[id]));
        }}
      />
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        {(['width', 'height'] as const).map((name) => (
          <NumberField
            key={name}
            label={t(`editor.box.${name}`)}
            mark={t(`editor.boxMark.${name}`)}
            unit={t('editor.unit.mm')}
            value={template.size[name]}
            min={bounds[name].least}
            max={bounds[name].most}
            step={1}
            onChange={(value) =>
              put(withSize(template, { ...template.size, [name]: value }), `size.${name}`)
            }
          />
        ))}
      </div>
    </>
  );
}

/** What differs on the badges of one category: the text of its zones, and the hidden fields. */
function RuleProperties({
  template,
  dispatch,
}: {
  template: BadgeTemplate;
  dispatch: Dispatch<EditorAction>;
}): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const words = useEventWords();
  const nameOf = useFieldName();
  const [chosen, setChosen] = useState(() => defaultCategory(event));
  const rule = ruleOf(template, chosen);
  const choices = event.categories.map(({ id }) => ({ id, label: words.category(id) }));
  return (
    <section className="grid gap-3 pt-4 border-t" aria-labelledby="editor-rule-title">
      <h3 className="text-md" id="editor-rule-title">
        {t('editor.rules')}
      </h3>
      <Select label={t('editor.category')} choices={choices} value={chosen} onChange={setChosen} />
      <TextField
        label={t('editor.zones')}
        hint={t('editor.zonesHint')}
        maxLength={120}
        value={rule.zones}
        onChange={(zones) =>
          dispatch({ kind: 'put-rule', rule: { ...rule, zones }, merge: `zones.${chosen}` })
        }
      />
      <Switch
        isSelected={rule.colour !== null}
        onChange={(own) =>
          dispatch({ kind: 'put-rule', rule: { ...rule, colour: own ? black : null } })
        }
      >
        {t('editor.ownStrip')}
      </Switch>
      {rule.colour !== null && (
        <ColourField
          label={t('editor.stripColour')}
          value={rule.colour}
          onChange={(colour) =>
            dispatch({ kind: 'put-rule', rule: { ...rule, colour }, merge: `colour.${chosen}` })
          }
        />
      )}
      <fieldset className="editor-hides min-w-0">
        <legend className="field-label p-0">{t('editor.showsFields')}</legend>
        {template.fields.map((field) => (
          <CheckLine
            key={field.id}
            isSelected={!rule.hides.includes(field.id)}
            onChange={(shown) =>
              dispatch({
                kind: 'put-rule',
                rule: {
                  ...rule,
                  hides: shown
                    ? rule.hides.filter((id) => id !== field.id)
                    : [...rule.hides, field.id],
                },
              })
            }
          >
            <bdi>{nameOf(field)}</bdi>
          </CheckLine>
        ))}
      </fieldset>
    </section>
  );
}
