import { type Dispatch, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../../domain/badge-template.ts';
import { usualCategory } from '../../../domain/usual-category.ts';
import { useStation } from '../../client/station.tsx';
import { useEventWords } from '../../i18n/event-words.ts';
import { CheckLine } from '../../ui/check-line.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ruleOf } from './edit-template.ts';
import type { EditorAction } from './editor-state.ts';
import { useFieldName } from './field-words.ts';

/** What is different on the badges of one category: the words of its zones, and the fields it does not show. */
export function RuleProperties({
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
  const [chosen, setChosen] = useState(() => usualCategory(event));
  const rule = ruleOf(template, chosen);
  const choices = event.categories.map(({ id }) => ({ id, words: words.category(id) }));
  return (
    <section className="editor-rule" aria-labelledby="editor-rule-title">
      <h3 id="editor-rule-title">{t('editor.rules')}</h3>
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
      <fieldset className="editor-hides">
        <legend className="field-label">{t('editor.showsFields')}</legend>
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
