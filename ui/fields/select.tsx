import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import './field.css';

export interface Choice<K extends string> {
  id: K;
  label: string;
}

interface SelectProps<K extends string> {
  label: string;
  /** Shows the label to screen readers only, if a table's heading already shows it. */
  labelHidden?: boolean;
  hint?: string;
  choices: readonly Choice<K>[];
  value: K;
  onChange: (value: K) => void;
  isDisabled?: boolean;
}

export function Select<K extends string>({
  label,
  labelHidden = false,
  hint,
  choices,
  value,
  onChange,
  isDisabled = false,
}: SelectProps<K>): ReactNode {
  return (
    <AriaSelect
      className="field"
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={labelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Button className="select-button flex items-center gap-2 min-w-0 text-start">
        <SelectValue className="select-value flex-1 min-w-0 truncate" />
        <ChevronDown size={18} />
      </Button>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <Popover className="popover max-h-80 p-1 overflow-auto border rounded-md bg-surface shadow-lift-2">
        <ListBox items={choices}>
          {(choice) => (
            <ListBoxItem
              id={choice.id}
              textValue={choice.label}
              className="option flex items-center gap-2 min-h-target px-3 rounded-sm"
            >
              {({ isSelected }) => (
                <>
                  <bdi>{choice.label}</bdi>
                  {isSelected && <Check className="ms-auto" size={18} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
