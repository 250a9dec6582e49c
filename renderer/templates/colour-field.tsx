import type { ReactNode } from 'react';
import { ColorField as AriaColorField } from 'react-aria-components/ColorField';
import { ColorSwatch } from 'react-aria-components/ColorSwatch';
import { ColorSwatchPicker, ColorSwatchPickerItem } from 'react-aria-components/ColorSwatchPicker';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { useTranslation } from 'react-i18next';
import '../../ui/fields/field.css';
import './colour-field.css';

/**
 * Each colour is legible on white paper, also under white text, and easy to tell from the others.
 */
const palette = [
  '#000000',
  '#b3192a',
  '#9a4a00',
  '#006b3c',
  '#00687a',
  '#1f4fd8',
  '#1b2a6b',
  '#6b21a8',
];

/** A colour from the palette, or any other by its hexadecimal digits. */
export function ColourField({
  label,
  value,
  onChange,
}: {
  label: string;
  /** As in a template: `#1b2a6b`. */
  value: string;
  onChange: (colour: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="field">
      <AriaColorField
        className="field"
        value={value}
        onChange={(colour) => {
          if (colour !== null) onChange(colour.toString('hex').toLowerCase());
        }}
      >
        <Label className="field-label">{label}</Label>
        <div className="colour-field flex gap-2">
          <ColorSwatch className="colour-swatch" color={value} />
          <Input className="field-input" spellCheck={false} autoComplete="off" />
        </div>
      </AriaColorField>
      <ColorSwatchPicker
        className="flex flex-wrap gap-1"
        aria-label={t('editor.palette', { field: label })}
        value={value}
        onChange={(colour) => onChange(colour.toString('hex').toLowerCase())}
      >
        {palette.map((colour) => (
          <ColorSwatchPickerItem key={colour} className="colour-choice rounded-md" color={colour}>
            <ColorSwatch className="colour-swatch" />
          </ColorSwatchPickerItem>
        ))}
      </ColorSwatchPicker>
      <p className="field-hint">{t('editor.colourHint')}</p>
    </div>
  );
}
